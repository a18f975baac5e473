import { partsOf, resolverIn } from "../../lib/composition.ts";
import { isEqualButForDocumentation } from "../../lib/documentation.ts";
import { isObject, omit } from "../../lib/json.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { additionalPropertiesOf, asSchema, resolve } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * Names by a pattern are additional to TypeScript.
 *
 *     patternProperties: { ^x-: string }, additionalProperties: false  →  additionalProperties: string
 *
 * In an intersection, an index signature holds for the properties of the other members too: a number that would have to
 * be a string as well is nothing. So what is additional may also be what the others declare.
 *
 *     allOf: [{ properties: { v: integer } }, { additionalProperties: string }]
 *       →  allOf: [{ properties: { v: integer } }, { additionalProperties: { anyOf: [string, integer] } }]
 *
 * Beside `allOf`, @hey-api/openapi-ts reads `additionalProperties` only if there are properties.
 *
 *     allOf: [{ $ref: Base }], additionalProperties: true  →  allOf: [{ $ref: Base }, { additionalProperties: true }]
 */
export const widenAdditional = (given: Schema, schemas: Schemas): Schema =>
  transformSchema(given, (each) => {
    const schema = withoutPatterns(each);
    const { additionalProperties = false, ...rest } = schema;
    if (rest.allOf === undefined) return schema;
    const isUnread = additionalProperties !== false && rest.properties === undefined;
    const declared = propertiesOf(schema, schemas);
    const widen = (part: Schema): Schema => widenPart(part, declared, schemas);
    return isUnread
      ? { ...rest, allOf: [...rest.allOf, { type: "object", additionalProperties }].map(widen) }
      : { ...widen(schema), allOf: rest.allOf.map(widen) };
  });

const withoutPatterns = (schema: Schema): Schema => {
  if (schema.patternProperties === undefined) return schema;
  const rest = asSchema(omit(schema, "patternProperties"));
  const additionalProperties = additionalPropertiesOf(schema);
  return additionalProperties === undefined ? rest : { ...rest, additionalProperties };
};

const widenPart = (part: Schema, declared: readonly Schema[], schemas: Schemas): Schema => {
  const schema = resolve(part, schemas);
  const { additionalProperties, properties = {} } = schema;
  if (!isObject(additionalProperties) || Object.keys(additionalProperties).length === 0)
    return part;
  const values: Schema[] = [additionalProperties];
  // Those of the same member are added by hey-api.
  const isKnown = (property: Schema): boolean =>
    [...values, ...Object.values(properties)].some((each) =>
      isEqualButForDocumentation(each, property),
    );
  for (const property of declared) if (!isKnown(property)) values.push(property);
  return values.length === 1 ? part : { ...schema, additionalProperties: { anyOf: values } };
};

/** The properties of an object, of what it is composed of, and of its alternatives. */
const propertiesOf = (given: Schema, schemas: Schemas): readonly Schema[] =>
  partsOf(given, resolverIn(schemas)).flatMap(({ properties = {} }) => Object.values(properties));
