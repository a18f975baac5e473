import { asArray, asObject, type Json, type JsonObject } from "./json.ts";
import { schemaName } from "./references.ts";

/** Whether a schema is a parent in the sense of OpenAPI 3.1, section 4.8.25: its children name it in their `allOf`. */
export const isParent = (schema: JsonObject): boolean =>
  typeof asObject(schema["discriminator"])["propertyName"] === "string" &&
  schema["oneOf"] === undefined &&
  schema["anyOf"] === undefined;

/** The components that a schema names in its `allOf`. */
export const parentsOf = (schema: Json | undefined): readonly string[] =>
  asArray(asObject(schema)["allOf"]).flatMap((each) => schemaName(asObject(each)["$ref"]) ?? []);

/** For each component, those that name it in their `allOf`, directly or through others; in code-unit order. */
export const descendants = (schemas: JsonObject): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, Set<string>>();
  for (const name of Object.keys(schemas).sort()) {
    const seen = new Set([name]);
    const climb = (child: string): void => {
      for (const parent of parentsOf(schemas[child])) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        found.set(parent, (found.get(parent) ?? new Set()).add(name));
        climb(parent);
      }
    };
    climb(name);
  }
  return new Map([...found].map(([parent, children]) => [parent, [...children]]));
};
