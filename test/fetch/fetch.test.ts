import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Outcome, runCommand } from "../commands.ts";
import {
  type Behaviour,
  snapshot,
  startUpstream,
  type Upstream,
  vendored,
  widgets,
  workspace,
} from "./upstream-server.ts";

/** Upstream's behavior → what is vendored, and the number of requests. */
const fine: readonly [Behaviour, string, number][] = [
  ["plain", widgets, 1],
  ["json", JSON.stringify(parse(widgets)), 1],
  ["markdown", widgets, 1],
  ["gzip", widgets, 1],
  ["moved", widgets, 1],
  ["failing-once", widgets, 2],
  ["busy-for-2-seconds", widgets, 2],
  ["busy-until-a-date", widgets, 2],
];

/** Upstream's behavior → exit code, number of requests, pattern of the message. */
const faults: readonly [Behaviour, number, number, RegExp][] = [
  ["missing", 4, 1, /: status 404 Not Found; .*`source` in pipeline\.config\.ts/],
  ["failing", 4, 4, /: status 500 Internal Server Error; try again later/],
  ["busy-for-an-hour", 4, 1, /: status 429 Too Many Requests, Retry-After 3600; try again/],
  [
    "unchanged-unasked",
    4,
    1,
    /: status 304 \(not modified\) in response to an unconditional request; check the address/,
  ],
  ["login-page", 3, 1, /^login-page:1:1: .*found an HTML or XML page; check the address/],
  ["json-error", 3, 1, /^json-error:1:1: .*found a document without an `openapi` version; /],
  ["nothing", 3, 1, /^nothing:1:1: .*found nothing; /],
  ["other-bytes", 3, 1, /: not a text in UTF-8; convert it, or check/],
  ["large", 4, 1, /: the document is larger than 32 MiB; check the address/],
  ["large-undeclared", 4, 1, /: the document is larger than 32 MiB; check the address/],
  ["large-once-unpacked", 4, 1, /: the document is larger than 32 MiB; check the address/],
  ["cut", 4, 4, /: the response was cut short \(.*600 bytes\); try again/],
  ["cut-undeclared", 4, 4, /: the response was cut short \(.*\); try again/],
  ["cut-unseen", 3, 1, /^cut-unseen:21:7: not well-formed YAML or JSON: .*; fix it/],
  ["reset", 4, 4, /: the response was cut short \(.*ECONNRESET\); try again/],
  ["endless", 4, 4, /: no complete response within 2 s; .*--timeout/],
  ["silent", 4, 4, /: no complete response within 2 s; .*--timeout/],
  ["circle", 4, 6, /: more than 5 redirects; open the address in a browser/],
  [
    "moved-to-http",
    4,
    1,
    /: it redirects to http:\/\/example\.com\/openapi\.yml, which is not https; use/,
  ],
];

interface Fetched extends Outcome {
  readonly before: Record<string, string>;
  readonly after: Record<string, string>;
}

/** Addresses without a server → pattern of the message. */
const nobody = {
  refused: /: connection refused; check the address/,
  "https where none is spoken": /: connection failed: .*; check the network/,
};

/** All at once, since most of them only wait. */
const fetched = new Map<string, Fetched>();
const folders = mkdtempSync(join(tmpdir(), "pipeline-test-"));
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream();
  const closed = await startUpstream();
  await closed.close();
  const fetchFrom = async (name: string, address: string, flags: string[] = []): Promise<void> => {
    const folder = workspace(address, {}, join(folders, name));
    const before = snapshot(folder);
    const outcome = await runCommand("fetch", folder, ["--quiet", ...flags]);
    fetched.set(name, { ...outcome, before, after: snapshot(folder) });
  };
  const fetch = (behaviour: Behaviour, ...flags: string[]): Promise<void> =>
    fetchFrom(behaviour, upstream.url(behaviour), flags);
  await Promise.all([
    ...fine.map(([behaviour]) => fetch(behaviour)),
    ...faults.map(([behaviour]) =>
      behaviour === "endless" || behaviour === "silent"
        ? fetch(behaviour, "--timeout", "2")
        : fetch(behaviour),
    ),
    fetchFrom("refused", closed.url("plain")),
    fetchFrom("https where none is spoken", upstream.url("plain").replace("http", "https")),
  ]);
}, 120_000);

afterAll(async () => {
  await upstream.close();
  rmSync(folders, { recursive: true });
});

const outcomeOf = (name: string): Fetched => {
  const outcome = fetched.get(name);
  if (!outcome) throw new Error(`${name}: expected an outcome, found none`);
  return outcome;
};

describe("upstream's document is vendored byte for byte:", () => {
  test.each(fine)("%s", (behaviour, text, requests) => {
    const { after, before, code, stderr, stdout } = outcomeOf(behaviour);
    expect({ code, stderr, stdout }).toEqual({ code: 0, stderr: "", stdout: "" });
    expect(after).toEqual({
      ...before,
      "spec/openapi.yml": text,
      "spec/lock.json": after["spec/lock.json"],
    });
    expect(text).not.toBe(vendored);
    expect(upstream.requests(behaviour)).toHaveLength(requests);
  });

  test("a redirect is followed to the document", () => {
    expect(upstream.requests("moved-here")).toHaveLength(1);
  });

  test("the request accepts YAML, JSON and Markdown, compressed or not", () => {
    const [request] = upstream.requests("plain");
    expect(request?.headers["accept"]).toMatch(/yaml.*json.*markdown/);
    expect(request?.headers["accept-encoding"]).toContain("gzip");
  });
});

describe("a failed download sets an exit code, explains itself, and changes nothing:", () => {
  test.each(faults)("%s", (behaviour, code, requests, sentence) => {
    const { after, before, stderr, stdout, ...outcome } = outcomeOf(behaviour);
    expect.soft(stderr).toMatch(/^\S+: .+; .+/);
    expect.soft(stderr).toMatch(sentence);
    if (code === 4) {
      expect.soft(stderr.startsWith(`${upstream.url(behaviour)}: `)).toBe(true);
      expect.soft(stderr).toMatch(/; the vendored spec is unchanged\.\n$/);
    }
    expect.soft({ code: outcome.code, stdout }).toEqual({ code, stdout: "" });
    expect.soft(after).toEqual(before);
    expect.soft(upstream.requests(behaviour)).toHaveLength(requests);
  });

  test.each(Object.entries(nobody))("no server: %s", (name, sentence) => {
    const { after, before, code, stderr, stdout } = outcomeOf(name);
    expect(stderr).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(after).toEqual(before);
  });

  test("a download that is too large is not read to its end", () => {
    for (const behaviour of ["large", "large-undeclared"] as const)
      expect(upstream.requests(behaviour).map(({ state }) => state)).toEqual(["cut"]);
  });

  test("every message is one sentence", () => {
    for (const name of [...faults.map(([behaviour]) => behaviour), ...Object.keys(nobody)]) {
      const { stderr } = outcomeOf(name);
      expect.soft(stderr).toMatch(/^[^\n]+[.?]\n$/);
      expect.soft(stderr).not.toMatch(/[.?!] [A-Z]/);
    }
  });

  test("different failures have different messages", () => {
    const found = (behaviour: Behaviour): string =>
      /: (.*)/.exec(outcomeOf(behaviour).stderr)?.[1] ?? "";
    const alike = ["large", "large-undeclared", "large-once-unpacked", "endless", "silent"];
    const sentences = faults.flatMap(([behaviour]) =>
      alike.includes(behaviour) ? [] : [found(behaviour)],
    );
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});
