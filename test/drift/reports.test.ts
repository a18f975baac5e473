import { describe, expect, test } from "vitest";
import type { Change, Verdict } from "../../scripts/drift/change.ts";
import type { DriftReport } from "../../scripts/drift/report.ts";
import { annotate } from "../../scripts/drift/reports/annotations.ts";
import { formats } from "../../scripts/drift/reports/formats.ts";
import { byOperation, countVerdicts, leadOf } from "../../scripts/drift/reports/summary.ts";

const removed: Change = {
  ...{ id: "request-property-removed", upgrade: "breaking", stay: "at-risk", verdict: "breaking" },
  ...{ side: "request", operation: "ListWidgets", line: 42, fingerprint: "0a1b2c3d4e5f" },
  pointer: "/paths/~1widgets/get/parameters/0",
  message: "filter.status is gone",
  ...{ before: "a string", after: "" },
};
const added: Change = {
  ...{ id: "response-property-added", upgrade: "minor", stay: "fine", verdict: "compatible" },
  ...{ side: "response", operation: "GetWidget", line: 7, fingerprint: "111111111111" },
  pointer: "/components/schemas/Widget/properties/colour",
  message: "a new colour",
  ...{ before: "", after: "a string" },
};
const reworded: Change = {
  ...{ id: "info-changed", upgrade: "none", stay: "fine", verdict: "cosmetic", side: "none" },
  ...{ operation: "", pointer: "", line: 1, fingerprint: "222222222222" },
  message: "what the document says of itself changed",
  ...{ before: "Widgets", after: "Gadgets" },
};
const report: DriftReport = {
  ...{ verdict: "breaking", bump: "major", changes: [reworded, added, removed] },
  exports: { added: ["Colour"], removed: ["Status"], changed: ["listWidgets"] },
  wire: [
    {
      operation: "ListWidgets",
      before:
        "GET https://api.example.com/widgets?filter%5Bstatus%5D=new\naccept: application/json",
      after: "GET https://api.example.com/widgets\naccept: application/json",
    },
  ],
  accepted: [
    { ...added, id: "deprecated", message: "sort is deprecated now", reason: "Nobody sorts" },
  ],
  notes: ["spec/drift-ignore.yml:3: accepts nothing that differs; remove it."],
};
const same: DriftReport = {
  ...{ verdict: "same", bump: "none", changes: [], wire: [], accepted: [], notes: [] },
  exports: { added: [], removed: [], changed: [] },
};
const plain = { hasColors: false };

/** Words that upstream could write anywhere that it names or describes something. */
const hostile = [
  "</script><img src=x onerror=alert(1)>",
  "</td></tr></table><h1>",
  '"><a href="https://evil.example">x</a>',
  "<!-- | cells | --> ![x](https://evil.example/x.png)",
  "`code` ```\n# title\n``` ~~~",
  "@everyone #1 [x](javascript:alert(1)) http&colon;",
  "a\r\nb\n::error::c %0A",
].join("\n");
const spoil = (change: Change): Change => ({
  ...change,
  operation: hostile,
  message: hostile,
  before: hostile,
  after: hostile,
  pointer: `/paths/${hostile}`,
});
const spoilt: DriftReport = {
  ...report,
  changes: report.changes.map(spoil),
  exports: { added: [hostile], removed: [hostile], changed: [hostile] },
  wire: [{ operation: hostile, before: hostile, after: `${hostile}\n\`\`\`\`\`` }],
  accepted: [{ ...spoil(removed), reason: hostile }],
  notes: [hostile],
};

