import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Json } from "../../scripts/lib/json.ts";
import { applyOverlays } from "../../scripts/overlays/apply-overlays.ts";
import { readOverlay } from "../../scripts/overlays/read-overlay.ts";
import { readSource } from "../../scripts/stages/read-source.ts";

/** A document with `xa` as given. Line 3 is the first of it. */
const documentWith = (text: string) =>
  readSource(`openapi: 3.1.0\npaths: {}\nxa:\n${text.replace(/^/gm, "  ")}\n`, "api.yml");

const overlay = (actions: readonly string[], version = "1.1.0") =>
  readOverlay(
    `overlay: ${version}\ninfo: { title: Fixes, version: "1" }\nactions:\n${actions.map((each) => `  - ${each}\n`).join("")}`,
    "fixes.yml",
  );

const applied = (text: string, actions: readonly string[], version?: string): Json | undefined =>
  applyOverlays(documentWith(text), [overlay(actions, version)]).document.root["xa"];

describe("an update is merged by the rules of the specification:", () => {
  test.each([
    ["new members are added", "{ b: 1 }", "{ target: $.xa, update: { c: 2 } }", "{ b: 1, c: 2 }"],
    [
      "objects recursively",
      "{ b: { c: 1, d: 2 } }",
      "{ target: $.xa, update: { b: { c: 3 } } }",
      "{ b: { c: 3, d: 2 } }",
    ],
    [
      "an array in an object gets further items",
      "{ b: [1] }",
      "{ target: $.xa, update: { b: [2, 3] } }",
      "{ b: [1, 2, 3] }",
    ],
    [
      "an array target gets an item",
      "{ b: [1] }",
      "{ target: $.xa.b, update: { c: 1 } }",
      "{ b: [1, { c: 1 }] }",
    ],
    [
      "or the items of an array",
      "{ b: [1] }",
      "{ target: $.xa.b, update: [2, 3] }",
      "{ b: [1, 2, 3] }",
    ],
    ["scalars are replaced", "{ b: 1 }", "{ target: $.xa, update: { b: two } }", "{ b: two }"],
    ["also as targets", "{ b: 1, c: 2 }", "{ target: $.xa.b, update: two }", "{ b: two, c: 2 }"],
    [
      "a key without a value adds nothing",
      "{ b: { c: 1 } }",
      "{ target: $.xa, update: { b: } }",
      "{ b: { c: 1 } }",
    ],
    [
      "a key without a value takes anything",
      "{ b: }",
      "{ target: $.xa, update: { b: { c: 1 } } }",
      "{ b: { c: 1 } }",
    ],
    [
      "every match is updated",
      "{ b: [{ k: 1 }, { k: 2 }, { k: 1 }] }",
      "{ target: '$.xa.b[?@.k == 1]', update: { y: 1 } }",
      "{ b: [{ k: 1, y: 1 }, { k: 2 }, { k: 1, y: 1 }] }",
    ],
    [
      "names like those of built-in members are names",
      "{ b: 1 }",
      "{ target: $.xa, update: { constructor: 2 } }",
      "{ b: 1, constructor: 2 }",
    ],
  ])("%s", (_, before, action, after) => {
    expect(applied(before, [action])).toEqual(parse(after));
  });

  test("what is copied likewise", () => {
    expect(applied("{ b: { c: 1 }, d: { e: 2 } }", ["{ target: $.xa.d, copy: $.xa.b }"])).toEqual({
      b: { c: 1 },
      d: { e: 2, c: 1 },
    });
  });

  test("one action after the other", () => {
    expect(
      applied("{ b: old }", [
        "{ target: $.xa.b, remove: true }",
        "{ target: $.xa, update: { b: { c: 1 } } }",
        "{ target: $.xa.b, update: { d: 2 } }",
      ]),
    ).toEqual({ b: { c: 1, d: 2 } });
  });
});

describe("what is removed:", () => {
  test.each([
    ["a member", "{ b: 1, c: 2 }", "$.xa.b", "{ c: 2 }"],
    ["items, whatever their order", "{ b: [0, 1, 2, 3, 4] }", "$.xa.b[3, 0, 1]", "{ b: [2, 4] }"],
    ["an item that is matched twice, once", "{ b: [0, 1, 2] }", "$.xa.b[1, 1]", "{ b: [0, 2] }"],
    [
      "what lies in something that is removed",
      "{ b: { k: 1, c: { k: 2 } }, d: 1 }",
      "$.xa..[?@.k]",
      "{ d: 1 }",
    ],
    [
      "more than nine items",
      `{ b: [${Array.from({ length: 12 }, (_, index) => index).join(", ")}] }`,
      "$.xa.b[?@ > 1]",
      "{ b: [0, 1] }",
    ],
  ])("%s", (_, before, target, after) => {
    expect(applied(before, [`{ target: "${target}", remove: true }`])).toEqual(parse(after));
  });
});

