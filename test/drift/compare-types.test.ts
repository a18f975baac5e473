import { describe, expect, test } from "vitest";
import { compareExports } from "../../scripts/drift/types/compare-exports.ts";

/** The effect of a type change on code that compiled before: none, a harmless difference, or an error. */
type Effect = "same" | "fine" | "breaks";
type Row = readonly [before: string, after: string, request: Effect, response: Effect];

// Each line is one pair of types.
// prettier-ignore
const members: readonly Row[] = [
  ["{ a: string }", "{ a: string }", "same", "same"],
  ["{ a: string }", "{ a?: string }", "fine", "breaks"],
  ["{ a?: string }", "{ a: string }", "breaks", "fine"],
  ["{ a?: string }", "{ a?: string | undefined }", "same", "same"],
  ["{ a?: string | undefined }", "{ a: string | undefined }", "breaks", "fine"],
  ["{ a: string }", "{ a: string; b?: string }", "fine", "fine"],
  ["{ a: string }", "{ a: string; b: string }", "breaks", "fine"],
  ["{ a: string; b?: string }", "{ a: string }", "breaks", "breaks"],
  ["{ a: string; b: string }", "{ a: string }", "breaks", "breaks"],
  ["{ a: string; b: string }", "{ b: string; a: string }", "same", "same"],
  ["{ a: { b: { c: string } } }", "{ a: { b: { c: number } } }", "breaks", "breaks"],
  ["{ a?: { b?: { c?: string } } }", "{ a?: { b?: { c?: string; d?: string } } }", "fine", "fine"],
  ["{ a: string }", "string", "breaks", "breaks"],
  ["{ a: string } & { b: string }", "{ a: string } & { b: number }", "breaks", "breaks"],
  ["{ a: string } & { b: string }", "{ a: string } & { b?: string }", "fine", "breaks"],
  ["{ a: string } & { b: string }", "{ a: string; b: string }", "same", "same"],
  ["{ a: string } & { b: string }", "{ a: string } & { b: string; c?: string }", "fine", "fine"],
  ["{ a: string } & { b?: string }", "{ a: string } & { c?: string }", "breaks", "breaks"],
  ["{ a: string } & { b: string; c?: string }", "{ a: string } & { b: string }", "breaks", "breaks"],
];

// prettier-ignore
const unions: readonly Row[] = [
  ["string", "string | null", "fine", "breaks"],
  ["string | null", "string", "breaks", "fine"],
  ["{ a?: string }", "{ a?: string | null }", "fine", "breaks"],
  ["{ a: string } | null", "{ a: string }", "breaks", "fine"],
  ["{ a: string }", "{ a: string } | null", "fine", "breaks"],
  ["string", "string | number", "fine", "breaks"],
  ["string | number", "string", "breaks", "fine"],
  ["string", "number", "breaks", "breaks"],
  ["boolean", "true", "breaks", "fine"],
  ["true", "boolean", "fine", "breaks"],
  ["boolean", "boolean | string", "fine", "breaks"],
  ["string | number | boolean", "boolean | number | string", "same", "same"],
  ["{ k: 'a'; x: string } | { k: 'b'; y: string }", "{ k: 'a'; x: string } | { k: 'b'; y: string } | { k: 'c'; z: string }", "fine", "breaks"],
  ["{ k: 'a'; x: string } | { k: 'b'; y: string }", "{ k: 'a'; x: string }", "breaks", "fine"],
  ["{ k: 'a'; x: string } | { k: 'b'; y: string }", "{ k: 'b'; y: string } | { k: 'a'; x: string }", "same", "same"],
  ["{ k: 'a'; x: string } | { k: 'b'; y: string }", "{ k: 'a'; x: string } | { k: 'b'; y?: string }", "fine", "breaks"],
  ["{ k: 'b'; y: string }", "{ k: 'a'; x: string } | { k: 'b'; y: string }", "fine", "breaks"],
  ["string | { eq: string }", "string | { eq: string; ne?: string }", "fine", "fine"],
  ["string | { eq: string }", "{ eq: string }", "breaks", "fine"],
  ["{ k: 'a'; x: string } | { k: 'b'; y: string }", "{ k: 'b'; y: string }", "breaks", "fine"],
  ["({ k: 'a' } & { k: 'a'; x: string }) | ({ k: 'b' } & { k: 'b'; y: string })", "{ k: 'a'; x: string }", "breaks", "fine"],
  ["({ k: 'a' } & { x?: string }) | null", "({ k: 'a' } & { y?: string }) | null", "breaks", "breaks"],
];

