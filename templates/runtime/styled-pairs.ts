import type { Field } from "./body-values.js";
import { leavesOf } from "./leaves.js";
import type { RequestParts, Serialization } from "./operation.js";

/** A member of a form as `name=value`, percent-encoded, in the style that `encoding` gives it; nothing without one. */
export function styledPairs(
  request: RequestParts,
  [key, value, shape]: Field,
  encoding: NonNullable<Serialization["encoding"]>,
): readonly string[] | undefined {
  const own = Object.hasOwn(encoding, key) ? encoding[key] : undefined;
  if (!own?.style) return undefined;
  const query: string[] = [];
  const { style } = own;
  const declared = { [key]: own.shape ?? shape ?? "any" };
  const values = leavesOf({ [key]: value ?? undefined }, declared, false);
  if (values.length > 0)
    style({ ...request, query }, values, {
      ...own,
      style,
      name: key,
      ...(shape && { shape }),
    });
  return query;
}
