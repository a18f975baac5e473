import { schemasOf } from "./components.ts";
import type { OpenApiDocument } from "./document.ts";
import { documentationKeywords } from "./documentation.ts";
import {
  asArray,
  asObject,
  asString,
  asText,
  byCodeUnit,
  type Json,
  type JsonObject,
  omit,
} from "./json.ts";
import type {
  ApiModel,
  DeclaredIn,
  Documentation,
  Header,
  MediaType,
  Operation,
  Parameter,
  RequestBody,
  Response,
  SecurityRequirement,
  SecurityScheme,
  Server,
} from "./model.ts";
import { listOperations, type OperationEntry } from "./operations.ts";
import { readPagination } from "./pagination.ts";
import { defaultStyle } from "./parameter-locations.ts";
import { atPointer, resolveReference, resolveSchema, toPointer } from "./references.ts";
import { asSchema } from "./schema.ts";

/**
 * Normalized document → the typed model that `plan/` and `drift/` work on: the only place, beside the rules of
 * normalization, that knows how a document is written. Defaults of OpenAPI are filled in.
 */
export const readModel = ({ fileOf, lineOf, name, root, whole }: OpenApiDocument): ApiModel => {
  const schemes = readSecuritySchemes(root);
  const operations = listOperations(root);
  return {
    name,
    lineOf,
    ...(fileOf && { fileOf }),
    lookup: (ref) => atPointer(root, ref),
    servers: readServers(root["servers"]),
    schemas: schemasOf(root),
    securitySchemes: [...schemes.values()],
    operations: operations.map((entry) => readOperation(entry, root, schemes)),
    about: omit(root, "openapi", "paths", "components", "security"),
    whole: {
      operationIds: (whole?.operations ?? operations).map(({ id }) => id),
      schemaNames: Object.keys(schemasOf(whole?.root ?? root)),
    },
  };
};

/** An operation, with what it inherits from its path and from the document. */
export const readOperation = (
  { id, method, operation, path, pointer }: OperationEntry,
  root: JsonObject,
  schemes = readSecuritySchemes(root),
): Operation => {
  const pathItem = asObject(asObject(root["paths"])[path]);
  const body = operation["requestBody"];
  const pagination = readPagination(operation["x-pagination"]);
  const declaredIn = (keyword: string): DeclaredIn => {
    if (operation[keyword] !== undefined) return "operation";
    return pathItem[keyword] === undefined ? "document" : "pathItem";
  };
  return {
    ...readNode(operation, pointer),
    id,
    method,
    path,
    deprecated: operation["deprecated"] === true,
    tags: asArray(operation["tags"]).map(asText),
    parameters: asArray(operation["parameters"]).map((each, index) =>
      readParameter(asObject(each), `${pointer}/parameters/${index}`, root),
    ),
    ...(body !== undefined && { body: readBody(asObject(body), `${pointer}/requestBody`, root) }),
    responses: sortedEntries(operation["responses"]).map(([status, response]) =>
      readResponse(asObject(response), status, pointer + toPointer("responses", status), root),
    ),
    security: asArray(operation["security"] ?? root["security"]).map((each) =>
      readRequirement(asObject(each), schemes),
    ),
    servers: readServers(operation["servers"]),
    pathServers: readServers(pathItem["servers"]),
    declaredIn: { security: declaredIn("security"), servers: declaredIn("servers") },
    ...(pagination && { pagination }),
    ...(operation["callbacks"] !== undefined && { callbacks: operation["callbacks"] }),
    otherKeywords: Object.fromEntries(
      Object.entries(operation).filter(([key]) => !knownKeywords.has(key) && !key.startsWith("x-")),
    ),
    json: operation,
  };
};

/** The keywords of an operation that the model has members for. */
const knownKeywords: ReadonlySet<string> = new Set([
  "operationId",
  "parameters",
  "requestBody",
  "responses",
  "security",
  "servers",
  "deprecated",
  "tags",
  "callbacks",
  "summary",
  "description",
  "externalDocs",
]);

const readNode = (json: JsonObject, pointer: string) => ({
  pointer,
  documentation: readDocumentation(json),
  extensions: Object.fromEntries(Object.entries(json).filter(([key]) => key.startsWith("x-"))),
});

/** The model leaves the types of documentation to its readers' checks: a title that is a number is not printed. */
const readDocumentation = (json: JsonObject): Documentation => {
  const found: Record<string, Json> = {};
  for (const keyword of documentationKeywords) {
    const value = json[keyword];
    if (value === undefined) continue;
    const isData = keyword === "example" || keyword === "examples" || keyword === "externalDocs";
    if (isData || typeof value === "string") found[keyword] = value;
  }
  return found;
};

