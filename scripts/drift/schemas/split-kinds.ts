import { isAnnotation } from "../../lib/documentation.ts";
import type { Schema } from "../../lib/model.ts";
import { asSchema, valuesOf } from "../../lib/schema.ts";
import {
  type Alternative,
  type Kind,
  kindsOf,
  nameOfKinds,
  type SchemaView,
} from "./schema-view.ts";

/**
 * The alternatives of a schema that is compared with a union: values of each kind on their own.
 *
 *     type: [string, number], maxLength: 9  →  type: string, maxLength: 9 · type: number
 */
export const splitKinds = ({ alternatives, schema }: SchemaView): readonly Alternative[] =>
  alternatives.flatMap((alternative): readonly Alternative[] => {
    // Annotations of what is no union are those of the whole.
    const isWhole = alternative.schema === schema;
    const part = isWhole ? withoutAnnotations(schema) : alternative.schema;
    const kinds = [...kindsOf(part)];
    if (alternative.component !== undefined || kinds.length < 2)
      return [{ ...alternative, schema: part }];
    return kinds.map((kind, index) => {
      const own = ofKind(kind, index === 0 ? part : withoutAnnotations(part));
      return { name: nameOfKinds(own), schema: own };
    });
  });

const withoutAnnotations = (schema: Schema): Schema =>
  asSchema(Object.fromEntries(Object.entries(schema).filter(([key]) => !isAnnotation(key))));

/** What a schema says of values of one kind. */
const ofKind = (kind: Kind, schema: Schema): Schema => {
  const values = valuesOf(schema)?.filter((value) => kindsOf({ enum: [value] }).has(kind));
  const types = [schema.type ?? []].flat().filter((type) => kindsOf({ type }).has(kind));
  const kept = Object.entries(schema).filter(
    ([key]) => key !== "const" && (kindOfKeyword.get(key) ?? kind) === kind,
  );
  return {
    ...asSchema(Object.fromEntries(kept)),
    ...(types.length > 0 && { type: types.length === 1 ? (types[0] ?? kind) : types }),
    ...(values && { enum: values }),
  };
};

/** Keywords that restrict values of one kind only. JSON Schema 2020-12, validation, section 6. */
const kindOfKeyword: ReadonlyMap<string, Kind> = new Map<string, Kind>(
  Object.entries({
    string: ["minLength", "maxLength", "pattern", "format"],
    number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
    array: ["items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"],
    object: [
      "properties",
      "required",
      "additionalProperties",
      "patternProperties",
      "minProperties",
      "maxProperties",
    ],
  }).flatMap(([kind, keywords]) => keywords.map((keyword) => [keyword, kind] as const)),
);
