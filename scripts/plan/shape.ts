import { schemaName } from "../lib/components.ts";
import { asArray, asObject, isObject, type JsonObject } from "../lib/json.ts";
import { resolveSchema } from "../lib/openapi.ts";

/** {@link file://../../templates/runtime/operation.ts} `Shape`, as data. */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

/** Schema of a parameter → what the emitted runtime checks its value against. */
export const shapeOf = (
  schema: JsonObject,
  root: JsonObject,
  within: readonly string[] = [],
): Shape => {
  const name = schemaName(schema["$ref"]);
  if (name !== undefined && within.includes(name)) return "any"; // A schema that holds itself has no end to write down.
  const inside = name === undefined ? within : [...within, name];
  const shapes = alternativesOf(resolveSchema(schema, root), root, inside);
  return shapes.length === 1
    ? (shapes[0] ?? "any")
    : shapes.length === 0 || shapes.includes("any")
      ? "any"
      : shapes;
};

/** At most one shape of each kind: a scalar, an array, an object. */
const alternativesOf = (
  schema: JsonObject,
  root: JsonObject,
  within: readonly string[],
): readonly Shape[] => {
  const members = [...asArray(schema["anyOf"]), ...asArray(schema["oneOf"])].map(asObject);
  if (members.length > 0)
    return merge(
      members
        .filter((member) => !within.includes(schemaName(member["$ref"]) ?? ""))
        .flatMap((member) =>
          alternativesOf(resolveSchema(member, root), root, inner(member, within)),
        ),
    );
  const parts = asArray(schema["allOf"]).map(asObject);
  if (parts.length > 0)
    return merge(
      [schema, ...parts]
        .filter((part) => !within.includes(schemaName(part["$ref"]) ?? ""))
        .flatMap((part) => ownShapes(resolveSchema(part, root), root, inner(part, within))),
    );
  const own = ownShapes(schema, root, within);
  return own.length > 0 || schema["type"] === "null" ? own : ["any"];
};

const inner = (schema: JsonObject, within: readonly string[]): readonly string[] => {
  const name = schemaName(schema["$ref"]);
  return name === undefined ? within : [...within, name];
};

const ownShapes = (
  schema: JsonObject,
  root: JsonObject,
  within: readonly string[],
): readonly Shape[] => {
  const { type } = schema;
  const declared = typeof type === "string" ? [type] : asArray(type);
  const types =
    declared.length > 0
      ? declared
      : isObject(schema["properties"])
        ? ["object"]
        : schema["enum"] !== undefined || schema["const"] !== undefined
          ? ["string"]
          : [];
  return merge(
    types.flatMap((each): Shape[] => {
      if (each === "null") return [];
      if (each === "object") return [objectShape(schema, root, within)];
      if (each !== "array")
        return [each === "string" && schema["format"] === "date" ? "date" : "scalar"];
      const items = shapeOf(asObject(schema["items"]), root, within);
      return [schema["x-array-format"] === "brackets" ? { "[]": items } : [items]];
    }),
  );
};

const objectShape = (schema: JsonObject, root: JsonObject, within: readonly string[]): Shape => {
  const keys: Record<string, Shape> = {};
  for (const [key, member] of Object.entries(asObject(schema["properties"])))
    keys[key] = shapeOf(asObject(member), root, within);
  const further =
    schema["additionalProperties"] ?? Object.values(asObject(schema["patternProperties"]))[0];
  const isFree =
    further === true ||
    (further === undefined && schema["properties"] === undefined && schema["allOf"] === undefined);
  if (isFree) keys["*"] = "any";
  else if (isObject(further)) keys["*"] = shapeOf(further, root, within);
  return keys;
};

const kindOf = (shape: Shape): string =>
  shape === "date" || shape === "scalar"
    ? "scalar"
    : typeof shape === "string"
      ? shape
      : Array.isArray(shape) || "[]" in shape
        ? "array"
        : "object";

const merge = (shapes: readonly Shape[]): readonly Shape[] => {
  const byKind = new Map<string, Shape>();
  for (const shape of shapes.flatMap((each) =>
    Array.isArray(each) && each.length > 1 ? (each as readonly Shape[]) : [each],
  )) {
    const kind = kindOf(shape);
    const present = byKind.get(kind);
    if (present === undefined) byKind.set(kind, shape);
    else if (kind === "object") byKind.set(kind, { ...(present as object), ...(shape as object) });
    else if (present !== shape && kind === "scalar") byKind.set(kind, "scalar");
    else if (kind === "array" && JSON.stringify(present) !== JSON.stringify(shape))
      byKind.set(kind, ["any"]);
  }
  return [...byKind.values()];
};
