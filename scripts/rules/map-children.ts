import { schemasOf, withSchemas } from "../lib/components.ts";
import { descendants, isParent } from "../lib/inheritance.ts";
import { asObject, isObject, type Json, type JsonObject, mapValues } from "../lib/json.ts";
import { mappedComponent, mappedValues } from "../lib/mappings.ts";
import { refTo, toPointer } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";
import { transform } from "../lib/transform.ts";

/**
 * The children of a parent with a discriminator → all of them in its mapping, so that they are part of the package. A
 * child that no mapping names has its own name as the value. OpenAPI 3.1, section 4.8.25.
 *
 *     Pet: { discriminator: { propertyName: kind } }, Dog: { allOf: [{ $ref: Pet }, …] }
 *       →  Pet: { discriminator: { propertyName: kind, mapping: { Dog: "#/components/schemas/Dog" } } }
 */
export const mapChildren: Rule = {
  id: "map-children",
  apply(root, report) {
    const schemas = schemasOf(root);
    const parents = Object.values(schemas).filter(isParent);
    if (parents.length === 0) return root;
    const childrenOf = descendants(schemas);
    const mappings = allMappings(root);
    return withSchemas(
      root,
      mapValues(schemas, (schema, name) => {
        if (!isObject(schema) || !isParent(schema)) return schema;
        const discriminator = asObject(schema["discriminator"]);
        const mapping = asObject(discriminator["mapping"]);
        const mapped = new Set(Object.values(mapping).map(mappedComponent));
        const missing = (childrenOf.get(name) ?? []).filter((child) => !mapped.has(child));
        if (missing.length === 0) return schema;
        report({
          pointer: toPointer("components", "schemas", name, "discriminator"),
          change: `children ${missing.join(", ")} → in the mapping`,
        });
        const added = Object.fromEntries(
          missing.flatMap((child) => {
            const values = valuesIn(mappings, discriminator["propertyName"], child);
            return (values.length > 0 ? values : [child]).map((value) => [
              value,
              refTo(child).$ref,
            ]);
          }),
        );
        return {
          ...schema,
          discriminator: { ...discriminator, mapping: { ...mapping, ...added } },
        };
      }),
    );
  },
};

/** Every discriminator with a mapping: a union may give a child a value that its parent does not. */
const allMappings = (root: JsonObject): readonly JsonObject[] => {
  const found: JsonObject[] = [];
  transform(root, {
    schema: (schema) => {
      const discriminator = asObject(schema["discriminator"]);
      if (isObject(discriminator["mapping"])) found.push(discriminator);
      return schema;
    },
  });
  return found;
};

const valuesIn = (
  discriminators: readonly JsonObject[],
  propertyName: Json | undefined,
  child: string,
): readonly string[] => [
  ...new Set(
    discriminators
      .filter((each) => each["propertyName"] === propertyName)
      .flatMap((each) => mappedValues(each, child)),
  ),
];