describe("text", () => {
  test("holds all that was found, what breaks first", () => {
    expect(formats.text(report, plain)).toBe(`\
breaking  Callers break when they upgrade. 1 breaking, 1 compatible, 1 cosmetic.

ListWidgets
  breaking   filter.status is gone
             request-property-removed 0a1b2c3d4e5f · breaks on upgrade · deployed clients at risk
             line 42 · /paths/~1widgets/get/parameters/0

GetWidget
  compatible a new colour
             response-property-added 111111111111 · upgrade: minor · deployed clients fine
             line 7 · /components/schemas/Widget/properties/colour

the whole document
  cosmetic   what the document says of itself changed · info-changed 222222222222

ListWidgets on the wire
  - GET https://api.example.com/widgets?filter%5Bstatus%5D=new
  - accept: application/json
  + GET https://api.example.com/widgets
  + accept: application/json

exports
  removed: Status
  changed: listWidgets
  added: Colour

accepted
  deprecated: sort is deprecated now (Nobody sorts)

notes
  spec/drift-ignore.yml:3: accepts nothing that differs; remove it.

next: npm run update, then npm version major --workspace templates/package --no-git-tag-version
`);
  });

  test("says that nothing differs in a line", () => {
    expect(formats.text(same, plain)).toBe("same  No changes.\n");
  });

  test("is the same in colour, but for the colour", () => {
    const coloured = formats.text(report, { hasColors: true });
    expect(coloured).not.toBe(formats.text(report, plain));
    // eslint-disable-next-line no-control-regex -- What colours are made of.
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(formats.text(report, plain));
  });

  // A line of its own could be a command to whoever reads the output, such as GitHub Actions.
  test("lets no name begin a line", () => {
    expect(formats.text(spoilt, plain)).not.toMatch(/^(::error|b$)/m);
  });

  test("hands nothing to a terminal that it would obey", () => {
    const named = {
      ...report,
      changes: [{ ...removed, message: "\u001b[2J\u001b]0;title\u0007 is gone" }],
    };
    expect(formats.text(named, plain)).not.toContain("\u001b");
  });
});

describe("JSON", () => {
  test("has the members that are promised, in full", () => {
    const printed = JSON.parse(formats.json(spoilt, plain)) as DriftReport;
    expect(printed).toEqual(spoilt);
    expect(Object.keys(printed)).toEqual(
      expect.arrayContaining(["verdict", "bump", "changes", "exports", "wire"]),
    );
    for (const change of printed.changes)
      expect(Object.keys(change)).toEqual(
        expect.arrayContaining([
          "id",
          "upgrade",
          "stay",
          "side",
          "operation",
          "pointer",
          "message",
          "before",
          "after",
          "fingerprint",
        ]),
      );
    expect(Object.keys(printed.exports)).toEqual(["added", "removed", "changed"]);
    for (const each of printed.wire)
      expect(Object.keys(each)).toEqual(["operation", "before", "after"]);
  });

  test("ends its last line, and is empty lists where nothing differs", () => {
    expect(formats.json(same, plain)).toMatch(/\}\n$/);
    expect(JSON.parse(formats.json(same, plain))).toEqual(same);
  });
});

/** Lines of the tables of a Markdown text. */
const rowsOf = (text: string): readonly string[] =>
  text.split("\n").filter((line) => line.startsWith("|"));

