import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { DriftReport } from "../../scripts/drift/report.ts";
import { sha256 } from "../../scripts/lib/sha256.ts";
import { type CallOptions, runCommand, runProcess } from "../commands.ts";
import {
  type Behaviour,
  configuration,
  etagOf,
  fetchedFrom,
  gadgets,
  lastModified,
  lockOf,
  serveUpstream,
  snapshot,
  widgets,
  workspace,
} from "../fetch/upstream-server.ts";

/** Versions of upstream: other documentation, another response, both, and another path. */
const words = widgets.replace("      summary:", "      tags: [Catalogue]\n      summary:");
const facts = widgets.replace(
  "components:\n",
  `        "404": { description: None }\ncomponents:\n`,
);
const wordsAndFacts = words.replace(
  "components:\n",
  `        "404": { description: None }\ncomponents:\n`,
);
const moved = widgets.replace("/widgets:", "/gizmos:");

const said = (outcome: { readonly stdout: string }): DriftReport =>
  JSON.parse(outcome.stdout) as DriftReport;

/** A workspace with the widgets vendored and a file for upstream. */
const against = (upstream: string, files: Readonly<Record<string, string>> = {}): string =>
  workspace("upstream.yml", { "upstream.yml": upstream, "spec/openapi.yml": widgets, ...files });

/** Compares, and checks that nothing was written. */
const drift = async (
  folder: string,
  flags: readonly string[] = [],
  options?: CallOptions,
  run: typeof runCommand = runCommand,
) => {
  const before = snapshot(folder);
  const outcome = await run("drift", folder, ["--quiet", ...flags], options);
  expect(snapshot(folder)).toEqual(before);
  return outcome;
};

describe("the exit code depends on how much upstream differs", () => {
  test.each([
    ["same", widgets, [], 0],
    ["cosmetic", words, [], 1],
    ["cosmetic", words, ["--fail-on", "compatible"], 0],
    ["compatible", facts, ["--fail-on", "compatible"], 1],
    ["compatible", facts, ["--fail-on", "breaking"], 0],
  ] as const)("%s %#", async (verdict, text, flags, code) => {
    const outcome = await drift(against(text), ["--format", "json", ...flags]);
    expect(outcome).toMatchObject({ code, stderr: "" });
    expect(said(outcome).verdict).toBe(verdict);
  });

  test("an operation removed upstream is a breaking change", async () => {
    const gone = gadgets.replace("ListWidgets", "ListGizmos").replace("/widgets:", "/gizmos/{id}:");
    const outcome = await drift(against(gone), ["--format", "json"]);
    expect(outcome).toMatchObject({ code: 2, stderr: "" });
    const { bump, changes } = said(outcome);
    expect(bump).toBe("major");
    expect(changes).toContainEqual(
      expect.objectContaining({ id: "operation-removed", operation: "ListWidgets" }),
    );
  });
});

/** Lists every module that a process loads, by `import` or `require`. */
const recorder = {
  "record.mjs": `
    import { appendFileSync } from "node:fs";
    import { registerHooks } from "node:module";
    registerHooks({
      load(url, context, next) {
        appendFileSync(process.env.LOADED, url + "\\n");
        return next(url, context);
      },
    });
  `,
};

/** Compares in a process. `loaded` are those of the expensive packages that it loaded. */
const comparedAndLoaded = async (folder: string, ...flags: string[]) => {
  const file = `${folder}.loaded`;
  onTestFinished(() => {
    rmSync(file, { force: true });
  });
  const outcome = await drift(folder, flags, { env: { LOADED: file } }, (name, ...rest) =>
    runProcess(name, rest[0], rest[1], { ...rest[2], preload: "record.mjs" }),
  );
  const modules = readFileSync(file, "utf8");
  expect(modules).toContain("/scripts/drift.ts\n");
  const packages = ["@hey-api/openapi-ts", "ts-morph", "typescript", "oxfmt", "yaml"];
  return { outcome, loaded: packages.filter((name) => modules.includes(`/node_modules/${name}/`)) };
};