/** The media types of a `content` map, in code-unit order. */
const readContent = (
  content: Json | undefined,
  pointer: string,
  root: JsonObject,
): readonly MediaType[] =>
  sortedEntries(content).map(([name, value]) => {
    const json = asObject(value);
    return {
      ...readNode(json, pointer + toPointer(name)),
      name,
      ...(json["schema"] !== undefined && { schema: asSchema(json["schema"]) }),
      resolve: (schema) => asSchema(resolveSchema(schema, root)),
      ...(json["encoding"] !== undefined && { encoding: asObject(json["encoding"]) }),
      json,
    };
  });

const readParameter = (json: JsonObject, pointer: string, root: JsonObject): Parameter => {
  const location = asText(json["in"]);
  const style = asString(json["style"]) ?? defaultStyle(location);
  return {
    ...readNode(json, pointer),
    name: asText(json["name"]),
    in: location,
    required: json["required"] === true || location === "path",
    deprecated: json["deprecated"] === true,
    style,
    explode:
      typeof json["explode"] === "boolean"
        ? json["explode"]
        : style === "form" || style === "cookie",
    allowReserved: json["allowReserved"] === true,
    allowEmptyValue: json["allowEmptyValue"] === true,
    ...(json["schema"] !== undefined && { schema: asSchema(json["schema"]) }),
    content: readContent(json["content"], `${pointer}/content`, root),
  };
};

const readBody = (json: JsonObject, pointer: string, root: JsonObject): RequestBody => ({
  ...readNode(json, pointer),
  required: json["required"] === true,
  content: readContent(json["content"], `${pointer}/content`, root),
});

const readResponse = (
  json: JsonObject,
  status: string,
  pointer: string,
  root: JsonObject,
): Response => ({
  ...readNode(json, pointer),
  status,
  content: readContent(json["content"], `${pointer}/content`, root),
  headers: Object.entries(asObject(json["headers"])).map(([name, header]) =>
    readHeader(asObject(header), name, pointer + toPointer("headers", name), root),
  ),
  ...(json["links"] !== undefined && { links: json["links"] }),
});

const readHeader = (given: JsonObject, name: string, pointer: string, root: JsonObject): Header => {
  const json = resolveReference(given, (ref) => atPointer(root, ref));
  const [content] = readContent(json["content"], `${pointer}/content`, root);
  return {
    ...readNode(json, pointer),
    name,
    required: json["required"] === true,
    deprecated: json["deprecated"] === true,
    explode: json["explode"] === true,
    schema: asSchema(json["schema"] ?? content?.schema),
    json,
  };
};

/**
 * Servers with the defaults of their variables, or else the first of their values; with a variable that has neither, only
 * callers know the address. One without a scheme is https, which nearly every API has.
 */
const readServers = (servers: Json | undefined): readonly Server[] =>
  asArray(servers).map((server) => {
    const { url, variables } = asObject(server);
    const template = (asString(url) ?? "").trim();
    const filled = template.replace(/\{([^}]+)\}/g, (placeholder, name: string) => {
      const variable = asObject(asObject(variables)[name]);
      const value = variable["default"] ?? asArray(variable["enum"])[0];
      return value === undefined ? placeholder : asText(value);
    });
    return { url: filled.includes("{") ? "" : filled.replace(/^\/\//, "https://"), template };
  });

const readSecuritySchemes = (root: JsonObject): ReadonlyMap<string, SecurityScheme> => {
  const schemes = asObject(asObject(root["components"])["securitySchemes"]);
  return new Map(
    Object.entries(schemes).map(([key, value]) => {
      const json = asObject(value);
      const [location, name, scheme] = [json["in"], json["name"], json["scheme"]].map(asString);
      return [
        key,
        {
          key,
          type: asText(json["type"]),
          ...(location !== undefined && { in: location }),
          ...(name !== undefined && { name }),
          ...(scheme !== undefined && { scheme: scheme.toLowerCase() }),
          json,
        },
      ];
    }),
  );
};

const readRequirement = (
  requirement: JsonObject,
  schemes: ReadonlyMap<string, SecurityScheme>,
): SecurityRequirement =>
  Object.entries(requirement).map(([key, scopes]) => {
    const scheme = schemes.get(key);
    return { key, ...(scheme && { scheme }), scopes: asArray(scopes).map(asText) };
  });

const sortedEntries = (object: Json | undefined): readonly (readonly [string, Json])[] =>
  Object.entries(asObject(object)).sort(([a], [b]) => byCodeUnit(a, b));
