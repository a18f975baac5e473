import { schemasOf, withSchemas } from "../lib/components.ts";
import {
  asArray,
  asObject,
  asText,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { schemaName, toPointer } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";
import { transform, transformSchema } from "../lib/transform.ts";

/**
 * A `$dynamicRef` → the `$ref` that it is where nothing else is said; where a schema refers to a generic one and has an
 * anchor of its own, a copy of the generic one that refers to that. JSON Schema 2020-12, section 8.2.3.2.
 *
 *     Page: { items: { $dynamicRef: "#item" }, $defs: { item: { $dynamicAnchor: item } } }
 *       →  Page: { items: { $ref: "#/components/schemas/Page/$defs/item" }, … }
 *     Pets: { $ref: Page, $defs: { pet: { $dynamicAnchor: item, $ref: Pet } } }
 *       →  Pets: { allOf: [{ items: { $ref: "#/components/schemas/Pets/$defs/pet" } }], … }
 */
export const dynamicReference: Rule = {
  id: "dynamic-reference",
  apply(root, report) {
    const given = schemasOf(root);
    const generic = new Set(Object.keys(given).filter((name) => isDynamic(asObject(given[name]))));
    if (generic.size === 0) return root;
    const isGeneric = (each: Json): boolean =>
      generic.has(schemaName(asObject(each)["$ref"]) ?? "");
    const bindAll = (schema: JsonObject, anchors: ReadonlyMap<string, string>, pointer: string) =>
      transformSchema(schema, (each) => {
        const { $dynamicRef, ...rest } = each;
        const $ref = anchors.get(asText($dynamicRef));
        if ($ref === undefined) return each;
        report({ pointer, change: `$dynamicRef: ${asText($dynamicRef)} → $ref: ${$ref}` });
        return { ...rest, $ref };
      });
    const copied = transform(root, {
      schema: (schema, pointer) => {
        const members = [
          ...(schema["$ref"] === undefined ? [] : [{ $ref: schema["$ref"] }]),
          ...asArray(schema["allOf"]),
        ];
        if (!members.some(isGeneric)) return schema;
        const anchors = anchorsIn(schema, pointer);
        if (anchors.size === 0) return schema;
        const allOf = members.map((each) => {
          const generic = asObject(given[schemaName(asObject(each)["$ref"]) ?? ""]);
          return isGeneric(each) ? bindAll(omit(generic, ...identifiers), anchors, pointer) : each;
        });
        return { ...omit(schema, "$ref"), allOf };
      },
    });
    const schemas = mapValues(schemasOf(copied), (schema, name) => {
      const pointer = toPointer("components", "schemas", name);
      return bindAll(asObject(schema), anchorsIn(asObject(given[name]), pointer), pointer);
    });
    return withSchemas(copied, schemas);
  },
};

/** What names a schema or a part of it, and is not repeated in a copy. */
const identifiers = ["$id", "$anchor", "$dynamicAnchor", "$defs"];

const isDynamic = (schema: JsonObject): boolean => {
  let found = false;
  transformSchema(schema, (each) => {
    found ||= typeof each["$dynamicRef"] === "string";
    return each;
  });
  return found;
};

/** `#item` → the `$ref` to the schema with this anchor. */
const anchorsIn = (schema: JsonObject, pointer: string): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  transformSchema(schema, (each, at) => {
    const { $dynamicAnchor } = each;
    if (typeof $dynamicAnchor === "string") found.set(`#${$dynamicAnchor}`, `#${pointer}${at}`);
    return each;
  });
  return found;
};