describe("loads only what it needs:", () => {
  test("no parser, generator or compiler if upstream has not changed", async () => {
    const upstream = await serveUpstream();
    const url = upstream.url("tagged");
    const files = fetchedFrom(url, { etag: etagOf(widgets) });
    const folder = workspace(url, { ...files, ...recorder });
    const { loaded, outcome } = await comparedAndLoaded(folder);
    expect(outcome).toMatchObject({ code: 0, stdout: "same  No changes.\n" });
    expect(loaded).toEqual([]);
  });

  test("the parser if only bytes changed", async () => {
    const folder = against(`${widgets}# The end.\n`, recorder);
    const { loaded, outcome } = await comparedAndLoaded(folder);
    expect(outcome).toMatchObject({ code: 0, stdout: "same  No changes.\n" });
    expect(loaded).toEqual(["yaml"]);
  });

  test("all of them if callers break, for a complete report", async () => {
    const folder = against(moved, recorder);
    const flags = ["--format", "json", "--fail-on", "breaking"];
    const { loaded, outcome } = await comparedAndLoaded(folder, ...flags);
    expect(loaded).toEqual(
      expect.arrayContaining(["@hey-api/openapi-ts", "ts-morph", "typescript", "yaml"]),
    );
    expect(outcome).toMatchObject({ code: 2, stderr: "" });
    expect(said(outcome)).toMatchObject({
      verdict: "breaking",
      bump: "patch",
      changes: [
        {
          id: "path-changed",
          upgrade: "patch",
          stay: "breaks",
          side: "none",
          operation: "ListWidgets",
          pointer: "/paths/~1gizmos/get",
          message: expect.stringContaining("/gizmos") as string,
          before: expect.stringContaining("/widgets") as string,
          after: expect.stringContaining("/gizmos") as string,
          fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
        },
      ],
      exports: { added: [], removed: [], changed: [] },
      wire: [
        {
          operation: "ListWidgets",
          before: expect.stringContaining("/v1/widgets") as string,
          after: expect.stringContaining("/v1/gizmos") as string,
        },
      ],
    });
  });
});

