import { holdsData } from "./grammar.ts";
import {
  asArray,
  asObject,
  asText,
  byCodeUnit,
  isObject,
  type Json,
  type JsonObject,
} from "./json.ts";
import { transform } from "./transform.ts";

const rootOrder = ["openapi", "info", "servers", "security", "tags", "paths", "components"];

/**
 * The same document with every key in one order, whatever the order upstream: the root as people know it; properties
 * `id`, `record_type`, then the required ones, then the rest; all else by code unit.
 */
export const canonicalOrder = (root: JsonObject): JsonObject => {
  const rank = (key: string): number => rootOrder.indexOf(key) + 1 || rootOrder.length + 1;
  const keys = Object.keys(root).sort((a, b) => rank(a) - rank(b) || byCodeUnit(a, b));
  return Object.fromEntries(keys.map((key) => [key, order(root[key] ?? null)]));
};

const order = (value: Json, keys?: readonly string[], isData = false): Json => {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item) => order(item, undefined, isData));
  if (!isObject(value)) return value;
  const isSchema = isObject(value["properties"]) && !isData;
  return Object.fromEntries(
    (keys ?? Object.keys(value).sort(byCodeUnit)).map((key) => {
      const member = value[key] ?? null;
      if (isSchema && key === "properties") return [key, order(member, propertyOrder(value))];
      if (!isData && key === "required" && Array.isArray(member))
        return [key, [...new Set(member as string[])].sort(byCodeUnit)];
      // The keys of `properties` are names: `example` is a name like any other there.
      return [key, order(member, undefined, isData || (keys === undefined && holdsData(key)))];
    }),
  );
};

/** Properties in the order in which people look for them: identity, kind, required ones, the rest. */
export const propertyOrder = (schema: JsonObject): string[] => {
  const required = asArray(schema["required"]);
  const rank = (name: string): number =>
    name === "id" ? 0 : name === "record_type" ? 1 : required.includes(name) ? 2 : 3;
  return Object.keys(asObject(schema["properties"])).sort(
    (a, b) => rank(a) - rank(b) || byCodeUnit(a, b),
  );
};

/** Parameters are a set, identified by name and location. OpenAPI 3.1, section 4.8.10. */
export const sortParameters = (root: JsonObject): JsonObject => {
  const keyOf = (parameter: Json): string =>
    `${asText(asObject(parameter)["name"])} ${asText(asObject(parameter)["in"])}`;
  return transform(root, {
    operation: (operation) =>
      operation["parameters"] === undefined
        ? operation
        : {
            ...operation,
            parameters: [...asArray(operation["parameters"])].sort((a, b) =>
              byCodeUnit(keyOf(a), keyOf(b)),
            ),
          },
  });
};
