import { createRequire } from "node:module";
import { asArray, asObject, asString, type Json, type JsonObject } from "../../scripts/lib/json.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import { resolve } from "../wire/sample.ts";

/** As much of json-schema-faker as is used here, which Prism brings. Its own types are there only after the install. */
interface Faker {
  generate(schema: object): unknown;
  option(options: object): void;
}

/** Values of a schema: its examples and defaults where it has some, and only what it requires where it has none. */
function fakerFor(root: JsonObject): (schema: JsonObject) => unknown {
  const faker = createRequire(import.meta.url)("json-schema-faker") as Faker;
  faker.option({
    useDefaultValue: true,
    failOnInvalidFormat: false,
    fillProperties: false,
    optionalsProbability: 0,
    random: () => 0.5,
    minItems: 1,
    maxItems: 2,
  });
  return (schema) => schema["example"] ?? faker.generate(required(schema, root, []));
}

/** A schema without references, with the properties that it requires and the first of its alternatives. */
function required(declared: JsonObject, root: JsonObject, above: readonly string[]): JsonObject {
  const { refs, schema } = resolve(declared, root);
  if (refs.some((ref) => above.includes(ref))) return {};
  const inner = (each: Json | undefined): JsonObject =>
    required(asObject(each), root, [...above, ...refs]);
  const names = asArray(schema["required"]);
  const properties = Object.entries(asObject(schema["properties"]))
    .map(([name, property]) => [name, inner(property)] as const)
    .filter(([name, property]) => names.includes(name) && property["readOnly"] !== true);
  const { anyOf, oneOf } = schema;
  const [alternative] = asArray(oneOf ?? anyOf);
  const allOf = [...asArray(schema["allOf"]), ...(alternative === undefined ? [] : [alternative])];
  return {
    ...pick(schema, [
      "const",
      "default",
      "enum",
      "format",
      "maximum",
      "minimum",
      "pattern",
      "type",
    ]),
    ...pick(schema, ["maxLength", "minLength", "minItems", "maxItems", "multipleOf"]),
    ...("items" in schema && { items: inner(schema["items"]) }),
    ...(properties.length > 0 && {
      properties: Object.fromEntries(properties),
      required: properties.map(([name]) => name),
    }),
    ...(allOf.length > 0 && { allOf: allOf.map(inner) }),
  };
}

const pick = (schema: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => keys.includes(key)));

/** What a caller passes to a function of the package who reads the normalized document. */
export function paramsFor(
  operation: Operation,
  root: JsonObject,
): Readonly<Record<string, unknown>> {
  const fake = fakerFor(root);
  const item = asObject(asObject(root["paths"])[operation.path]);
  const declared = asObject(item[operation.method.toLowerCase()]);
  const params: Record<string, unknown> = {};
  for (const each of [...asArray(item["parameters"]), ...asArray(declared["parameters"])]) {
    const parameter = resolve(asObject(each), root).schema;
    const name = asString(parameter["name"]) ?? "";
    const place = asString(parameter["in"]) ?? "";
    const key = name + place.charAt(0).toUpperCase() + place.slice(1);
    const [media] = Object.values(asObject(parameter["content"]));
    const schema = asObject(parameter["schema"] ?? asObject(media)["schema"]);
    const own = Object.hasOwn(operation.parameters ?? {}, name) ? name : key;
    if (Object.hasOwn(operation.parameters ?? {}, own))
      params[own] = exampleIn(parameter, root) ?? fake(schema);
  }
  const body = resolve(asObject(declared["requestBody"]), root).schema;
  const [type = "", media] = Object.entries(asObject(body["content"]))[0] ?? [];
  if (Object.hasOwn(operation.parameters ?? {}, "body"))
    params["body"] = bodyOf(type, asObject(media), root, fake);
  return params;
}

const exampleIn = (holder: JsonObject, root: JsonObject): unknown => {
  const [first] = Object.values(asObject(holder["examples"]));
  return holder["example"] ?? resolve(asObject(first), root).schema["value"];
};

function bodyOf(
  type: string,
  media: JsonObject,
  root: JsonObject,
  fake: (schema: JsonObject) => unknown,
): unknown {
  const { schema } = resolve(asObject(media["schema"]), root);
  if (!/json|form|multipart|\*/.test(type))
    return /^text|xml/.test(type) ? "text" : new Blob(["a"]);
  const value = exampleIn(media, root) ?? fake(schema);
  if (!type.startsWith("multipart/")) return value;
  const files = Object.entries(asObject(schema["properties"]))
    .filter(([, property]) => resolve(asObject(property), root).schema["format"] === "binary")
    .map(([name]) => [name, new Blob(["a"])] as const);
  return { ...(value as object), ...Object.fromEntries(files) };
}
