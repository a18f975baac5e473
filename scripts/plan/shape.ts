import { isDeepStrictEqual } from "node:util";
import { schemaName } from "../lib/components.ts";
import { asArray, asObject, isObject, type JsonObject } from "../lib/json.ts";
import { resolveSchema } from "../lib/openapi.ts";
import { RuntimeReference } from "./constant.ts";

/** {@link file://../../templates/runtime/operation.ts} `Shape`, as data. */
export type Shape = string | List | Alternatives | Members;
type List = readonly [items: Shape] | readonly [items: Shape, format: RuntimeReference];
type Alternatives = { readonly "|": readonly Shape[] };
export type Members = { readonly [key: string]: Shape };

/** Schema of a parameter → what the emitted runtime checks its value against. */
export const shapeOf = (
  schema: JsonObject,
  root: JsonObject,
  within: readonly string[] = [],
): Shape => {
  const name = schemaName(schema["$ref"]);
  if (name !== undefined && within.includes(name)) return "any"; // A schema that holds itself has no end to write down.
  const inside = name === undefined ? within : [...within, name];
  return asOne(alternativesOf(resolveSchema(schema, root), root, inside));
};

const asOne = (shapes: readonly Shape[]): Shape =>
  shapes.length === 1
    ? (shapes[0] ?? "any")
    : shapes.length === 0 || shapes.includes("any")
      ? "any"
      : { "|": shapes };

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
      const brackets = new RuntimeReference("array-format", "brackets");
      return [schema["x-array-format"] === "brackets" ? [items, brackets] : [items]];
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
      : isList(shape)
        ? "array"
        : "object";

export const isList = (shape: Shape): shape is List => Array.isArray(shape);

export const alternativesIn = (shape: Shape): readonly Shape[] =>
  typeof shape === "object" && "|" in shape ? (shape as Alternatives)["|"] : [shape];

const merge = (shapes: readonly Shape[]): readonly Shape[] => {
  const byKind = new Map<string, Shape>();
  for (const shape of shapes.flatMap((each) => alternativesIn(each))) {
    const kind = kindOf(shape);
    const present = byKind.get(kind);
    byKind.set(kind, present === undefined ? shape : mergeTwo(kind, present, shape));
  }
  return [...byKind.values()];
};

/** What either of two shapes of one kind permits. */
const mergeTwo = (kind: string, one: Shape, other: Shape): Shape => {
  if (isDeepStrictEqual(one, other)) return one;
  if (kind === "array") return ["any"];
  if (kind !== "object") return kind;
  const members: Record<string, Shape> = { ...(one as Members) };
  for (const [key, shape] of Object.entries(other as Members))
    members[key] = members[key] === undefined ? shape : asOne(merge([members[key], shape]));
  return members;
};
