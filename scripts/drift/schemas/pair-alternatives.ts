import { isEqualButForDocumentation } from "../../lib/documentation.ts";
import { type Both, Pairing } from "../both.ts";
import { type Alternative, kindsOf } from "./schema-view.ts";

/** Pairs alternatives: equal ones first, then those of one component, then those that are most similar. */
export const pairAlternatives = (
  alternatives: Both<readonly Alternative[]>,
): readonly Both<Alternative | undefined>[] => {
  const isSingle = alternatives.before.length === 1 && alternatives.after.length === 1;
  const pairing = new Pairing(alternatives);
  const pairs = [
    ...pairing.take((a, b) => a.name === b.name && isEqualButForDocumentation(a.schema, b.schema)),
    ...pairing.take((a, b) => a.component !== undefined && a.component === b.component),
    ...pairing.take((a, b) => isEqualButForDocumentation(a.schema, b.schema)),
    ...pairing.take((a, b) => areInline(a, b) && shareKind(a, b) && similarity(a, b) > 0.5),
    ...pairing.take((a, b) => isSingle || (!areComponents(a, b) && shareKind(a, b))),
  ];
  return [
    ...pairs,
    ...pairing.rest.before.map((before) => ({ before, after: undefined })),
    ...pairing.rest.after.map((after) => ({ before: undefined, after })),
  ];
};

const areInline = (a: Alternative, b: Alternative): boolean =>
  a.component === undefined && b.component === undefined;

const areComponents = (a: Alternative, b: Alternative): boolean =>
  a.component !== undefined && b.component !== undefined;

const shareKind = (a: Alternative, b: Alternative): boolean => {
  const kinds = kindsOf(b.schema);
  return [...kindsOf(a.schema)].some((kind) => kinds.has(kind));
};

/** The share of properties that two objects have in common; 1 where neither has any. */
const similarity = (a: Alternative, b: Alternative): number => {
  const [first, second] = [a, b].map(({ schema }) => Object.keys(schema.properties ?? {}));
  const count = (first?.length ?? 0) + (second?.length ?? 0);
  const all = new Set([...(first ?? []), ...(second ?? [])]);
  return all.size === 0 ? 1 : (count - all.size) / all.size;
};
