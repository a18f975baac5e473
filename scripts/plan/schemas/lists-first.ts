import { allOfParts, resolverIn, takenTypesOf } from "../../lib/composition.ts";
import { isEqualButForDocumentation } from "../../lib/documentation.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { transformSchema } from "../../lib/transform.ts";

/**
 * A member of `allOf` that declares a list anew comes first: an intersection of lists has the methods of its first one,
 * and `map` of `unknown[] & Pet[]` knows nothing of pets.
 *
 *     allOf: [{ $ref: Page }, { properties: { items: Pet[] } }]  →  allOf: [{ properties: { items: Pet[] } }, { $ref: Page }]
 *     allOf: [{ $ref: Page }], properties: { items: Pet[] }      →  the same
 */
export const listsFirst = (given: Schema, schemas: Schemas): Schema =>
  transformSchema(given, (schema) => {
    const { additionalProperties, allOf, properties, required, ...rest } = schema;
    if (allOf === undefined) return schema;
    const own: Schema = {
      type: "object",
      ...(properties !== undefined && { properties }),
      ...(required !== undefined && { required }),
      ...(additionalProperties !== undefined && { additionalProperties }),
    };
    const isAgain = (part: Schema, earlier: readonly Schema[]): boolean =>
      listsIn(part, schemas).some(([name, list]) =>
        earlier
          .flatMap((each) => listsIn(each, schemas))
          .some((other) => other[0] === name && !isEqualButForDocumentation(other[1], list)),
      );
    const again = allOf.filter((part, index) => isAgain(part, allOf.slice(0, index)));
    const members = [...again, ...allOf.filter((part) => !again.includes(part))];
    if (isAgain(own, allOf)) return { ...rest, allOf: [own, ...members] };
    return again.length > 0 ? { ...schema, allOf: members } : schema;
  });

/** The properties that are lists, of a schema and of what it is composed of. */
const listsIn = (
  given: Schema,
  schemas: Schemas,
): readonly (readonly [name: string, list: Schema])[] =>
  allOfParts(given, resolverIn(schemas))
    .flatMap(({ properties = {} }) => Object.entries(properties))
    .filter(([, property]) => takenTypesOf(property, resolverIn(schemas)).includes("array"));
