import { globSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { runNode } from "./child.ts";
import { callDrift } from "./places.ts";
import type { Bench } from "./row.ts";

/** What one tool says of all pairs of one kind. */
export interface Verdicts {
  readonly pairs: string;
  readonly tool: string;
  /** Pairs that break callers, and those of them that the tool calls breaking. */
  readonly breaking: Share;
  /** Pairs that break callers, and of which the tool says only that they may. */
  readonly atRisk: number;
  /** Pairs that break nobody, and those of them that the tool does not call breaking. */
  readonly harmless: Share;
  /** Pairs to which it gave no answer. */
  readonly unanswered: number;
}

interface Share {
  readonly right: number;
  readonly all: number;
}

interface Pair {
  readonly base: string;
  readonly upstream: string;
  readonly isBreaking: boolean;
}

type Said = "breaking" | "at risk" | "harmless";
type Answer = (pair: Pair, bench: Pick<Bench, "folder" | "peers">) => Promise<Said | undefined>;

const timeout = 60_000;

/** What each tool calls a pair, with its default settings; nothing where it does not say. */
const tools: Readonly<Record<string, Answer>> = {
  pagewise: async ({ base, upstream }, { folder }) => {
    const { code, output } = await runNode(
      [
        ...callDrift,
        "--base",
        base,
        "--upstream",
        upstream,
        "--operations",
        "all",
        "--format",
        "json",
        "--quiet",
      ],
      { cwd: folder, mayFail: true, timeout },
    );
    if (code === null || code > 2) return undefined;
    if (code === 2) return "breaking";
    const { changes } = JSON.parse(output) as {
      readonly changes: readonly { readonly stay: string }[];
    };
    return changes.some(({ stay }) => stay === "at-risk") ? "at risk" : "harmless";
  },
  "redocly diff": async ({ base, upstream }, { folder, peers }) => {
    const { output } = await runNode(
      [
        join(peers, "node_modules/@redocly/cli/bin/cli.js"),
        "diff",
        base,
        upstream,
        "--format=json",
      ],
      { cwd: folder, mayFail: true, timeout },
    );
    const start = output.indexOf("{");
    if (start < 0) return undefined;
    const { changes } = JSON.parse(output.slice(start)) as {
      readonly changes?: readonly { readonly impact: string }[];
    };
    return changes && (changes.some(({ impact }) => impact === "major") ? "breaking" : "harmless");
  },
};

/** Pairs of documents with a known verdict, below the folder SPEC_CORPUS: how often is each tool right? */
export const judgeDrift = async (
  bench: Pick<Bench, "folder" | "peers">,
): Promise<readonly Verdicts[] | undefined> => {
  const corpus = process.env["SPEC_CORPUS"];
  if (corpus === undefined) return undefined;
  const kinds = {
    "oasdiff's own tests": readPublished(corpus),
    "issues of such tools": readExpected(corpus),
  };
  const results: Verdicts[] = [];
  for (const [name, pairs] of Object.entries(kinds))
    for (const [tool, answer] of Object.entries(tools))
      results.push(await judge(name, pairs, tool, (pair) => answer(pair, bench)));
  return results;
};

/** What oasdiff's tests expect, where they run all of its checks with the default options. */
const readPublished = (folder: string): readonly Pair[] =>
  globSync("drift-cases/*/expected.json", { cwd: folder })
    .toSorted()
    .flatMap((file) => {
      const { options, verdict } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        readonly verdict: string;
        readonly options: readonly unknown[];
      };
      if (options.length > 0 || verdict === "unknown") return [];
      const pair = join(folder, dirname(file));
      return [
        {
          base: join(pair, "base.yaml"),
          upstream: join(pair, "revision.yaml"),
          isBreaking: verdict === "breaking",
        },
      ];
    });

/** Pairs with the verdicts that are right in either direction, as far as these decide whether it is breaking. */
const readExpected = (folder: string): readonly Pair[] =>
  globSync("**/expect.json", { cwd: folder })
    .toSorted()
    .flatMap((file) => {
      const { back, forth } = JSON.parse(readFileSync(join(folder, file), "utf8")) as {
        readonly [way in "back" | "forth"]?: { readonly verdict?: readonly string[] };
      };
      const [one, other] = ["base.yml", "upstream.yml"].map((name) =>
        join(folder, dirname(file), name),
      ) as [string, string];
      return [
        { base: one, upstream: other, verdicts: forth?.verdict ?? [] },
        { base: other, upstream: one, verdicts: back?.verdict ?? [] },
      ].flatMap(({ verdicts, ...pair }) => {
        const isBreaking = verdicts.includes("breaking");
        return verdicts.length === 0 || (isBreaking && verdicts.length > 1)
          ? []
          : [{ ...pair, isBreaking }];
      });
    });

const judge = async (
  name: string,
  pairs: readonly Pair[],
  tool: string,
  answer: (pair: Pair) => Promise<Said | undefined>,
): Promise<Verdicts> => {
  const found: { readonly pair: Pair; readonly said: Said | undefined }[] = [];
  const queue = pairs.values();
  const work = async (): Promise<void> => {
    for (const pair of queue) found.push({ pair, said: await answer(pair) });
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const breaking = found.filter(({ pair }) => pair.isBreaking);
  const harmless = found.filter(({ pair }) => !pair.isBreaking);
  const count = (among: typeof found, ...answers: readonly Said[]): number =>
    among.filter(({ said }) => said !== undefined && answers.includes(said)).length;
  return {
    pairs: name,
    tool,
    breaking: { right: count(breaking, "breaking"), all: breaking.length },
    atRisk: count(breaking, "at risk"),
    harmless: { right: count(harmless, "harmless", "at risk"), all: harmless.length },
    unanswered: found.filter(({ said }) => said === undefined).length,
  };
};
