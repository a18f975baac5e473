import { propertyOrder } from "../lib/canonical-order.ts";
import type { PlacedFault } from "../lib/faults.ts";
import { isJson } from "../lib/media-types.ts";
import type { ApiModel, MediaType, Operation, Parameter, Schema } from "../lib/model.ts";
import { pascalCase, uniqueName } from "../lib/names.ts";
import { isRequestHeader, styleProblem } from "../lib/parameter-locations.ts";
import type { Constant } from "./constant.ts";
import { documentSchema } from "./documentation.ts";
import { hasBody, type PlannedBody } from "./request-body.ts";
import { RuntimeReference } from "./runtime-reference.ts";
import { withMarks } from "./schemas/marks.ts";
import { datesIn } from "./shapes/parts-of-shape.ts";
import { keysIn } from "./shapes/constant-graph.ts";
import { inBrackets, isList, isScalar, type Shape } from "./shapes/shape.ts";
import { shapeOf } from "./shapes/shape-of.ts";
import { serializerOf } from "./styles.ts";

export interface NamedParameter {
  /** The name that callers use. */
  readonly key: string;
  readonly parameter: Parameter;
}

/** The header that says that a request may be sent again. */
export const isIdempotencyKey = ({ parameter }: NamedParameter): boolean =>
  parameter.in === "header" && /^idempotency-key$/i.test(parameter.name);

/**
 * Parameters under their own names; one that is used in two locations gets the location appended, `idPath` and `idQuery`,
 * and a number where another parameter has that name.
 */
export const nameParameters = (
  operation: Operation,
  addNote: (note: string) => void = () => undefined,
): readonly NamedParameter[] => {
  const sent = operation.parameters.filter((parameter) => !isRequestHeader(parameter));
  const names = [...sent.map(({ name }) => name), ...(hasBody(operation) ? ["body"] : [])];
  const taken = new Set(names);
  return sent.map((parameter) => {
    const { in: location, name } = parameter;
    if (names.filter((each) => each === name).length < 2) return { key: name, parameter };
    const key = uniqueName(name + pascalCase(location), (each) => taken.has(each));
    taken.add(key);
    addNote(`the ${location} parameter ${name}, a name used in two locations, is called ${key}`);
    return { key, parameter };
  });
};

/** The runtime's function for a parameter with JSON `content`, by location. */
const jsonSerializers: Readonly<Record<string, string>> = {
  query: "jsonInQuery",
  path: "jsonInPath",
  header: "jsonInHeader",
  cookie: "jsonInCookie",
};

/**
 * The media type of a parameter that has no schema: JSON where there is any, though OpenAPI allows only one. A value of
 * another media type is a string.
 */
const contentOf = ({ content, schema }: Parameter): MediaType | undefined =>
  schema === undefined ? (content.find(({ name }) => isJson(name)) ?? content[0]) : undefined;

/** The schema of what callers pass. */
const sentSchema = (parameter: Parameter): Schema | undefined => {
  const mediaType = contentOf(parameter);
  if (mediaType === undefined) return parameter.schema;
  return isJson(mediaType.name) ? (mediaType.schema ?? {}) : { type: "string" };
};

/** What a parameter is declared to be, and how it is serialized. */
export interface ParameterConstants {
  readonly key: string;
  readonly shape: Shape;
  /** Nothing for a deepObject, which is how the runtime serializes what has no style. */
  readonly style?: Constant;
}

export const planParameter = (
  { key, parameter }: NamedParameter,
  model: ApiModel,
  addFault: (fault: PlacedFault) => void,
): ParameterConstants => {
  const { explode, in: location, name, pointer, style } = parameter;
  const schema = sentSchema(parameter);
  const reject = (problem: string): ParameterConstants => {
    addFault({ pointer, problem: `parameter "${name}" ${problem}` });
    return { key, shape: "raw" };
  };
  if (schema === undefined) return reject("has no schema; give it one");
  const isJsonText = isJson(contentOf(parameter)?.name ?? "");
  const contentSerializer = isJsonText ? jsonSerializers[location] : undefined;
  if (contentSerializer !== undefined) {
    const dates = datesIn(shapeOf(schema, model.schemas));
    return {
      key,
      shape: "raw",
      style: {
        style: new RuntimeReference("content", contentSerializer),
        ...(name !== key && { name }),
        ...(dates !== undefined && { shape: dates }),
      },
    };
  }
  const serializer = serializerOf(location, style, parameter.allowReserved);
  if (serializer === undefined)
    return reject(styleProblem(location, style) ?? "cannot be sent; correct it");
  const declared = shapeOf(schema, model.schemas);
  const isDeep = style === "deepObject";
  const shape = isDeep && isList(declared) ? inBrackets(declared) : declared;
  const inherited = [key, ...keysIn(shape)].find((each) => each in Object.prototype);
  if (inherited !== undefined)
    return reject(
      `uses the name "${inherited}", a built-in property of every object, which cannot be told from a value; rename it`,
    );
  if (serializer.name === "deepObject" && name === key) return { key, shape };
  const isExploded = explode && !isDeep && !isScalar(shape);
  return {
    key,
    shape,
    style: {
      style: serializer,
      ...(isExploded && { explode }),
      ...(name !== key && { name }),
    },
  };
};

/** The type of `params`: an object with a property for each parameter, and `body`. */
export const paramsSchema = (
  parameters: readonly NamedParameter[],
  body: PlannedBody | undefined,
): Schema => {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const { key, parameter } of parameters) {
    properties[key] = withMarks(sentSchema(parameter) ?? {}, {
      "x-comment": commentFor(parameter),
    });
    if (parameter.required) required.push(key);
  }
  if (body) {
    const comment = documentSchema({}, [body.description]);
    properties["body"] = withMarks(body.schema, { "x-comment": comment });
    if (body.required) required.push("body");
  }
  const schema: Schema = { type: "object", properties, required, additionalProperties: false };
  return {
    ...schema,
    properties: Object.fromEntries(
      propertyOrder(schema).map((key) => [key, properties[key] ?? {}]),
    ),
  };
};

/** The parameter's own documentation wins over that of its schema. */
const commentFor = (parameter: Parameter) => {
  const { deprecated, documentation, in: location } = parameter;
  const schema = sentSchema(parameter) ?? {};
  return documentSchema(
    {
      ...schema,
      ...(documentation.example !== undefined && { example: documentation.example }),
      // A map of named examples, unlike a schema's list.
      ...(documentation.examples !== undefined && { examples: [] }),
      ...(deprecated && { deprecated }),
    },
    [
      documentation.description ?? schema.description,
      location === "cookie" ? "For servers only: browsers drop the Cookie header." : undefined,
    ],
  );
};