describe("Markdown", () => {
  test("holds all that was found", () => {
    const printed = formats.markdown(report, plain);
    expect(printed).toMatch(
      /^## 🔴 Upstream drift: breaking\n\nCallers break when they upgrade\. 1 breaking, 1 compatible, 1 cosmetic\.\n/,
    );
    expect(printed).toContain(
      "Proposed version: **major**, by `npm version major --workspace templates/package --no-git-tag-version`.",
    );
    expect(printed).toContain(
      "### <code>ListWidgets</code>\n\n| | What | Upgrade | Stay | Where |\n| --- | --- | --- | --- | --- |\n| 🔴 | filter.status is gone<br><sub>request-property-removed `0a1b2c3d4e5f`</sub> | breaking | deployed clients at risk | line 42<br><sub><code>/paths/&#126;1widgets/get/parameters/0</code></sub> |",
    );
    expect(printed).toContain("### The whole document");
    expect(printed).toContain(
      "```diff\n- GET https://api.example.com/widgets?filter%5Bstatus%5D=new\n- accept: application/json\n+ GET https://api.example.com/widgets\n+ accept: application/json\n```",
    );
    expect(printed).toContain(
      "- removed: <code>Status</code>\n- changed: <code>listWidgets</code>\n- added: <code>Colour</code>",
    );
    expect(printed).toContain("- <code>deprecated</code> sort is deprecated now (Nobody sorts)");
    expect(printed).toContain(
      "- spec/drift-ignore.yml:3: accepts nothing that differs; remove it.",
    );
  });

  test("says that nothing differs", () => {
    expect(formats.markdown(same, plain)).toBe("## 🟢 Upstream drift: same\n\nNo changes.\n");
  });

  test("keeps every change in its cells, whatever it is called", () => {
    const rows = rowsOf(formats.markdown(spoilt, plain));
    expect(rows.filter((row) => !/^\| (---)? ?\|/.test(row))).toHaveLength(3);
    for (const row of rows) expect(row.split("|")).toHaveLength(7);
  });

  test("lets no words become markup, mentions or cells", () => {
    const printed = formats.markdown({ ...spoilt, wire: [] }, plain);
    const own =
      /<\/?(code|br|sub|details|summary)>|`(0a1b2c3d4e5f|1{12}|2{12})`|`npm version [^`]*`|`spec\/drift-ignore.yml`/g;
    expect(printed.replace(own, "")).not.toMatch(/[<>`]|@(?!\u200b)|\]\(|~~~|\n# title/);
  });

  test("fences what is sent with more than is in it", () => {
    const printed = formats.markdown(spoilt, plain);
    const fences = [...printed.matchAll(/^`{3,}(diff)?$/gm)].map(([fence]) => fence);
    expect(fences).toEqual(["``````diff", "``````"]);
    const between = printed.slice(
      printed.indexOf(fences[0] ?? ""),
      printed.lastIndexOf("\n``````"),
    );
    for (const line of between.split("\n").slice(1)) expect(line).toMatch(/^[-+] /);
  });
});

interface Tag {
  readonly name: string;
  readonly attributes: string;
}

/** Tags of a page, checked to be closed in order. */
const tagsOf = (page: string): readonly Tag[] => {
  const open: string[] = [];
  const tags: Tag[] = [];
  const body = page.replace(/<!doctype html>/, "").replace(/<style>[\s\S]*?<\/style>/, "");
  for (const [, slash, name = "", attributes = ""] of body.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>/gi,
  )) {
    if (slash) expect(open.pop()).toBe(name);
    else {
      tags.push({ name, attributes });
      if (!attributes.endsWith("/")) open.push(name);
    }
  }
  expect(open).toEqual([]);
  return tags;
};

const namesOf = (page: string): ReadonlySet<string> =>
  new Set(tagsOf(page).map(({ name }) => name));

describe("HTML", () => {
  test("holds all that was found", () => {
    const page = formats.html(report, plain);
    for (const text of [
      "filter.status is gone",
      "/paths/~1widgets/get/parameters/0",
      "0a1b2c3d4e5f",
      "line 42",
      "a new colour",
      "listWidgets",
      "Colour",
      "Status",
      "Nobody sorts",
      "The whole document",
      "breaks on upgrade",
      "deployed clients at risk",
      "accepts nothing that differs",
      "npm version major",
    ])
      expect(page).toContain(text);
    // What both sides have in common is plain.
    expect(page).toContain("/widgets<mark>?filter%5Bstatus%5D=new</mark>\naccept");
    expect(namesOf(page)).toContain("article");
  });

  test("is a page of its own that may load and run nothing", () => {
    for (const page of [
      formats.html(report, plain),
      formats.html(spoilt, plain),
      formats.html(same, plain),
    ]) {
      expect(page).toMatch(/^<!doctype html>\n\s*<html lang="en">/);
      expect(page).toMatch(
        /http-equiv="Content-Security-Policy"\s+content="default-src 'none'; style-src 'unsafe-inline'"/,
      );
      const attributes = tagsOf(page).map((tag) => tag.attributes.replace(/&#\d+;/g, "_"));
      for (const each of attributes) {
        expect(each).not.toMatch(/\s(src|srcset|action|formaction|background|style|on[a-z]+)=/i);
        expect(each.match(/href="([^"]*)"/)?.[1] ?? "#operation-0").toMatch(/^#operation-\d+$/);
      }
      const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
      expect(style).not.toMatch(/url\(|@import/);
    }
  });

  test("links to each operation once", () => {
    const page = formats.html(report, plain);
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    const ids = [...page.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(targets).toEqual(ids);
    expect(ids).toHaveLength(3);
  });

  test("has the tags that a report is made of, whatever it tells of", () => {
    const page = formats.html(spoilt, plain);
    expect(
      [...namesOf(page)].filter((name) => !namesOf(formats.html(report, plain)).has(name)),
    ).toEqual([]);
    expect(page).toContain("&#60;/script&#62;&#60;img src=x onerror=alert(1)&#62;");
  });
});

describe("annotations", () => {
  test("are a line each, worst first", () => {
    expect(annotate(report, "spec/a,b:c.yml")).toBe(
      [
        "::error file=spec/a%2Cb%3Ac.yml,title=ListWidgets%3A request-property-removed::filter.status is gone",
        "::warning file=spec/a%2Cb%3Ac.yml,title=GetWidget%3A response-property-added::a new colour",
        "::notice file=spec/a%2Cb%3Ac.yml,title=info-changed::what the document says of itself changed\n",
      ].join("\n"),
    );
  });

  test("stay a line each, whatever they tell of", () => {
    const lines = annotate(spoilt, "spec/api.yml").split("\n");
    expect(lines).toHaveLength(4);
    for (const line of lines.slice(0, 3)) {
      expect(line).toMatch(
        /^::(error|warning|notice) file=spec\/api\.yml,title=[^:,\r]*::[^\r]*%0D%0Ab%0A::error::c %250A$/,
      );
    }
  });

  test("are ten of each kind, which is what is shown", () => {
    const many = {
      ...report,
      changes: Array.from({ length: 25 }, (_, index) => (index % 2 ? removed : added)),
    };
    const lines = annotate(many, "spec/api.yml").trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith("::warning"))).toHaveLength(10);
  });

  test("are none where nothing differs", () => {
    expect(annotate(same, "spec/api.yml")).toBe("");
  });
});

describe("in words", () => {
  const of = (verdict: Verdict, ...changes: readonly Partial<Change>[]): DriftReport => ({
    ...same,
    verdict,
    changes: changes.map((change) => ({ ...added, ...change })),
  });

  test.each([
    [of("same"), "No changes.", "no change"],
    [of("cosmetic", { verdict: "cosmetic" }), "Documentation changes only.", "1 cosmetic"],
    [of("compatible", {}, {}), "Compatible changes only.", "2 compatible"],
    [
      of("breaking", { verdict: "breaking", upgrade: "breaking" }, {}),
      "Callers break when they upgrade.",
      "1 breaking, 1 compatible",
    ],
    [
      of("breaking", { verdict: "breaking", stay: "breaks" }),
      "Deployed clients break if they do not.",
      "1 breaking",
    ],
    [
      of(
        "breaking",
        { verdict: "breaking", upgrade: "breaking" },
        { verdict: "breaking", stay: "breaks" },
      ),
      "Callers break when they upgrade, and deployed clients break if they do not.",
      "2 breaking",
    ],
  ])("%#", (given, lead, counts) => {
    expect(leadOf(given)).toBe(lead);
    expect(countVerdicts(given)).toBe(counts);
  });

  test("operations with what is worst come first, and in each what is worst", () => {
    const words = { verdict: "cosmetic", operation: "ListWidgets" } as const;
    const grouped = byOperation({
      ...report,
      changes: [reworded, added, { ...removed, ...words }, removed],
    });
    expect(
      grouped.map(([operation, list]) => [operation, list.map(({ verdict }) => verdict)]),
    ).toEqual([
      ["ListWidgets", ["breaking", "cosmetic"]],
      ["GetWidget", ["compatible"]],
      ["", ["cosmetic"]],
    ]);
  });
});
