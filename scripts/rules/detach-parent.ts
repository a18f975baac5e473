import { schemasOf, withSchemas } from "../lib/components.ts";
import { parentsOf } from "../lib/inheritance.ts";
import {
  asArray,
  asObject,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { schemaName, toPointer } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";

/**
 * A child that is composed of a parent, which in turn is one of its children → a child that has the parent's own
 * members, since otherwise each of the two would be defined by the other.
 *
 *     Pet: { oneOf: [Dog, Cat], properties: … }, Dog: { allOf: [{ $ref: Pet }, …] }
 *       →  Dog: { allOf: [{ properties: … }, …] }
 */
export const detachParent: Rule = {
  id: "detach-parent",
  apply(root, report) {
    const schemas = schemasOf(root);
    const isAlternative = (name: string, parent: string): boolean =>
      alternatives(schemas[parent]).some((each) => schemaName(asObject(each)["$ref"]) === name);
    const detached = mapValues(schemas, (schema, name) => {
      const circular = parentsOf(schema).filter((parent) => isAlternative(name, parent));
      if (!isObject(schema) || circular.length === 0) return schema;
      report({
        pointer: toPointer("components", "schemas", name, "allOf"),
        change: `${circular.join(", ")}, of which ${name} is an alternative → its other members`,
      });
      const allOf = asArray(schema["allOf"]).map((member) => {
        const parent = schemaName(asObject(member)["$ref"]) ?? "";
        return circular.includes(parent) ? ownMembers(asObject(schemas[parent])) : member;
      });
      return { ...schema, allOf };
    });
    return withSchemas(root, detached);
  },
};

const ownMembers = (parent: JsonObject): JsonObject =>
  omit(parent, "oneOf", "anyOf", "discriminator", "title", "description");

const alternatives = (schema: Json | undefined): readonly Json[] => [
  ...asArray(asObject(schema)["oneOf"]),
  ...asArray(asObject(schema)["anyOf"]),
];
