import { asText, own } from "../../lib/json.ts";
import { isAnnotation } from "../../lib/documentation.ts";
import { isParent } from "../../lib/inheritance.ts";
import { mappedComponent } from "../../lib/mappings.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { refTo } from "../../lib/references.ts";
import {
  additionalPropertiesOf,
  alternativesOf,
  itemsOf,
  resolve,
  typesOf,
} from "../../lib/schema.ts";
import { RuntimeReference } from "../runtime-reference.ts";
import { isRestriction } from "../schemas/drop-restrictions.ts";
import {
  anything,
  type Declared,
  either,
  isSpecific,
  type Place,
  together,
} from "./merge-declared.ts";
import { brackets } from "./shape.ts";

/** What properties beyond the declared ones hold; nothing where there may be none. */
export type AdditionalOf = (schema: Schema) => Schema | undefined;

/** The properties of a parameter: all are declared, unless the schema says otherwise. */
export const additionalInParameters: AdditionalOf = additionalPropertiesOf;

/** Unlike a parameter, an object in a JSON body may have more properties, unless it says `additionalProperties: false`. */
export const additionalInBodies: AdditionalOf = (schema) => {
  const isClosed = schema.additionalProperties === false && schema.patternProperties === undefined;
  return isClosed ? undefined : (additionalPropertiesOf(schema) ?? {});
};

/** What the schemas of a place permit, at most once of each kind. */
export const declaredAt = (
  place: Place,
  schemas: Schemas,
  additionalOf: AdditionalOf,
): readonly Declared[] =>
  either(place.flatMap((schema) => declaredBy(schema, schemas, additionalOf)));

/** All that the schema itself, its `allOf` and one of its alternatives or children declare, at most once of each kind. */
const declaredBy = (
  given: Schema,
  schemas: Schemas,
  additionalOf: AdditionalOf,
  within: readonly string[] = [],
  isWhole = true,
): readonly Declared[] => {
  const { $ref } = given;
  // What a schema is composed of already adds nothing.
  if ($ref !== undefined && within.includes($ref)) return [];
  const composed = $ref === undefined ? within : [...within, $ref];
  const schema = resolve(given, schemas);
  const declaredIn = (members: readonly Schema[], areWhole: boolean): readonly Declared[] =>
    members.flatMap((member) => declaredBy(member, schemas, additionalOf, composed, areWhole));
  const parts = [
    ...ownKinds(schema, additionalOf),
    ...declaredIn(schema.allOf ?? [], false),
  ].filter(isSpecific);
  const children = isWhole ? childrenOf(schema) : [];
  const alternatives = declaredIn([...alternativesOf(schema), ...children], isWhole);
  // A member without a type, such as `{ required: [a] }`, restricts what the others declare.
  const declared =
    parts.length > 0
      ? together([...parts, ...either(alternatives.filter(isSpecific))])
      : either(alternatives);
  if (declared.length > 0) return declared;
  return schema.type === "null" ? [] : [{ kind: "any" }];
};

/** What a value of a parent may be instead; of a child, the parent is only a part. */
const childrenOf = (schema: Schema): readonly Schema[] =>
  isParent(schema)
    ? Object.values(schema.discriminator?.mapping ?? {}).map((target) =>
        refTo(mappedComponent(target)),
      )
    : [];

const ownKinds = (schema: Schema, additionalOf: AdditionalOf): readonly Declared[] =>
  typesOf(schema).flatMap((type): Declared[] => {
    if (type === "null") return [];
    // As a shape, such an object would be alternatives.
    if (schema.properties && "|" in schema.properties) return [{ kind: "any" }];
    if (type === "object") return [{ kind: "object", members: membersOf(schema, additionalOf) }];
    if (type === "array")
      return [
        {
          kind: "array",
          items: itemsAt(schema),
          format: own(arrayFormats, asText(schema["x-array-format"])),
        },
      ];
    return [{ kind: "scalar", formats: [type === "string" ? schema.format : undefined] }];
  });

/** What normalization has read from the name or the style of a parameter that became part of another one. */
const arrayFormats: Readonly<Record<string, RuntimeReference>> = {
  brackets,
  repeat: new RuntimeReference("array-format", "repeat"),
};

/** What the items of a list can be, at whatever position. */
const itemsAt = (schema: Schema): Place => {
  const { prefixItems = [], items } = schema;
  const isClosed = prefixItems.length > 0 && items === false;
  return isClosed ? prefixItems : [...prefixItems, itemsOf(schema) ?? anything];
};

/** Whether a schema says nothing of its values. */
export const isAnything = (schema: Schema): boolean => Object.keys(schema).every(isAnnotation);

const membersOf = (schema: Schema, additionalOf: AdditionalOf): ReadonlyMap<string, Place> => {
  const members = new Map<string, Place>();
  for (const [key, member] of Object.entries(schema.properties ?? {})) members.set(key, [member]);
  const { additionalProperties, allOf = [], patternProperties } = schema;
  // Beside `allOf` and alternatives, their members declare the properties.
  const isDeclaredElsewhere =
    [...allOf, ...alternativesOf(schema)].some((member) => !isRestriction(member)) &&
    additionalProperties === undefined &&
    patternProperties === undefined;
  const additional = isDeclaredElsewhere ? undefined : additionalOf(schema);
  if (additional) members.set("*", [additional]);
  return members;
};
