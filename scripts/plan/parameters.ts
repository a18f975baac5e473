import { propertyOrder } from "../lib/canonical-order.ts";
import { Failure } from "../lib/failure.ts";
import { asObject, asString, type Json, type JsonObject } from "../lib/json.ts";
import { pascalCase } from "../lib/names.ts";
import type { OpenApiDocument, OperationEntry } from "../lib/openapi.ts";
import type { PlannedBody } from "./bodies.ts";
import { type Constant, RuntimeReference } from "./constant.ts";
import { documentSchema } from "./documentation.ts";
import { alternativesIn, isList, type Members, type Shape, shapeOf } from "./shape.ts";

export interface NamedParameter {
  /** The name callers use. */
  readonly key: string;
  readonly parameter: JsonObject;
}

/** Headers that OpenAPI leaves to the request itself: section 4.8.12. */
const isOwnHeader = (parameter: JsonObject): boolean =>
  parameter["in"] === "header" &&
  /^(accept|content-type|authorization)$/i.test(String(parameter["name"]));

/** Flat, under their own names; one that stands in two places gets the place appended. */
export const nameParameters = (
  parameters: readonly JsonObject[],
  hasBody: boolean,
  say: (note: string) => void,
): readonly NamedParameter[] => {
  const sent = parameters.filter((parameter) => !isOwnHeader(parameter));
  return sent.map((parameter) => {
    const name = String(parameter["name"]);
    const stands =
      sent.filter((each) => each["name"] === name).length + (hasBody && name === "body" ? 1 : 0);
    if (stands < 2) return { key: name, parameter };
    const key = name + pascalCase(String(parameter["in"]));
    say(
      `the ${String(parameter["in"])} parameter ${name}, which stands in two places, is called ${key}`,
    );
    return { key, parameter };
  });
};

const styles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  query: {
    form: "form",
    spaceDelimited: "spaceDelimited",
    pipeDelimited: "pipeDelimited",
    deepObject: "deepObject",
  },
  path: { simple: "simple", label: "label", matrix: "matrix" },
  header: { simple: "header" },
  cookie: { form: "cookie" },
};

/** What a parameter is declared to be, and how it is written. */
export interface ParameterConstants {
  readonly shape: Shape;
  /** Nothing for a deepObject, which is how the runtime writes what has no style. */
  readonly style?: Constant;
}

export const parameterConstants = (
  key: string,
  parameter: JsonObject,
  { lineOf, name: source, root }: OpenApiDocument,
  { id, pointer }: OperationEntry,
): ParameterConstants => {
  const place = String(parameter["in"]);
  const name = String(parameter["name"]);
  const style =
    asString(parameter["style"]) ?? (place === "query" || place === "cookie" ? "form" : "simple");
  const written = styles[place]?.[style];
  if (written === undefined || parameter["schema"] === undefined) {
    const found =
      parameter["schema"] === undefined ? "one without a schema" : `style ${style} in ${place}`;
    throw new Failure(
      "input",
      `${source}:${lineOf(pointer)}: expected parameter ${name} of ${id} in one of OpenAPI's styles for its place, found ${found}; correct it, or leave the operation out.`,
    );
  }
  const shape = shapeOf(asObject(parameter["schema"]), root);
  const unfit = [key, ...keysOf(shape)].find((each) => each in Object.prototype);
  if (unfit !== undefined)
    throw new Failure(
      "input",
      `${source}:${lineOf(pointer)}: expected names in parameters of ${id} that not every object has, found ${unfit}; rename it, or leave the operation out.`,
    );
  const explode =
    parameter["explode"] === true || (parameter["explode"] === undefined && style === "form");
  const named = { ...(name !== key && { name }) };
  if (written === "deepObject" && name === key) return { shape };
  const isExploded = explode && written !== "deepObject" && !isScalar(shape);
  return {
    shape,
    style: {
      style: new RuntimeReference("styles", written),
      ...(isExploded && { explode }),
      ...named,
    },
  };
};

const isScalar = (shape: Shape): boolean => shape === "scalar" || shape === "date";

/** Every name that a shape declares. */
const keysOf = (shape: Shape): readonly string[] => {
  if (typeof shape === "string") return [];
  if (isList(shape)) return keysOf(shape[0]);
  return alternativesIn(shape).flatMap((each) =>
    each === shape
      ? Object.entries(shape as Members).flatMap(([key, inner]) => [key, ...keysOf(inner)])
      : keysOf(each),
  );
};

/** The type of `params`: an object with a property for each parameter, and `body`. */
export const paramsSchema = (
  parameters: readonly NamedParameter[],
  body: PlannedBody | undefined,
): JsonObject => {
  const properties: Record<string, Json> = {};
  const required: string[] = [];
  for (const { key, parameter } of parameters) {
    const schema = asObject(parameter["schema"]);
    const described = { ...schema, ...pick(parameter, "example", "examples", "deprecated") };
    const cookieNote =
      parameter["in"] === "cookie"
        ? "For servers only: browsers drop the Cookie header."
        : undefined;
    const words = [
      asString(parameter["description"]) ?? asString(schema["description"]),
      cookieNote,
    ];
    properties[key] = { ...schema, "x-doc": documentSchema(described, words) };
    if (parameter["required"] === true || parameter["in"] === "path") required.push(key);
  }
  if (body) {
    properties["body"] = { ...body.schema, "x-doc": documentSchema({}, [body.description]) };
    if (body.required) required.push("body");
  }
  const schema = { type: "object", properties, required, additionalProperties: false };
  return {
    ...schema,
    properties: Object.fromEntries(
      propertyOrder(schema).map((key) => [key, properties[key] ?? {}]),
    ),
  };
};

const pick = (object: JsonObject, ...keys: readonly string[]): JsonObject =>
  Object.fromEntries(
    keys.flatMap((key) =>
      object[key] === undefined ? [] : [[key, key === "examples" ? [] : object[key]]],
    ),
  );
