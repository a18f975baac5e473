import { describe, expect, test } from "vitest";
import type { Constant } from "../../../scripts/plan/constant.ts";
import { RuntimeReference } from "../../../scripts/plan/runtime-reference.ts";
import { recursiveShapesIn } from "../../../scripts/plan/shapes/recursive-shapes.ts";

/** A constant that is put together, so that it can hold itself. */
type Draft = Record<string, Constant>;

const tree: Draft = { on: "date" };
tree["left"] = tree;

const folder: Draft = { on: "date" };
const folders: Constant = [folder];
folder["folders"] = folders;

const ping: Draft = {};
const pong: Draft = { ping };
ping["pong"] = pong;
ping["next"] = pong;

const style = new RuntimeReference("body", "writeJson");

describe("the recursive shapes of a constant", () => {
  test.each<[string, Constant, Record<string, Constant>]>([
    ["that has none", { body: { style, shape: { on: "date" } } }, {}],
    [
      "in which one that is not recursive is used twice",
      ((range) => ({ from: { range }, to: { range } }))({ on: "date" }),
      {},
    ],
    [
      "are named after the key that leads to them",
      { body: { style, shape: tree } },
      { bodyShape: tree },
    ],
    ["in a list", { body: { shape: folders } }, { bodyShape: folder }],
    ["in alternatives", { filter: { "|": ["scalar", tree] } }, { filterShape: tree }],
    ["among other properties", { body: { shape: { "*": { "a-b": tree } } } }, { abShape: tree }],
    [
      "that hold each other, where used twice",
      { a: { shape: ping } },
      { aShape: ping, pongShape: pong },
    ],
    [
      "and what leads to one from two places",
      ((box) => ({ a: { x: box, y: box } }))({ tree }),
      { xShape: { tree }, treeShape: tree },
    ],
    [
      "under one key",
      { a: { key: tree }, b: { key: folder } },
      { keyShape: tree, keyShape2: folder },
    ],
  ])("%s", (_, constant, want) => {
    const names = recursiveShapesIn(constant);
    expect(Object.fromEntries([...names].map(([shape, name]) => [name, shape]))).toEqual(want);
  });

  test("are not called like something else", () => {
    const names = recursiveShapesIn({ body: { shape: tree } }, (name) => name === "bodyShape");
    expect([...names.values()]).toEqual(["bodyShape2"]);
  });
});