// prettier-ignore
const literals: readonly Row[] = [
  ["'a' | 'b'", "'a' | 'b' | 'c'", "fine", "breaks"],
  ["'a' | 'b' | 'c'", "'a' | 'b'", "breaks", "fine"],
  ["'a' | 'b'", "'b' | 'a'", "same", "same"],
  ["'a' | 'b'", "'a' | 'c'", "breaks", "breaks"],
  ["1 | 2", "1 | 2 | 3", "fine", "breaks"],
  ["'a'", "string", "fine", "breaks"],
  ["string", "'a'", "breaks", "fine"],
  ["'a' | (string & {})", "'a' | 'b' | (string & {})", "same", "same"],
  ["'a' | 'b' | (string & {})", "'a' | (string & {})", "same", "same"],
  ["'a' | (string & {})", "'a'", "breaks", "fine"],
  ["'a'", "'a' | (string & {})", "fine", "breaks"],
  ["'a' | (string & {})", "string", "same", "same"],
  ["string", "'a' | (string & {})", "same", "same"],
  ["'a' | (string & {})", "'a' | (string & {}) | null", "fine", "breaks"],
  ["'a' | (string & {})", "'a' | (string & {}) | 3", "fine", "breaks"],
];

// prettier-ignore
const arrays: readonly Row[] = [
  ["string[]", "number[]", "breaks", "breaks"],
  ["string[]", "(string | null)[]", "fine", "breaks"],
  ["string[]", "string", "breaks", "breaks"],
  ["string", "string | string[]", "fine", "breaks"],
  ["{ a: string }[]", "{ a?: string }[]", "fine", "breaks"],
  ["{ a: string }[]", "{ a: string; b?: string }[]", "fine", "fine"],
  ["readonly string[]", "readonly number[]", "breaks", "breaks"],
  ["string[][]", "number[][]", "breaks", "breaks"],
  ["[string, number]", "[string, string]", "breaks", "breaks"],
  ["string[]", "readonly string[]", "fine", "breaks"],
  ["readonly string[]", "string[]", "breaks", "fine"],
  ["[string]", "[string, number]", "breaks", "breaks"],
  ["[string, number]", "[string]", "breaks", "breaks"],
  ["[string]", "[string, number?]", "fine", "breaks"],
  ["[string]", "string[]", "fine", "breaks"],
  ["string[]", "[string]", "breaks", "fine"],
];

// prettier-ignore
const indexSignatures: readonly Row[] = [
  ["{ [key: string]: string }", "{ [key: string]: number }", "breaks", "breaks"],
  ["{ [key: string]: string }", "{ [key: string]: string | null }", "fine", "breaks"],
  ["{ [key: string]: string }", "{ [key: string]: never }", "breaks", "breaks"],
  ["{ a: string }", "{ a: string; [key: string]: string }", "fine", "fine"],
  ["{ a: string; [key: string]: string }", "{ a: string }", "breaks", "breaks"],
  ["Record<string, { a: string }>", "Record<string, { a?: string }>", "fine", "breaks"],
  ["Record<string, string>", "{ [key: string]: string }", "same", "same"],
];

