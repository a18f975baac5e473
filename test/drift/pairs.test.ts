import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import config from "../../pipeline.config.ts";
import { compare } from "../../scripts/drift/compare.ts";
import type { DriftReport } from "../../scripts/drift/report.ts";
import { templates } from "../fixtures.ts";

const corpus = process.env["SPEC_CORPUS"];
const folder = join(corpus ?? "", "drift-cases");

interface Pair {
  readonly case: string;
  readonly verdict: "breaking" | "non-breaking" | "unknown";
  readonly expected: readonly { readonly id: string }[];
  readonly options: readonly unknown[];
}

const pairs: readonly Pair[] =
  corpus === undefined
    ? []
    : readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(
          ({ name }) =>
            JSON.parse(readFileSync(join(folder, name, "expected.json"), "utf8")) as Pair,
        )
        .filter(({ options, verdict }) => verdict !== "unknown" && options.length === 0);

/** The verdict of each kind of change for a TypeScript consumer; for `types` the compiler decides. */
const meanings: ReadonlyMap<string, string> = new Map(
  corpus === undefined
    ? []
    : (
        JSON.parse(readFileSync(join(corpus, "research/ts-verdicts.json"), "utf8")) as {
          id: string;
          verdict: string;
        }[]
      ).map(({ id, verdict }) => [id, verdict]),
);

const comparePair = ({ case: name }: Pair): Promise<DriftReport> => {
  const read = (file: string) => ({
    text: readFileSync(join(folder, name, file), "utf8"),
    name: file,
  });
  return compare(
    read("base.yaml"),
    read("revision.yaml"),
    { ...config, operations: "all" },
    templates,
    [],
    async (_, run) => run(),
  );
};

/** Changes that are harmless on the wire but break code that compiled against the old package. */
const breakOnlyCompilers: Readonly<Record<string, string>> = {
  "breaking-operation-id-added": "operation-renamed", // The function is renamed.
  "breaking-response-add-media-type": "response-preferred-type-changed", // JSON was added, and the package prefers it.
  "breaking-response-error-status-removed": "export-removed", // The type of the error's body.
};

/** Changes of the body of a GET, which the package never sends. */
const withoutBody = ["breaking-req-body-became-enum-and-type-changed"];

const means = (pair: Pair, meaning: string): boolean =>
  pair.expected.some(({ id }) => meanings.get(id) === meaning);

/** These tests are skipped without SPEC_CORPUS, because the documents are not part of the repository. */
describe.skipIf(corpus === undefined)("142 pairs of documents with a known verdict", () => {
  test("are complete", () => {
    expect(pairs).toHaveLength(142);
  });

  test.each(pairs.filter(({ verdict }) => verdict === "breaking"))(
    "$case is breaking",
    async (pair) => {
      const { changes, exports, verdict } = await comparePair(pair);
      expect(verdict).not.toBe("same");
      if (withoutBody.includes(pair.case)) expect(verdict).toBe("cosmetic");
      else if (means(pair, "breaking")) expect(verdict).toBe("breaking");
      else if (means(pair, "types") && exports.changed.length + exports.removed.length > 0) {
        expect(changes.map(({ upgrade }) => upgrade)).toContain("breaking");
      }
    },
  );

  test.each(pairs.filter(({ verdict }) => verdict === "non-breaking"))(
    "$case is not breaking on the wire",
    async (pair) => {
      const { changes, exports, verdict } = await comparePair(pair);
      const ruleId = breakOnlyCompilers[pair.case];
      if (pair.expected.length > 0) expect(verdict).not.toBe("same");
      expect(verdict === "breaking").toBe(ruleId !== undefined);
      if (ruleId === undefined) return;
      expect(changes.map(({ id }) => id)).toContain(ruleId);
      expect(changes.filter(({ stay }) => stay !== "fine")).toEqual([]);
      if (ruleId === "export-removed") expect(exports.removed).not.toEqual([]);
      else if (ruleId !== "operation-renamed") expect(exports.changed).not.toEqual([]);
    },
  );
});
