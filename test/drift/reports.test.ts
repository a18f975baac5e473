import { describe, expect, test } from "vitest";
import type { Change, Verdict } from "../../scripts/drift/change.ts";
import type { DriftReport } from "../../scripts/drift/report.ts";
import { annotate } from "../../scripts/drift/reports/annotations.ts";
import { formats } from "../../scripts/drift/reports/formats.ts";
import { sectionsOf } from "../../scripts/drift/reports/sections.ts";
import { countVerdicts, leadOf } from "../../scripts/drift/reports/summary.ts";

const removed: Change = {
  id: "request-property-removed",
  upgrade: "breaking",
  stay: "at-risk",
  verdict: "breaking",
  ...{
    side: "request",
    operation: "ListWidgets",
    operations: ["ListWidgets"],
    line: 42,
    fingerprint: "0a1b2c3d4e5f",
  },
  pointer: "/paths/~1widgets/get/parameters/0",
  message: "filter.status is gone",
  before: "a string",
  after: "",
};
const added: Change = {
  id: "response-property-added",
  upgrade: "minor",
  stay: "fine",
  verdict: "compatible",
  ...{
    side: "response",
    operation: "GetWidget",
    operations: ["GetWidget"],
    line: 7,
    fingerprint: "111111111111",
  },
  pointer: "/components/schemas/Widget/properties/colour",
  message: "a new colour",
  before: "",
  after: "a string",
};
const reworded: Change = {
  id: "info-changed",
  upgrade: "none",
  stay: "fine",
  verdict: "cosmetic",
  side: "none",
  operation: "",
  operations: [],
  pointer: "",
  line: 1,
  fingerprint: "222222222222",
  message: "what the document says of itself changed",
  before: "Widgets",
  after: "Gadgets",
};
const report: DriftReport = {
  verdict: "breaking",
  bump: "major",
  changes: [reworded, added, removed],
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
  verdict: "same",
  bump: "none",
  changes: [],
  wire: [],
  accepted: [],
  notes: [],
  exports: { added: [], removed: [], changed: [] },
};
const plain = { hasColors: false };

/** Text that upstream could write in any name or description. */
const hostile = [
  "</script><img src=x onerror=alert(1)>",
  "</td></tr></table><h1>",
  '"><a href="https://evil.example">x</a>',
  "<!-- | cells | --> ![x](https://evil.example/x.png)",
  "`code` ```\n# title\n``` ~~~",
  "@everyone #1 [x](javascript:alert(1)) http&colon;",
  "a\r\nb\n::error::c %0A",
].join("\n");
const withHostileText = (change: Change): Change => ({
  ...change,
  operation: hostile,
  message: hostile,
  before: hostile,
  after: hostile,
  pointer: `/paths/${hostile}`,
});
const hostileReport: DriftReport = {
  ...report,
  changes: report.changes.map(withHostileText),
  exports: { added: [hostile], removed: [hostile], changed: [hostile] },
  wire: [{ operation: hostile, before: hostile, after: `${hostile}\n\`\`\`\`\`` }],
  accepted: [{ ...withHostileText(removed), reason: hostile }],
  notes: [hostile],
};