describe("an action that cannot be applied is rejected with its line:", () => {
  test.each([
    [
      "an object into a scalar",
      "{ b: 1 }",
      "{ target: $.xa, update: { b: { c: 1 } } }",
      "fixes.yml:4: $.xa (/xa/b): an object cannot be merged into a number; remove what is there first, in an action of its own.",
    ],
    [
      "a scalar into an object",
      "{ b: {} }",
      "{ target: $.xa, update: { b: 1 } }",
      "fixes.yml:4: $.xa (/xa/b): a number cannot be merged into an object; remove what is there first, in an action of its own.",
    ],
    [
      "a scalar into an array",
      "{ b: [] }",
      "{ target: $.xa, update: { b: 1 } }",
      "fixes.yml:4: $.xa (/xa/b): a number cannot be merged into an array; remove what is there first, in an action of its own.",
    ],
    [
      "targets of several kinds",
      "{ b: {}, c: [] }",
      "{ target: '$.xa[*]', update: { d: 1 } }",
      "fixes.yml:4: $.xa[*]: the target selects objects and arrays; select one kind only.",
    ],
    [
      "a copy of nothing",
      "{ b: {} }",
      "{ target: $.xa, copy: $.xb }",
      "fixes.yml:4: $.xa: `copy: $.xb` selects nothing; select exactly one.",
    ],
    [
      "a copy of several",
      "{ b: {} }",
      "{ target: $.xa, copy: '$.*' }",
      "fixes.yml:4: $.xa: `copy: $.*` selects 3 nodes; select exactly one.",
    ],
    [
      "the removal of everything",
      "{ b: 1 }",
      "{ target: $, remove: true }",
      "fixes.yml:4: $: the whole document cannot be removed.",
    ],
  ])("%s", (_, before, action, message) => {
    expect(() => applied(before, [action])).toThrow(message);
  });

  test("a scalar in Overlay 1.0", () => {
    expect(() => applied("{ b: 1 }", ["{ target: $.xa.b, update: 2 }"], "1.0.0")).toThrow(
      "fixes.yml:4: $.xa.b (/xa/b): Overlay 1.0 updates objects and arrays only; select the object around it, or write `overlay: 1.1.0`.",
    );
  });
});

test("each change is told with its place, and each action that matches nothing", () => {
  const document = documentWith("b: 1\nc: 2");
  const { changes, unmatched } = applyOverlays(document, [
    overlay([
      "{ target: $.xa, description: A third., update: { d: 3 } }",
      "{ target: $.xa.gone, remove: true }",
      "{ target: $.xa.c, remove: true }",
    ]),
  ]);
  expect(changes).toEqual([
    { rule: "overlay", pointer: "/xa", line: 3, change: "fixes.yml:4: A third." },
    { rule: "overlay", pointer: "/xa/c", line: 5, change: "fixes.yml:6: remove $.xa.c" },
  ]);
  expect(unmatched.map(({ place, target }) => [place, target])).toEqual([
    ["fixes.yml:5", "$.xa.gone"],
  ]);
});

test("lines are those of the source, also behind items that were removed", () => {
  const { document } = applyOverlays(documentWith("- k: 0\n- k: 1\n- k: 2\n- k: 3"), [
    overlay(["{ target: '$.xa[0, 2]', remove: true }", "{ target: $.xa, update: { k: 4 } }"]),
  ]);
  expect(document.root["xa"]).toEqual([{ k: 1 }, { k: 3 }, { k: 4 }]);
  expect([0, 1, 2].map((index) => document.lineOf(`/xa/${index}/k`))).toEqual([5, 7, 3]);
});

test("the source is not changed", () => {
  const source = documentWith("b: [1]");
  const before = structuredClone(source.root);
  applyOverlays(source, [
    overlay(["{ target: $.xa.b, update: 2 }", "{ target: '$.xa.b[0]', remove: true }"]),
  ]);
  expect(source.root).toEqual(before);
});

test.each([
  ["another document", "https://x.example/specs/other.yml", 1],
  ["this document by its URL", "https://x.example/specs/api.yml?raw=1", 0],
  ["this document beside it", "./api.yml", 0],
])("an overlay that extends %s is told if it is another", (_, document, count) => {
  const named = {
    ...overlay(["{ target: $.info, remove: true }"]),
    extends: { document, place: "fixes.yml:3" },
  };
  expect(applyOverlays(documentWith("b: 1"), [named]).notes).toHaveLength(count);
});
