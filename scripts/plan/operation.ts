import { asArray, asObject, asString, type Json, type JsonObject } from "../lib/json.ts";
import { propertyOrder } from "../lib/canonical-order.ts";
import { functionName, kebabCase, pascalCase } from "../lib/names.ts";
import type { OperationEntry } from "../lib/openapi.ts";
import { Failure } from "../lib/failure.ts";
import { isJson, isText, preferred, successBodies } from "../rules/hoist.ts";
import { documentOperation, documentSchema } from "./documentation.ts";
import { securityOf } from "./security.ts";
import { serverOf } from "./server.ts";
import { type Shape, shapeOf } from "./shape.ts";

/** Names something that the emitted runtime exports: `deepObject` of `runtime/styles.ts`. */
export class RuntimeReference {
  readonly file: string;
  readonly name: string;

  constructor(file: string, name: string) {
    this.file = file;
    this.name = name;
  }
}

/** A constant to be written into the package: data, and references into the runtime. */
export type Constant =
  | string
  | number
  | boolean
  | RuntimeReference
  | Shape
  | readonly Constant[]
  | { readonly [key: string]: Constant };

export interface PlannedOperation {
  readonly id: string;
  /** `listWidgets` */
  readonly functionName: string;
  /** `ListWidgets`, in front of the names of its types. */
  readonly typePrefix: string;
  /** `operations/list-widgets` */
  readonly file: string;
  readonly documentation: readonly string[];
  readonly constant: Constant;
  readonly params: JsonObject;
  readonly needsParams: boolean;
  readonly answer: Answer;
  readonly pagination?: JsonObject;
}

export interface Answer {
  readonly schema?: JsonObject;
  readonly mayBeEmpty: boolean;
}

const reference = (file: string, name: string): RuntimeReference =>
  new RuntimeReference(file, name);

export const planOperation = (
  entry: OperationEntry,
  root: JsonObject,
  say: (note: string) => void,
): PlannedOperation => {
  const { id, operation, path } = entry;
  const method = entry.method.toUpperCase();
  const body = planBody(operation);
  const parameters = nameParameters(
    asArray(operation["parameters"]).map(asObject),
    body !== undefined,
    (note) => {
      say(`${id}: ${note}`);
    },
  );
  const answer = planAnswer(operation);
  const server = serverOf(operation, root, path);
  const security = securityOf(operation, root);
  const pagination = asObject(operation["x-pagination"]);
  const params = paramsSchema(parameters, body);
  const order = Object.keys(asObject(params["properties"]));
  const ordered = [...parameters].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  const constant: Record<string, Constant> = {
    method,
    path,
    ...(server !== undefined && { server }),
    ...(parameters.length > 0 && {
      parameters: Object.fromEntries(
        ordered.map(({ key, parameter }) => [key, parameterConstant(key, parameter, root, entry)]),
      ),
    }),
    ...body?.constant,
    ...answer.constant,
    ...(security.length > 0 && { security }),
  };
  return {
    id,
    functionName: functionName(id),
    typePrefix: pascalCase(id),
    file: `operations/${kebabCase(id)}`,
    documentation: documentOperation(operation, method, path),
    constant,
    params,
    needsParams: asArray(params["required"]).length > 0,
    answer,
    ...(pagination["items"] !== undefined && { pagination }),
  };
};

interface NamedParameter {
  /** The name callers use. */
  readonly key: string;
  readonly parameter: JsonObject;
}

/** Headers that OpenAPI leaves to the request itself: section 4.8.12. */
const isOwnHeader = (parameter: JsonObject): boolean =>
  parameter["in"] === "header" &&
  /^(accept|content-type|authorization)$/i.test(String(parameter["name"]));

/** Flat, under their own names; one that stands in two places gets the place appended. */
const nameParameters = (
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

const parameterConstant = (
  key: string,
  parameter: JsonObject,
  root: JsonObject,
  { id, pointer }: OperationEntry,
): Constant => {
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
      `${pointer}: expected parameter ${name} of ${id} in one of OpenAPI's styles for its place, found ${found}; correct it, or leave the operation out.`,
    );
  }
  const explode =
    parameter["explode"] === true || (parameter["explode"] === undefined && style === "form");
  const isPlain = written === "deepObject";
  return {
    style: reference("styles", written),
    ...(explode && !isPlain && { explode }),
    shape: shapeOf(asObject(parameter["schema"]), root),
    ...(name !== key && { name }),
  };
};

interface PlannedBody {
  readonly constant: Readonly<Record<string, Constant>>;
  readonly schema: JsonObject;
  readonly required: boolean;
  readonly description?: string;
}

const planBody = (operation: JsonObject): PlannedBody | undefined => {
  const requestBody = asObject(operation["requestBody"]);
  const content = asObject(requestBody["content"]);
  const types = Object.keys(content).sort();
  const mediaType =
    types.find(isJson) ??
    types.find((each) => each.startsWith("multipart/")) ??
    types.find(isForm) ??
    types[0];
  if (mediaType === undefined) return undefined;
  const write = isJson(mediaType)
    ? "writeJson"
    : mediaType.startsWith("multipart/")
      ? "writeMultipart"
      : isForm(mediaType)
        ? "writeForm"
        : "writeRaw";
  const needsType =
    (write === "writeJson" && mediaType !== "application/json") ||
    (write === "writeRaw" && !mediaType.includes("*"));
  const declared = asObject(asObject(content[mediaType])["schema"]);
  const description = asString(requestBody["description"]);
  return {
    constant: { body: reference("body", write), ...(needsType && { contentType: mediaType }) },
    schema:
      write === "writeRaw" && !isText(mediaType) ? { type: "string", format: "binary" } : declared,
    required: requestBody["required"] === true,
    ...(description !== undefined && { description }),
  };
};

const isForm = (mediaType: string): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(mediaType);

const planAnswer = (
  operation: JsonObject,
): Answer & { readonly constant: Readonly<Record<string, Constant>> } => {
  const bodies = successBodies(operation);
  const mediaType = preferred(
    bodies.flatMap((body) => (body.mediaType === undefined ? [] : [body.mediaType])),
  );
  if (mediaType === undefined)
    return { mayBeEmpty: true, constant: { read: reference("body", "readNothing") } };
  const mayBeEmpty = bodies.some((body) => body.mediaType === undefined);
  const empty = { ...(mayBeEmpty && { mayBeEmpty }) };
  if (!isJson(mediaType) && mediaType !== "*" && mediaType !== "*/*") {
    const read = isText(mediaType) ? "readText" : "readBlob";
    const schema = isText(mediaType) ? { type: "string" } : { type: "string", format: "binary" };
    return {
      schema,
      mayBeEmpty,
      constant: { read: reference("body", read), accept: mediaType, ...empty },
    };
  }
  const accept = { ...(mediaType !== "application/json" && { accept: mediaType }) };
  const own = bodies.find((body) => body.mediaType === mediaType)?.schema ?? {};
  // Where statuses answer different things, each refers to an alternative of the one component.
  const $ref = asString(own["$ref"])?.replace(/\/anyOf\/\d+$/, "");
  return {
    schema: $ref === undefined ? own : { ...own, $ref },
    mayBeEmpty,
    constant: { ...accept, ...empty },
  };
};

/** The type of `params`: an object with a property for each parameter, and `body`. */
const paramsSchema = (
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