// prettier-ignore
const rest: readonly Row[] = [
  ["unknown", "string", "breaks", "fine"],
  ["string", "unknown", "fine", "breaks"],
  ["{ a: unknown }", "{ a: { b: string } }", "breaks", "fine"],
  ["string | Date", "string", "breaks", "fine"],
  ["string", "string | Date", "fine", "breaks"],
  ["Blob", "string", "breaks", "breaks"],
  ["Blob", "FormData", "breaks", "breaks"],
  ["{ a: string }", "Blob | ArrayBuffer | Uint8Array | ReadableStream", "breaks", "breaks"],
  ["Promise<string>", "Promise<string | null>", "fine", "breaks"],
  ["Promise<{ a: string }>", "Promise<{ a: string; b: string }>", "breaks", "fine"],
  ["Promise<string>", "string", "breaks", "breaks"],
  ["AsyncIterable<{ a: string }>", "AsyncIterable<{ a?: string }>", "fine", "breaks"],
  ["AsyncIterable<string>", "Promise<string>", "breaks", "breaks"],
  ["Map<string, number>", "Map<string, string>", "breaks", "breaks"],
  ["(x: string) => void", "(x: string | number) => void", "breaks", "fine"],
  ["(x: string | number) => void", "(x: string) => void", "fine", "breaks"],
  ["(x: string) => void", "(x: string, y?: number) => void", "fine", "fine"],
  ["(x: string) => void", "() => void", "breaks", "breaks"],
  ["() => string", "() => string | null", "fine", "breaks"],
  ["() => { a: string }", "() => { a: string; b: string }", "breaks", "fine"],
  ["{ a: string; (): string }", "{ a: string; (): number }", "breaks", "breaks"],
  ["Tree", "Tree", "same", "same"],
  ["Tree", "GrownTree", "fine", "fine"],
  ["Tree", "LooseTree", "fine", "breaks"],
  ["Tree", "LooseTree[]", "breaks", "breaks"],
  ["(x: string) => void", "(x?: string) => void", "breaks", "fine"],
  ["(x: string) => void", "(x: string, y: number) => void", "fine", "breaks"],
];

const trees = `
interface Tree { leaf: string; kids: Tree[] }
interface GrownTree { leaf: string; kids: GrownTree[]; height?: number }
interface LooseTree { leaf?: string; kids: LooseTree[] }
`;

const rows = [...members, ...unions, ...literals, ...arrays, ...indexSignatures, ...rest];

/** A package with two functions per row: one accepts the type, the other returns it. */
const write = (which: 0 | 1): ReadonlyMap<string, string> => {
  const functions = rows.map(
    (row, index) =>
      `export declare function send${index}(client: unknown, params: ${row[which]}): void;
export declare function receive${index}(client: unknown): Promise<${row[which]}>;`,
  );
  return new Map([["src/index.ts", [trees, ...functions].join("\n")]]);
};

const differences = compareExports({ before: write(0), after: write(1) });

const effectOf = (name: string): Effect => {
  const found = differences.filter((each) => each.name === name);
  if (found.length === 0) return "same";
  return found.some(({ breaks }) => breaks) ? "breaks" : "fine";
};

const effectsOf = (row: Row): readonly [request: Effect, response: Effect] => {
  const index = rows.indexOf(row);
  return [effectOf(`send${index}`), effectOf(`receive${index}`)];
};

describe("types are compared by structure", () => {
  test.each(rows.map((row) => [...row, row] as const))(
    "%s → %s",
    (_, __, request, response, row) => {
      expect(effectsOf(row)).toEqual([request, response]);
    },
  );
});

/** The differences between two packages, one per line. */
const compare = (before: string, after: string): readonly string[] =>
  compareExports({
    before: new Map([["src/index.ts", before]]),
    after: new Map([["src/index.ts", after]]),
  }).map(
    (each) =>
      `${each.name} ${each.path.join(".")} ${each.breaks ? "breaks" : "fine"}: ${each.before} → ${each.after}`,
  );

