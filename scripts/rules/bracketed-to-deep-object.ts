import { takenTypesOf } from "../lib/composition.ts";
import { asArray, asObject, asText, type Json, type JsonObject } from "../lib/json.ts";
import { resolveSchema } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";
import { asSchema, isObjectSchema } from "../lib/schema.ts";
import { transform } from "../lib/transform.ts";

/**
 * Separate parameters with bracketed names → one deepObject parameter for each root, which merges with one of the same
 * root that is already there. `[]` at the end is remembered, and so is `explode: true`, since the list must be sent that
 * way. A list that is joined stays a parameter of its own.
 *
 *     name: page[number], schema: { type: integer }   →  name: page, style: deepObject, explode: true,
 *     name: page[size],   schema: { type: integer }      schema: { type: object, properties: { number: …, size: … } }
 *     name: sort[],       schema: { type: array }     →  name: sort, style: deepObject, explode: true,
 *                                                        schema: { type: array, x-array-format: brackets }
 */
export const bracketedToDeepObject: Rule = {
  id: "bracketed-to-deep-object",
  apply: (root, report) =>
    transform(root, {
      operation: (operation, pointer) => {
        const parameters = asArray(operation["parameters"]).map(asObject);
        const merged = new Map<string, JsonObject>();
        parameters.forEach((parameter, index) => {
          const keys = bracketed(parameter, parameters, root);
          if (!keys) return;
          const [name = "", ...path] = keys;
          const parent =
            merged.get(name) ??
            parameters.find((each) => isConsolidated(each, name)) ??
            emptyParameter(name);
          merged.set(name, addMember(parent, path, parameter, root));
          report({
            pointer: `${pointer}/parameters/${index}`,
            change: `${asText(parameter["name"])} → ${[name, ...path].join(".")}`,
          });
        });
        if (merged.size === 0) return operation;

        const done = new Set<string>();
        const result = parameters.flatMap((parameter) => {
          const name = bracketed(parameter, parameters, root)?.[0] ?? asText(parameter["name"]);
          const parent = parameter["in"] === "query" ? merged.get(name) : undefined;
          if (!parent) return [parameter];
          if (done.has(name)) return [];
          done.add(name);
          return [parent];
        });
        return { ...operation, parameters: result };
      },
    }),
};

/**
 * `filter[a][b]` → `["filter", "a", "b"]`; `sort[]` → `["sort", ""]`; nothing where a scalar parameter has the root's name,
 * or where the document says that the value is joined, which no deepObject is.
 */
const bracketed = (
  parameter: JsonObject,
  siblings: readonly JsonObject[],
  root: JsonObject,
): readonly string[] | undefined => {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(asText(parameter["name"]));
  if (!match || parameter["in"] !== "query" || parameter["schema"] === undefined) return undefined;
  if (isJoined(parameter, root)) return undefined;
  const [, name = "", brackets = ""] = match;
  const isScalarRoot = siblings.some(
    (each) =>
      each["name"] === name &&
      each["in"] === "query" &&
      !acceptsObject(asObject(each["schema"]), root),
  );
  const keys = [...brackets.matchAll(/\[([^[\]]*)\]/g)].map(([, key = ""]) => key);
  return isScalarRoot || keys.slice(0, -1).includes("") ? undefined : [name, ...keys];
};

const isJoined = ({ explode, schema, style }: JsonObject, root: JsonObject): boolean =>
  (explode === false || style === "spaceDelimited" || style === "pipeDelimited") &&
  takenTypesOf(asSchema(schema), (each) => asSchema(resolveSchema(each, root))).some((type) =>
    ["array", "object"].includes(type),
  );

const acceptsObject = (schema: JsonObject, root: JsonObject): boolean =>
  isObjectSchema(asSchema(resolveSchema(schema, root)));

const isConsolidated = (parameter: JsonObject, name: string): boolean =>
  parameter["name"] === name && parameter["in"] === "query";

const emptyParameter = (name: string): JsonObject => ({
  name,
  in: "query",
  style: "deepObject",
  explode: true,
  schema: {},
});

const addMember = (
  parent: JsonObject,
  path: readonly string[],
  parameter: JsonObject,
  root: JsonObject,
): JsonObject => {
  const required = parameter["required"] === true;
  return {
    ...parent,
    ...(required && { required }),
    style: "deepObject",
    explode: true,
    schema: addAt(
      resolveSchema(asObject(parent["schema"]), root),
      path,
      leafOf(parameter, root),
      required,
      root,
    ),
  };
};

/** The schema of the property that a parameter becomes: it takes over the parameter's documentation. */
const leafOf = (parameter: JsonObject, root: JsonObject): JsonObject => {
  const schema = asObject(parameter["schema"]);
  const documentation: Record<string, Json> = {};
  for (const key of ["description", "deprecated", "example"]) {
    const value = parameter[key];
    if (value !== undefined && resolveSchema(schema, root)[key] === undefined)
      documentation[key] = value;
  }
  const { explode, style = "form" } = parameter;
  const isRepeated = explode === true && style === "form" && schema["type"] === "array";
  return { ...schema, ...documentation, ...(isRepeated && { "x-array-format": "repeat" }) };
};

const addAt = (
  schema: JsonObject,
  [key, ...rest]: readonly string[],
  leaf: JsonObject,
  required: boolean,
  root: JsonObject,
): JsonObject => {
  if (key === undefined) return alternatives(schema, leaf, root);
  if (key === "") {
    const array = leaf["type"] === "array" ? leaf : { type: "array", items: leaf };
    return alternatives(schema, { ...array, "x-array-format": "brackets" }, root);
  }
  if (schema["anyOf"] !== undefined) {
    const members = asArray(schema["anyOf"]).map(asObject);
    const object = members.find((member) => acceptsObject(member, root)) ?? {};
    return {
      anyOf: [
        ...members.filter((member) => member !== object),
        addAt(object, [key, ...rest], leaf, required, root),
      ],
    };
  }
  if (Object.keys(schema).length > 0 && !acceptsObject(schema, root))
    return { anyOf: [schema, addAt({}, [key, ...rest], leaf, required, root)] };
  const properties = asObject(schema["properties"]);
  const presentRequired = asArray(schema["required"]);
  return {
    ...schema,
    type: schema["type"] ?? "object",
    properties: {
      ...properties,
      [key]: addAt(resolveSchema(asObject(properties[key]), root), rest, leaf, required, root),
    },
    ...(required && !presentRequired.includes(key) && { required: [...presentRequired, key] }),
  };
};

/** What upstream already consolidated wins. A scalar and an object of one name are alternatives. */
const alternatives = (present: JsonObject, leaf: JsonObject, root: JsonObject): JsonObject => {
  if (Object.keys(present).length === 0) return leaf;
  const isSameKind = (each: JsonObject): boolean =>
    acceptsObject(each, root) ? acceptsObject(leaf, root) : each["type"] === leaf["type"];
  const members = asArray(present["anyOf"]).map(asObject);
  if (isSameKind(present) || members.some(isSameKind)) return present;
  if (members.length > 0) return { ...present, anyOf: [leaf, ...members] };
  return { anyOf: acceptsObject(present, root) ? [leaf, present] : [present, leaf] };
};
