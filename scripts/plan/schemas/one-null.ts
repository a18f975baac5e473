import type { Schema } from "../../lib/model.ts";
import { valuesOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * Null that several alternatives permit → an alternative of its own, so that the union names it once.
 *
 *     anyOf: [{ type: [string, "null"] }, { type: [number, "null"] }]  →  anyOf: [{ type: string }, { type: number }, { type: "null" }]
 */
export const oneNull = (given: Schema): Schema =>
  transformSchema(given, (schema) => {
    const { anyOf, oneOf } = schema;
    return {
      ...schema,
      ...(anyOf && { anyOf: withOneNull(anyOf) }),
      ...(oneOf && { oneOf: withOneNull(oneOf) }),
    };
  });

const withOneNull = (alternatives: readonly Schema[]): readonly Schema[] => {
  const rest = alternatives.map(withoutNull);
  const found = rest.filter((each, index) => each !== alternatives[index]).length;
  if (found < 2) return alternatives;
  return [...rest.filter((each) => each !== undefined), { type: "null" }];
};

/** The alternative itself where it is not null, or where its values have to tell; nothing where it is null alone. */
const withoutNull = (schema: Schema): Schema | undefined => {
  if (valuesOf(schema) !== undefined) return schema;
  const { anyOf } = schema;
  if (anyOf && schema.type === undefined) {
    const rest = anyOf.filter(({ type }) => type !== "null");
    return rest.length === anyOf.length ? schema : { ...schema, anyOf: rest };
  }
  const types = [schema.type ?? []].flat();
  if (!types.includes("null")) return schema;
  const [type, ...others] = types.filter((each) => each !== "null");
  if (type === undefined) return undefined;
  return { ...schema, type: others.length === 0 ? type : [type, ...others] };
};