describe("--format", () => {
  test.each([
    [
      "text",
      /^compatible {2}Compatible changes only\. .*\n\nListWidgets\n {2}compatible .*\n.* [0-9a-f]{12} /,
    ],
    ["markdown", /^## \S+ Upstream drift: compatible\n\n.*\n\nProposed version: \*\*patch\*\*/u],
    ["html", /^<!doctype html>[^]*<title>Upstream drift: compatible<\/title>[^]*<\/html>\s*$/],
  ])("%s begins with the verdict", async (format, form) => {
    const { code, stderr, stdout } = await drift(against(facts), ["--format", format]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(form);
    expect(stdout).toContain("response-error-added");
  });
});

describe("--output", () => {
  test("writes the report there instead of printing it", async () => {
    const folder = against(words);
    const before = snapshot(folder);
    const flags = ["--format", "json", "--output", "report.json"];
    const { code, stderr, stdout } = await runCommand("drift", folder, flags);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^wrote report\.json$/m);
    const { "report.json": report, ...rest } = snapshot(folder);
    expect(said({ stdout: report ?? "" }).verdict).toBe("cosmetic");
    expect(rest).toEqual(before);
  });

  test("that cannot be written is an error without a verdict", async () => {
    const outcome = await drift(against(words), ["--output", "none/report.txt"]);
    expect(outcome).toMatchObject({ code: 74, stdout: "" });
    expect(outcome.stderr).toMatch(
      /^none\/report\.txt: cannot write the report: .*ENOENT.*; .* --output\.\n$/,
    );
  });
});

describe("colors", () => {
  test.each([
    ["are there on a terminal", true, { TERM: "xterm-256color" }, true],
    ["are not with NO_COLOR", true, { TERM: "xterm-256color", NO_COLOR: "1" }, false],
    ["are not in a pipe", false, { TERM: "xterm-256color" }, false],
  ])("%s", async (_, isTTY, env, areThere) => {
    const { stdout } = await drift(against(words), [], { isTTY, env });
    expect(stdout).toContain("cosmetic");
    expect(stdout.includes("\u001b[")).toBe(areThere);
  });
});

test("without --quiet, each stage is printed with its time, separate from the report", async () => {
  const folder = against(words);
  const { stderr, stdout } = await runCommand("drift", folder, ["--format", "json"]);
  const stages = [...stderr.matchAll(/^ +\d+ ms {2}(.*)$/gm)].map(([, name]) => name);
  expect(stages).toEqual(["download", "read", "select", "normalize", "compare", "plan"]);
  expect(said({ stdout }).verdict).toBe("cosmetic");
});

test("on GitHub, changes are also printed as annotations of the vendored spec", async () => {
  const env = { GITHUB_ACTIONS: "true" };
  const outcome = await drift(against(wordsAndFacts), ["--format", "json"], { env });
  expect(said(outcome).changes).toHaveLength(2);
  expect(outcome.stderr.trimEnd().split("\n")).toEqual([
    expect.stringMatching(
      /^::warning file=spec\/openapi\.yml,title=ListWidgets%3A response-error-added::.+$/,
    ),
    expect.stringMatching(
      /^::notice file=spec\/openapi\.yml,title=ListWidgets%3A tags-changed::.+$/,
    ),
  ]);
});

describe("a version recorded in the lock", () => {
  /** Upstream always differs, so that only trusting the lock gives `same`. */
  const trusting = async (behaviour: Behaviour) => {
    const upstream = await serveUpstream(facts);
    const url = upstream.url(behaviour);
    const lock = lockOf(widgets, {
      url,
      operations: ["ListWidgets"],
      version: "1.0.0",
      upstreamSha256: behaviour === "plain" ? sha256(facts) : sha256(widgets),
      etag: behaviour === "tagged" ? etagOf(facts) : null,
      lastModified: behaviour === "dated" ? lastModified : null,
    });
    const files = { "spec/openapi.yml": widgets, "spec/lock.json": lock, "copy.yml": widgets };
    return { folder: workspace(url, files), requests: () => upstream.requests(behaviour) };
  };

  test.each([
    ["its ETag", "tagged", { "if-none-match": etagOf(facts) }],
    ["its date", "dated", { "if-modified-since": lastModified }],
    ["its sha256", "plain", {}],
  ] as const)("is the same according to %s", async (_, behaviour, headers) => {
    const { folder, requests } = await trusting(behaviour);
    const outcome = await drift(folder, ["--format", "json"]);
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(said(outcome)).toMatchObject({ verdict: "same", bump: "none", changes: [] });
    expect(requests()).toMatchObject([{ headers }]);
  });

  const edit = (path: string, change: (text: string) => string) => (folder: string) => {
    const file = join(folder, path);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  };
  const leave = (): void => undefined;

  test.each<[string, Behaviour, (folder: string) => void, string[]]>([
    ["the vendored spec was edited", "tagged", edit("spec/openapi.yml", (text) => text + "#"), []],
    ["the vendored spec was edited", "plain", edit("spec/openapi.yml", (text) => text + "#"), []],
    [
      "the configuration has other operations",
      "tagged",
      edit("config.mjs", (text) => text.replace('["ListWidgets"]', '"all"')),
      [],
    ],
    ["other operations are asked for", "plain", leave, ["--operations", "all"]],
    [
      "the lock came from elsewhere",
      "tagged",
      edit("spec/lock.json", (text) => text.replace("/tagged", "/dated")),
      [],
    ],
    ["the lock has only the sha256", "tagged", edit("spec/lock.json", () => lockOf(widgets)), []],
  ])("is compared if %s (%s)", async (_, behaviour, change, flags) => {
    const { folder, requests } = await trusting(behaviour);
    change(folder);
    const outcome = await drift(folder, ["--format", "json", ...flags]);
    expect(outcome).toMatchObject({ code: 1, stderr: "" });
    expect(said(outcome).verdict).toBe("compatible");
    expect(requests()).toHaveLength(1);
    expect(requests()[0]?.headers).not.toHaveProperty("if-none-match");
  });
});

describe("spec/drift-ignore.yml", () => {
  const pointer = "/paths/~1widgets/get/responses/404";
  const ignoring = (list: string): string =>
    against(wordsAndFacts, { "spec/drift-ignore.yml": list });

  test("accepts a change by its fingerprint, or by its id and pointer", async () => {
    const found = said(await drift(against(wordsAndFacts), ["--format", "json"])).changes;
    const [tags, error] = ["tags-changed", "response-error-added"].map((id) =>
      found.find((change) => change.id === id),
    );
    expect(error?.pointer).toBe(pointer);
    const folder = ignoring(`
- { fingerprint: "${tags?.fingerprint ?? ""}", reason: Nobody reads them., expires: 2999-12-31 }
- { id: response-error-added, pointer: ${pointer}, reason: Announced., expires: 2999-12-31 }
`);
    const outcome = await drift(folder, ["--format", "json"]);
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(said(outcome)).toMatchObject({ verdict: "same", bump: "none", changes: [], notes: [] });
    expect(said(outcome).accepted).toHaveLength(2);
    expect(said(outcome).accepted).toEqual(
      expect.arrayContaining([
        { ...tags, reason: "Nobody reads them." },
        { ...error, reason: "Announced." },
      ]),
    );
  });

  test("no longer accepts expired changes, and reports entries without effect", async () => {
    const folder = ignoring(`
- { id: response-error-added, pointer: ${pointer}, reason: Announced., expires: 2020-02-29 }
- { id: tags-changed, pointer: /paths/~1other, reason: Nobody reads them., expires: 2999-12-31 }
- { fingerprint: "000000000000", reason: Long gone., expires: 2020-01-01 }
`);
    const outcome = await drift(folder, ["--format", "json"]);
    expect(outcome).toMatchObject({ code: 1, stderr: "" });
    const { accepted, changes, notes, verdict } = said(outcome);
    expect({ verdict, accepted, count: changes.length }).toEqual({
      verdict: "compatible",
      accepted: [],
      count: 2,
    });
    expect(notes).toEqual([
      "spec/drift-ignore.yml:2: expired on 2020-02-29, so the change that it accepted is reported again; renew it or remove it.",
      "spec/drift-ignore.yml:3: matches no change; remove it.",
      "spec/drift-ignore.yml:4: expired on 2020-01-01; renew it or remove it.",
    ]);
  });

  test("is also read if upstream has not changed", async () => {
    const upstream = await serveUpstream();
    const url = upstream.url("tagged");
    const list = '- { fingerprint: "0", reason: Long gone., expires: 2999-12-31 }\n';
    const files = fetchedFrom(url, { etag: etagOf(widgets) });
    const folder = workspace(url, { ...files, "spec/drift-ignore.yml": list });
    const { code, stdout } = await drift(folder);
    expect(code).toBe(0);
    expect(stdout).toContain("spec/drift-ignore.yml:1: matches no change");
  });

  const entry = '- { fingerprint: "0", reason: Fine., expires: 2999-12-31 }\n';
  test.each([
    ["is not YAML", `${entry}- {`, 2, "expected YAML, found "],
    ["has a misspelled member", `${entry}- { fingerprnt: a }\n`, 2, "found fingerprnt; "],
    [
      "has only an id",
      `${entry}\n- { id: a, reason: b, expires: 2999-12-31 }\n`,
      3,
      "expected a fingerprint, or an id and a pointer",
    ],
    ["has no reason", `${entry}- { fingerprint: a, expires: 2999-12-31 }\n`, 2, "a reason"],
    [
      "has an impossible date",
      `${entry}- { fingerprint: a, reason: b, expires: 2027-02-30 }\n`,
      2,
      "found 2027-02-30",
    ],
  ])(
    "that %s is rejected with its line, before anything is downloaded",
    async (_, list, line, found) => {
      const upstream = await serveUpstream();
      const files = { "spec/openapi.yml": widgets, "spec/drift-ignore.yml": list };
      const folder = workspace(upstream.url("plain"), files);
      const { code, stderr, stdout } = await drift(folder);
      expect(stderr).toMatch(/^[^\n]+[.?]\n$/);
      expect(stderr.slice(0, stderr.indexOf(" "))).toBe(`spec/drift-ignore.yml:${line}:`);
      expect(stderr).toContain(found);
      expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
      expect(upstream.requests("plain")).toEqual([]);
    },
  );
});

describe("if nothing could be compared there is an exit code and a sentence, but no verdict:", () => {
  const expectNoVerdict = async (folder: string, flags: string[], code: number, said: RegExp) => {
    const got = await drift(folder, ["--format", "json", "--output", "report.json", ...flags]);
    expect.soft(got.stderr).toMatch(/^[^\n]+[.?]\n$/);
    expect.soft(got.stderr).toMatch(said);
    if (code !== 64) expect.soft(got.stderr).not.toMatch(/\b(same|cosmetic|compatible|breaking)\b/);
    expect.soft({ code: got.code, stdout: got.stdout }).toEqual({ code, stdout: "" });
  };

  test.each<[Behaviour, number, RegExp]>([
    ["missing", 4, /: status 404/],
    ["busy-for-an-hour", 4, /: status 429/],
    ["cut", 4, /cut short/],
    ["unchanged-unasked", 4, /304/],
    ["login-page", 3, /HTML/],
    ["cut-unseen", 3, /^cut-unseen:21:7: /],
  ])("upstream, %s", async (behaviour, code, sentence) => {
    const upstream = await serveUpstream();
    const folder = workspace(upstream.url(behaviour), { "spec/openapi.yml": widgets });
    await expectNoVerdict(folder, [], code, sentence);
  });

  test.each<[string, Record<string, string>, string[], number, RegExp]>([
    ["no base", {}, ["--base", "none.yml"], 3, /^none\.yml: no such file; .* --base/],
    [
      "base and upstream are the same login page",
      { "base.yml": "<html>", "upstream.yml": "<html>" },
      ["--base", "base.yml"],
      3,
      /^base\.yml:1:1: .*HTML/,
    ],
    [
      "no upstream",
      { "config.mjs": configuration({ source: "none.yml" }) },
      [],
      3,
      /^none\.yml: no such file; check the path\.$/m,
    ],
    [
      "an operation that neither has",
      {},
      ["--operations", "ListWidget"],
      3,
      /no operation with operationId ListWidget; did you mean ListWidgets\?/,
    ],
    [
      "an operation that neither has, and not a byte differs",
      { "upstream.yml": widgets },
      ["--operations", "ListWidget"],
      3,
      /no operation with operationId ListWidget; did you mean ListWidgets\?/,
    ],
    ["a broken lock", { "spec/lock.json": "{" }, [], 3, /lock\.json: not valid JSON/],
    [
      "an unknown flag",
      {},
      ["--fail-no", "any"],
      64,
      /^unknown flag --fail-no; did you mean --fail-on\?$/m,
    ],
    [
      "an unknown format",
      {},
      ["--format", "markdwon"],
      64,
      /^--format must be one of text, json, markdown, html, not markdwon; did you mean markdown\?$/m,
    ],
    ["an unknown verdict", {}, ["--fail-on", "brekaing"], 64, /did you mean break/],
  ])("%s", async (_, files, flags, code, sentence) => {
    await expectNoVerdict(against(words, files), flags, code, sentence);
  });
});

test("--upstream - reads standard input, and --base another document", async () => {
  const folder = workspace("none.yml", { "base.yml": widgets });
  const flags = ["--base", "base.yml", "--upstream", "-", "--format", "json"];
  const outcome = await drift(folder, flags, { input: words });
  expect(outcome).toMatchObject({ code: 1, stderr: "" });
  expect(said(outcome).verdict).toBe("cosmetic");
});

test("--help describes every flag, and does nothing else", async () => {
  const { code, stderr, stdout } = await drift(workspace("none.yml"), ["--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  for (const flag of [
    "upstream",
    "base",
    "operations",
    "fail-on",
    "format",
    "output",
    "timeout",
    "config",
    "quiet",
    "help",
  ])
    expect(stdout).toMatch(new RegExp(`^ +--${flag}\\b`, "m"));
});
