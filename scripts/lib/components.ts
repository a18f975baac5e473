import { forEachRef } from "./find-references.ts";
import {
  asArray,
  asObject,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "./json.ts";
import { mappedComponent } from "./mappings.ts";
import type { Schemas } from "./model.ts";
import { mapOperations } from "./operations.ts";
import { refTo, renameRef, schemaName, toPointer } from "./references.ts";
import { transform } from "./transform.ts";

export const schemasOf = (root: JsonObject): Schemas =>
  asObject(asObject(root["components"])["schemas"]) as Schemas;

/** The document with other component schemas. */
export const withSchemas = (root: JsonObject, schemas: JsonObject): JsonObject => ({
  ...root,
  components: { ...asObject(root["components"]), schemas },
});

/** The document with some operations replaced, by pointer. */
export const replaceOperations = (
  root: JsonObject,
  operations: ReadonlyMap<string, JsonObject>,
): JsonObject => ({
  ...root,
  paths: mapValues(asObject(root["paths"]), (item, path) =>
    mapOperations(
      asObject(item),
      (operation, at) => operations.get(toPointer("paths", path) + at) ?? operation,
    ),
  ),
});

/**
 * The document with component schemas under other names, and with every reference to them renamed. The names are values
 * of discriminators without a mapping; with `keepsValues`, these values stay what they were.
 */
export const renameSchemas = (
  root: JsonObject,
  names: ReadonlyMap<string, string>,
  keepsValues = false,
): JsonObject => {
  if (names.size === 0) return root;
  const rename = (ref: string): string => {
    const to = names.get(schemaName(ref) ?? "");
    return to === undefined ? ref : renameRef(ref, to);
  };
  const oldNames = new Map([...names].map(([from, to]) => [to, from]));
  const renamed = transform(root, {
    schema: (schema) => {
      let result = schema;
      if (typeof schema["$ref"] === "string") {
        const $ref = rename(schema["$ref"]);
        if ($ref !== schema["$ref"]) result = { ...result, $ref };
      }
      if (!isObject(schema["discriminator"])) return result;
      const mapping = {
        ...(keepsValues && implicitMapping(schema, oldNames)),
        ...mapValues(asObject(schema["discriminator"]["mapping"]), (target) =>
          typeof target === "string" ? (names.get(target) ?? rename(target)) : target,
        ),
      };
      if (Object.keys(mapping).length === 0) return result;
      return { ...result, discriminator: { ...schema["discriminator"], mapping } };
    },
  });
  const schemas = new Map<string, Json>();
  for (const [name, schema] of Object.entries(schemasOf(renamed))) {
    const to = names.get(name) ?? name;
    // Of two schemas that merge, the renamed one provides the documentation.
    if (!schemas.has(to) || names.has(name)) schemas.set(to, schema);
  }
  return withSchemas(renamed, Object.fromEntries(schemas));
};

/** `oneOf: [Record]` → `mapping: { Record: RecordSchema }`, where `Record` was renamed. References are renamed already. */
const implicitMapping = (schema: JsonObject, oldNames: ReadonlyMap<string, string>): JsonObject => {
  const mapped = Object.values(asObject(asObject(schema["discriminator"])["mapping"]));
  if (mapped.length > 0) return {};
  const alternatives = [...asArray(schema["oneOf"]), ...asArray(schema["anyOf"])];
  return Object.fromEntries(
    alternatives.flatMap((each) => {
      const name = schemaName(asObject(each)["$ref"]) ?? "";
      const oldName = oldNames.get(name);
      return oldName === undefined ? [] : [[oldName, refTo(name).$ref]];
    }),
  );
};

/** The document without the component schemas that nothing refers to. */
export const dropUnreached = (root: JsonObject): JsonObject => {
  const schemas = schemasOf(root);
  const reached = new Set<string>();
  const follow = (part: Json): void => {
    const reach = (name: string | undefined): void => {
      if (name === undefined || reached.has(name) || schemas[name] === undefined) return;
      reached.add(name);
      follow(schemas[name]);
    };
    forEachRef(part, (ref) => {
      reach(schemaName(ref));
    });
    forEachMapping(part, (target) => {
      reach(mappedComponent(target));
    });
  };
  follow(root["paths"] ?? {});
  follow(omit(asObject(root["components"]), "schemas"));
  return withSchemas(
    root,
    omit(schemas, ...Object.keys(schemas).filter((name) => !reached.has(name))),
  );
};

/** Calls back for every target of a discriminator's mapping: a name or a reference. */
export const forEachMapping = (part: Json, found: (target: string) => void): void => {
  if (Array.isArray(part)) for (const item of part as readonly Json[]) forEachMapping(item, found);
  else if (typeof part === "object" && part !== null) {
    const object = part as JsonObject;
    const { defaultMapping, mapping } = asObject(object["discriminator"]);
    for (const target of [...Object.values(asObject(mapping)), defaultMapping])
      if (typeof target === "string") found(target);
    for (const member of Object.values(object))
      if (typeof member === "object") forEachMapping(member, found);
  }
};
