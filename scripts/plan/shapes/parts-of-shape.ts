import type { Constant } from "../constant.ts";
import { leadingTo } from "./constant-graph.ts";
import { isAlternatives, isList, type Members, type Shape } from "./shape.ts";

/** The part of a shape that leads to dates, which are written in another way than date-times; nothing without any. */
export const datesIn = (shape: Shape): Shape | undefined => partOf(shape, isDate, undefined);

/** Whether an object somewhere in a shape has no more properties than it declares. */
export const hasClosed = (shape: Shape): boolean => leadingTo(shape, isClosed).has(shape);

/** A shape without what neither is a date nor leads to a closed object: that can be anything. */
export const closedIn = (shape: Shape): Shape =>
  partOf(shape, (each) => isDate(each) || isClosed(each), "any") ?? "any";

const isDate = (shape: Constant): boolean => shape === "date";

const isClosed = (shape: Constant): boolean =>
  typeof shape === "object" && !Array.isArray(shape) && !("|" in shape) && !("*" in shape);

/** A shape with what is wanted or leads there; another member is replaced, or left out. */
const partOf = (
  root: Shape,
  isWanted: (shape: Constant) => boolean,
  replacement: Shape | undefined,
): Shape | undefined => {
  const kept = leadingTo(root, isWanted);
  const parts = new Map<Shape, Shape>();
  const unfinished: (() => void)[] = [];

  const begin = (shape: Shape): Shape => {
    const part = parts.get(shape) ?? copyOf(shape);
    parts.set(shape, part);
    return part;
  };

  const copyOf = (shape: Shape): Shape => {
    if (typeof shape === "string") return shape;
    if (isList(shape)) {
      const list: [Shape] = ["any"];
      unfinished.push(() => (list[0] = begin(shape[0])));
      return list;
    }
    if (isAlternatives(shape)) {
      const alternatives = shape["|"].filter((each) => kept.has(each)).map(begin);
      const [only = "any", ...others] = alternatives;
      return others.length === 0 ? only : { "|": [only, ...others] };
    }
    const members: Record<string, Shape> = {};
    unfinished.push(() => {
      const declared = Object.entries(shape as Members);
      // Of what is left out, the additional properties that are kept would say what it is.
      const other = declared.some(([key, member]) => key === "*" && kept.has(member))
        ? "any"
        : replacement;
      for (const [key, member] of declared) {
        const part = kept.has(member) ? begin(member) : other;
        if (part !== undefined) members[key] = part;
      }
    });
    return members;
  };

  const part = kept.has(root) ? begin(root) : replacement;
  for (let finish = unfinished.pop(); finish; finish = unfinished.pop()) finish();
  return part;
};
