import { propertyOrder } from "../lib/canonical-order.ts";
import { asArray, asObject, isObject, type Json, type JsonObject } from "../lib/json.ts";
import { resolveSchema } from "../lib/openapi.ts";

/** Stands for a file, which JSON cannot hold. */
export const file = { "": "file" };

/** Schema of `params` → what a first call may pass: what is required, or else one filter that the specification shows. */
export const exampleParams = (params: JsonObject, root: JsonObject): JsonObject => {
  const required = asObject(exampleOf(params, root));
  if (Object.keys(required).length > 0) return required;
  return shownAt(3, params, root) ?? shownAt(2, params, root) ?? shownAt(1, params, root) ?? {};
};

/** A schema may hold itself; an example has an end. */
const deepest = 8;

/** An object's required members; of anything else, what the specification gives as an example, or what would fit. */
const exampleOf = (given: JsonObject, root: JsonObject, depth = 0): Json => {
  const schema = resolveSchema(given, root);
  const shown = shownIn(schema);
  if (shown !== undefined) return shown;
  const [alternative] = [...asArray(schema["anyOf"]), ...asArray(schema["oneOf"])]
    .map((each) => resolveSchema(asObject(each), root))
    .filter(({ type }) => type !== "null");
  if (alternative && depth < deepest) return exampleOf(alternative, root, depth + 1);
  const type = typeOf(schema);
  if (type === "object" && depth < deepest) {
    const required = asArray(schema["required"]).map(String);
    const properties = asObject(schema["properties"]);
    return Object.fromEntries(
      propertyOrder(schema)
        .filter((key) => required.includes(key))
        .map((key) => [key, exampleOf(asObject(properties[key]), root, depth + 1)]),
    );
  }
  if (type === "array")
    return depth < deepest ? [exampleOf(asObject(schema["items"]), root, depth + 1)] : [];
  if (type === "string") return exampleText(schema);
  return type === "boolean" ? true : (schema["minimum"] ?? 1);
};

/** The first member at a depth that the specification shows: `{ filter: { name: { contains: "a" } } }` at 3. */
const shownAt = (depth: number, schema: JsonObject, root: JsonObject): JsonObject | undefined => {
  for (const [key, member] of Object.entries(asObject(schema["properties"]))) {
    const resolved = resolveSchema(asObject(member), root);
    const shown = depth === 1 ? shownIn(resolved) : shownAt(depth - 1, resolved, root);
    if (shown !== undefined) return { [key]: shown };
  }
  return undefined;
};

/** An example that the schema shows and permits. */
const shownIn = (schema: JsonObject): Json | undefined => {
  const permitted = asArray(schema["enum"]).filter((each) => each !== null);
  const shown = schema["example"] ?? asArray(schema["examples"])[0];
  if (permitted.length > 0) return permitted.find((each) => each === shown) ?? permitted[0];
  if (schema["const"] !== undefined) return schema["const"];
  const type = typeOf(schema);
  if (shown === undefined || shown === null || schema["format"] === "binary") return undefined;
  if (type === "string") return isObject(shown) || Array.isArray(shown) ? undefined : String(shown);
  if (type === "integer" || type === "number")
    return Number.isFinite(Number(shown)) ? Number(shown) : undefined;
  if (type === "boolean") return typeof shown === "boolean" ? shown : undefined;
  return undefined;
};

const typeOf = (schema: JsonObject): string | undefined => {
  const types = [schema["type"]].flat().filter((each) => each !== "null");
  if (typeof types[0] === "string") return types[0];
  return isObject(schema["properties"]) ? "object" : undefined;
};

const exampleText = ({ format }: JsonObject): Json => {
  if (format === "binary") return file;
  if (format === "date") return "2026-01-31";
  if (format === "date-time") return "2026-01-31T12:00:00Z";
  return format === "uuid" ? "00000000-0000-4000-8000-000000000000" : "example";
};