describe("the text report", () => {
  test("lists all changes, breaking ones first", () => {
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

next: a major version of the package, which npm run update regenerates
`);
  });

  test("is one line if nothing changed", () => {
    expect(formats.text(same, plain)).toBe("same  No changes.\n");
  });

  test("differs only in color codes if colors are enabled", () => {
    const colored = formats.text(report, { hasColors: true });
    expect(colored).not.toBe(formats.text(report, plain));
    // eslint-disable-next-line no-control-regex -- Color codes start with this character.
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(formats.text(report, plain));
  });

  // GitHub Actions would run a line that begins with `::error` as a command.
  test("never begins a line with a name from upstream", () => {
    expect(formats.text(hostileReport, plain)).not.toMatch(/^(::error|b$)/m);
  });

  test("contains no terminal escape sequences", () => {
    const named = {
      ...report,
      changes: [{ ...removed, message: "\u001b[2J\u001b]0;title\u0007 is gone" }],
    };
    expect(formats.text(named, plain)).not.toContain("\u001b");
  });
});

describe("the JSON report", () => {
  test("has all documented members in full", () => {
    const printed = JSON.parse(formats.json(hostileReport, plain)) as DriftReport;
    expect(printed).toEqual(hostileReport);
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

  test("ends with a newline and has empty lists if nothing changed", () => {
    expect(formats.json(same, plain)).toMatch(/\}\n$/);
    expect(JSON.parse(formats.json(same, plain))).toEqual(same);
  });
});

/** The table rows of a Markdown text. */
const rowsOf = (text: string): readonly string[] =>
  text.split("\n").filter((line) => line.startsWith("|"));

describe("the Markdown report", () => {
  test("lists all changes", () => {
    const printed = formats.markdown(report, plain);
    expect(printed).toMatch(
      /^## 🔴 Upstream drift: breaking\n\nCallers break when they upgrade\. 1 breaking, 1 compatible, 1 cosmetic\.\n/,
    );
    expect(printed).toContain("\n\nProposed version: **major**.\n\n");
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

  test("is one sentence if nothing changed", () => {
    expect(formats.markdown(same, plain)).toBe("## 🟢 Upstream drift: same\n\nNo changes.\n");
  });

  test("keeps hostile text within its table cells", () => {
    const rows = rowsOf(formats.markdown(hostileReport, plain));
    expect(rows.filter((row) => !/^\| (---)? ?\|/.test(row))).toHaveLength(3);
    for (const row of rows) expect(row.split("|")).toHaveLength(7);
  });

  test("escapes markup, mentions and cell separators", () => {
    const printed = formats.markdown({ ...hostileReport, wire: [] }, plain);
    const own =
      /<\/?(code|br|sub|details|summary)>|`(0a1b2c3d4e5f|1{12}|2{12})`|`spec\/drift-ignore.yml`/g;
    expect(printed.replace(own, "")).not.toMatch(/[<>`]|@(?!\u200b)|\]\(|~~~|\n# title/);
  });

  test("fences requests with more backticks than they contain", () => {
    const printed = formats.markdown(hostileReport, plain);
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

/** Lists the tags of a page, and checks that they are closed in order. */
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

describe("the HTML report", () => {
  test("lists all changes", () => {
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
      "Next: a <strong>major</strong> version",
    ])
      expect(page).toContain(text);
    // Only the difference between the two requests is highlighted.
    expect(page).toContain("/widgets<mark>?filter%5Bstatus%5D=new</mark>\naccept");
    expect(namesOf(page)).toContain("article");
  });

  test("is a self-contained page that cannot load or run anything", () => {
    for (const page of [
      formats.html(report, plain),
      formats.html(hostileReport, plain),
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

  test("contains no tags from hostile text", () => {
    const page = formats.html(hostileReport, plain);
    expect(
      [...namesOf(page)].filter((name) => !namesOf(formats.html(report, plain)).has(name)),
    ).toEqual([]);
    expect(page).toContain("&#60;/script&#62;&#60;img src=x onerror=alert(1)&#62;");
  });
});

describe("annotations", () => {
  test("are one per line, the worst first", () => {
    expect(annotate(report, "spec/a,b:c.yml")).toBe(
      [
        "::error file=spec/a%2Cb%3Ac.yml,title=ListWidgets%3A request-property-removed::filter.status is gone",
        "::warning file=spec/a%2Cb%3Ac.yml,title=GetWidget%3A response-property-added::a new colour",
        "::notice file=spec/a%2Cb%3Ac.yml,title=info-changed::what the document says of itself changed\n",
      ].join("\n"),
    );
  });

  test("escape line breaks in hostile text", () => {
    const lines = annotate(hostileReport, "spec/api.yml").split("\n");
    expect(lines).toHaveLength(4);
    for (const line of lines.slice(0, 3)) {
      expect(line).toMatch(
        /^::(error|warning|notice) file=spec\/api\.yml,title=[^:,\r]*::[^\r]*%0D%0Ab%0A::error::c %250A$/,
      );
    }
  });

  test("are limited to ten of each kind, as many as GitHub shows", () => {
    const many = {
      ...report,
      changes: Array.from({ length: 25 }, (_, index) => (index % 2 ? removed : added)),
    };
    const lines = annotate(many, "spec/api.yml").trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith("::warning"))).toHaveLength(10);
  });

  test("are empty if nothing changed", () => {
    expect(annotate(same, "spec/api.yml")).toBe("");
  });
});

describe("the summary", () => {
  const reportOf = (verdict: Verdict, ...changes: readonly Partial<Change>[]): DriftReport => ({
    ...same,
    verdict,
    changes: changes.map((change) => ({ ...added, ...change })),
  });

  test.each([
    [reportOf("same"), "No changes.", "no change"],
    [reportOf("cosmetic", { verdict: "cosmetic" }), "Documentation changes only.", "1 cosmetic"],
    [reportOf("compatible", {}, {}), "Compatible changes only.", "2 compatible"],
    [
      reportOf("breaking", { verdict: "breaking", upgrade: "breaking" }, {}),
      "Callers break when they upgrade.",
      "1 breaking, 1 compatible",
    ],
    [
      reportOf("breaking", { verdict: "breaking", stay: "breaks" }),
      "Deployed clients break if they do not.",
      "1 breaking",
    ],
    [
      reportOf(
        "breaking",
        { verdict: "breaking", upgrade: "breaking" },
        { verdict: "breaking", stay: "breaks" },
      ),
      "Callers break when they upgrade, and deployed clients break if they do not.",
      "2 breaking",
    ],
  ])("has the lead and the counts of case %#", (given, lead, counts) => {
    expect(leadOf(given)).toBe(lead);
    expect(countVerdicts(given)).toBe(counts);
  });
});

describe("sections", () => {
  const everywhere = Array.from({ length: 14 }, (_, index) => `Operation${index}`);
  const shared = { ...added, operation: "Operation0", operations: everywhere };

  test("are operations, and the changes of each, by severity", () => {
    const cosmetic = { verdict: "cosmetic" } as const;
    const sections = sectionsOf({
      ...report,
      changes: [reworded, added, { ...removed, ...cosmetic }, removed],
    });
    expect(
      sections.map(({ changes, name }) => [name, changes.map(({ verdict }) => verdict)]),
    ).toEqual([
      ["ListWidgets", ["breaking", "cosmetic"]],
      ["GetWidget", ["compatible"]],
      ["", ["cosmetic"]],
    ]);
  });

  test.each([
    ["/components/schemas/Widget/properties/colour", "schema Widget"],
    ["/components/parameters/Page/schema", "parameter Page"],
    ["/paths/~1widgets/servers", "/widgets"],
    ["/servers", ""],
  ])(
    "are called by the part of the document that several operations share: %s",
    (pointer, name) => {
      expect(sectionsOf({ ...report, changes: [{ ...shared, pointer }] })).toMatchObject([
        { name },
      ]);
    },
  );

  test("name a dozen of the operations that they reach, in every format but JSON", () => {
    const given = { ...report, changes: [shared] };
    const names = everywhere.slice(0, 12);
    expect(formats.text(given, plain)).toContain(
      `schema Widget\n  in 14 operations: ${names.join(", ")}, and 2 more\n`,
    );
    expect(formats.html(given, plain)).toContain(
      `in 14 operations: ${names.join(", ")}, and 2 more`,
    );
    expect(formats.markdown(given, plain)).toContain(
      `in 14 operations: ${names.map((name) => `<code>${name}</code>`).join(", ")}, and 2 more\n`,
    );
    expect(formats.json(given, plain)).toContain("Operation13");
  });
});

describe("the HTML page of a large report", () => {
  const many: DriftReport = {
    ...report,
    changes: Array.from({ length: 500 }, (_, index) => ({
      ...added,
      operation: `Operation${index}`,
      operations: [`Operation${index}`],
      before: `${"A widget is <big> & long. ".repeat(200)}${index}${" End.".repeat(200)}`,
      after: `${"A widget is <big> & long. ".repeat(200)}!${" End.".repeat(200)}`,
    })),
  };

  test("opens as an outline, and takes less than 1 MB", () => {
    const page = formats.html(many, plain);
    expect(page.length).toBeLessThan(1_000_000);
    expect(page).not.toContain("<details open>");
    expect(page).toContain("<mark>499</mark>");
  });

  test("opens in full if it is short", () => {
    expect(formats.html(report, plain)).toContain("<details open>");
  });
});