describe("a difference is located", () => {
  test.each([
    [
      "in a function's parameters",
      "export declare function f(client: unknown, params: { a: { b?: string } }): void;",
      "export declare function f(client: unknown, params: { a: { b: string } }): void;",
      ["f (1).a.b breaks: optional → required"],
    ],
    [
      "in a response",
      "export declare function f(client: unknown): Promise<{ data: { id: string }[] }>;",
      "export declare function f(client: unknown): Promise<{ data: { id: number }[] }>;",
      ["f ().().data.[].id breaks: string → number"],
    ],
    [
      "in the items of an async iterable",
      "export declare function f(): AsyncIterable<{ id: string }>;",
      "export declare function f(): AsyncIterable<{ id: string; name: string }>;",
      ["f ().[].name fine: none → string"],
    ],
    [
      "in an index signature",
      "export declare function f(): { [key: string]: string };",
      "export declare function f(): { [key: string]: boolean };",
      ["f ().* breaks: string → boolean"],
    ],
    [
      "in a parameter that becomes required and in an added one",
      "export declare function f(client: unknown, params?: { a: string }): void;",
      "export declare function f(client: unknown, params: { a: string }, options?: object): void;",
      ["f (1) breaks: optional → required", "f (2) fine: none → object | undefined"],
    ],
    [
      "in a removed parameter",
      "export declare function f(client: unknown, params: { a: string }): void;",
      "export declare function f(client: unknown): void;",
      ["f (1) breaks: { a: string; } → none"],
    ],
  ])("%s", (_, before, after, want) => {
    expect(compare(before, after)).toEqual(want);
  });
});

describe("an exported type is judged by its usage", () => {
  const uses = "export declare function f(client: unknown, params: Given): Promise<Got>;";
  test.each([
    [
      "a request type may accept more",
      "export type Given = { a: 1 }; export type Got = {};",
      "export type Given = { a: 1 | 2 }; export type Got = {};",
      [],
    ],
    [
      "a request type must not accept less",
      "export type Given = { a: 1 | 2 }; export type Got = {};",
      "export type Given = { a: 1 }; export type Got = {};",
      ["Given", "f"],
    ],
    [
      "a response type may be narrower",
      "export type Given = {}; export type Got = { a: 1 | 2 };",
      "export type Given = {}; export type Got = { a: 1 };",
      [],
    ],
    [
      "a response type must not be wider",
      "export type Given = {}; export type Got = { a: 1 };",
      "export type Given = {}; export type Got = { a: 1 | 2 };",
      ["Got", "f"],
    ],
    [
      "a text of requests may accept more",
      "export type Word = string; export type Given = { a: { b?: Word }[] }; export type Got = {};",
      "export type Word = string | null; export type Given = { a: { b?: Word }[] }; export type Got = {};",
      [],
    ],
    [
      "a text of responses must not be wider",
      "export type Word = string; export type Given = {}; export type Got = { a: Word };",
      "export type Word = string | null; export type Given = {}; export type Got = { a: Word };",
      ["Got", "Word", "f"],
    ],
    [
      "a text used in both requests and responses must not change",
      "export type Word = string; export type Given = { a?: Word }; export type Got = { a: Word };",
      "export type Word = string | null; export type Given = { a?: Word }; export type Got = { a: Word };",
      ["Got", "Word", "f"],
    ],
    [
      "a type used in both requests and responses must not change",
      "export type Both = { a: 1 }; export type Given = { b: Both }; export type Got = { b: Both };",
      "export type Both = { a: 1 | 2 }; export type Given = { b: Both }; export type Got = { b: Both };",
      ["Both", "Got", "f"],
    ],
  ])("%s", (_, before, after, want) => {
    const files = (types: string) => new Map([["src/index.ts", `${types}\n${uses}`]]);
    const found = compareExports({ before: files(before), after: files(after) });
    const changed = new Set(found.flatMap(({ breaks, name }) => (breaks ? [name] : [])));
    expect([...changed].sort()).toEqual(want);
  });

  test("the comparison of a recursive type ends", () => {
    const tree = (leaf: string) =>
      `export type Tree = { leaf: ${leaf}; kids?: Tree[]; twin?: { of: Tree } };
export declare function f(): Promise<Tree>;`;
    expect(compare(tree("string"), tree("string | null"))).toEqual([
      "f ().().leaf breaks: string → string | null",
      "Tree leaf breaks: string → string | null",
    ]);
  });
});
