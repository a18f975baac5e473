import type { Constant } from "../constant.ts";
import { RuntimeReference } from "../runtime-reference.ts";

/** What a constant holds, by key. */
export const innerOf = (constant: Constant): readonly (readonly [key: string, Constant])[] =>
  typeof constant !== "object" || constant instanceof RuntimeReference
    ? []
    : Object.entries(constant as { readonly [key: string]: Constant });

/** Every name that objects in a constant have. */
export const keysIn = (root: Constant): readonly string[] =>
  [...outersIn(root).keys()]
    .filter((each) => !Array.isArray(each))
    .flatMap((each) => innerOf(each).map(([key]) => key));

/** The constants in a constant, and itself, from which one that is wanted can be reached. */
export const leadingTo = (
  root: Constant,
  isWanted: (constant: Constant) => boolean,
): ReadonlySet<Constant> => {
  const outers = outersIn(root);
  const found = new Set([...outers.keys()].filter(isWanted));
  for (const inner of found) for (const outer of outers.get(inner) ?? []) found.add(outer);
  return found;
};

/** Each constant in a constant, and itself, with those that hold it. */
const outersIn = (root: Constant): ReadonlyMap<Constant, readonly Constant[]> => {
  const outers = new Map<Constant, Constant[]>([[root, []]]);
  // What is added to a Map or a Set while it is iterated has its turn too.
  for (const [outer] of outers)
    for (const [, inner] of innerOf(outer)) {
      const present = outers.get(inner);
      if (present) present.push(outer);
      else outers.set(inner, [outer]);
    }
  return outers;
};
