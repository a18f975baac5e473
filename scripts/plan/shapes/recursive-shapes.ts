import { camelCase, uniqueName } from "../../lib/names.ts";
import type { Constant } from "../constant.ts";
import { RuntimeReference } from "../runtime-reference.ts";
import { innerOf } from "./constant-graph.ts";

/**
 * The objects of a constant that hold themselves, or lead to one that does, where they are used more than once: each needs a
 * name, which comes from the key that leads to it.
 *
 *     { body: { shape: tree } }, where tree = { on: "date", left: tree }   →   tree: "bodyShape"
 */
export const recursiveShapesIn = (
  root: Constant,
  isTaken: (name: string) => boolean = () => false,
): ReadonlyMap<Constant, string> => {
  const keys = new Map<Constant, string>([[root, ""]]);
  const uses = new Map<Constant, number>();
  // What is added to a Map while it is iterated has its turn too.
  for (const [outer, outerKey] of keys)
    for (const [key, inner] of objectsIn(outer)) {
      uses.set(inner, (uses.get(inner) ?? 0) + 1);
      if (!keys.has(inner)) keys.set(inner, isName(key) ? key : outerKey);
    }
  const ending = endingAmong([...keys.keys()].reverse());
  const names = new Map<Constant, string>();
  const given = new Set<string>();
  for (const [each, key] of keys) {
    if ((uses.get(each) ?? 0) < 2 || ending.has(each)) continue;
    const name = uniqueName(camelCase(`${key} shape`), (name) => given.has(name) || isTaken(name));
    given.add(name);
    names.set(each, name);
  }
  return names;
};

/** The objects in a constant, by their keys. A list has no name of its own, since every cycle leads through an object. */
const objectsIn = (outer: Constant): readonly (readonly [key: string, Constant])[] =>
  innerOf(outer).flatMap(([key, inner]) => {
    if (Array.isArray(inner)) return objectsIn(inner).map(([, each]) => [key, each] as const);
    return typeof inner === "object" && !(inner instanceof RuntimeReference)
      ? [[key, inner] as const]
      : [];
  });

const isName = (key: string): boolean => !["shape", "*", "|"].includes(key);

/** The constants that do not lead to themselves, nor to one that does. */
const endingAmong = (constants: readonly Constant[]): ReadonlySet<Constant> => {
  const ending = new Set<Constant>();
  let found: number;
  do {
    found = ending.size;
    for (const each of constants)
      if (objectsIn(each).every(([, inner]) => ending.has(inner))) ending.add(each);
  } while (ending.size > found);
  return ending;
};
