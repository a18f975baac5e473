import {
  asArray,
  asObject,
  asText,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { isForm, isMultipart, isOfBytes } from "../lib/media-types.ts";
import { listOperations } from "../lib/operations.ts";
import { atPointer, resolveReference, toPointer } from "../lib/references.ts";

/** What could not be said in OpenAPI 3, of the operation at a pointer. */
export type AddNote = (pointer: string, text: string) => void;

/**
 * Writes the operations of a Swagger document so that the upgrader loses nothing of them:
 *
 * - parameters of the body, which it does not find behind a `$ref` or on a path, stand in each operation;
 * - a form says how it is sent, in which media type and with which separators;
 * - what OpenAPI 3 cannot separate, such as a list by tabs, is one string, with a note.
 */
export const correctOperations = (root: JsonObject, addNote: AddNote): JsonObject => {
  const resolve = (parameter: Json): JsonObject =>
    resolveReference(asObject(parameter), (ref) => atPointer(root, ref));
  const isOfBody = (parameter: Json): boolean =>
    /^(body|formData)$/.test(asText(resolve(parameter)["in"]));
  const withLists = (parameters: Json | undefined, pointer: string): readonly Json[] =>
    asArray(parameters).map((each) =>
      isObject(each) && each["$ref"] === undefined ? correctList(each, pointer, addNote) : each,
    );

  const pointers = new Set(listOperations(root).map(({ pointer }) => pointer));
  const correctOperation = (
    operation: JsonObject,
    inherited: readonly Json[],
    pointer: string,
  ): JsonObject => {
    const own = asArray(operation["parameters"]);
    const isDownload = pointer.endsWith("/get") && producesBytes(operation);
    const ofBody = mergeBodies(
      own.filter(isOfBody).map(resolve),
      inherited.filter(isOfBody).map(resolve),
    );
    const others = withLists(
      own.filter((each) => !isOfBody(each)),
      pointer,
    );
    const { consumes, parameters } = correctForm(operation, root, ofBody);
    const body = withLists(parameters, pointer);
    return {
      ...omit(operation, "consumes", "produces", "schemes"),
      ...ownServers(operation, root),
      ...(consumes.length > 0 && { consumes }),
      ...listed(operation, "produces"),
      ...(others.length + body.length > 0 && { parameters: [...others, ...body] }),
      responses: mapValues(asObject(operation["responses"]), (response, status) =>
        correctResponse(asObject(response), status === "200" && isDownload, operation, root),
      ),
    };
  };

  const paths = mapValues(asObject(root["paths"]), (item, path) => {
    const inherited = asArray(asObject(item)["parameters"]);
    const at = toPointer("paths", path);
    const corrected = mapValues(asObject(item), (member, key) =>
      pointers.has(at + toPointer(key))
        ? correctOperation(asObject(member), inherited, at + toPointer(key))
        : member,
    );
    const others = withLists(
      inherited.filter((each) => !isOfBody(each)),
      at,
    );
    return { ...omit(corrected, "parameters"), ...(others.length > 0 && { parameters: others }) };
  });
  const shared = asObject(root["parameters"]);
  const parameters = mapValues(
    omit(shared, ...Object.keys(shared).filter((name) => isOfBody(shared[name] ?? null))),
    (each, name) =>
      correctList(asObject(each), toPointer("components", "parameters", name), addNote),
  );
  return { ...root, paths, ...(root["parameters"] !== undefined && { parameters }) };
};

/** An operation has one body: its own replaces that of its path; fields of a form are added to. */
const mergeBodies = (
  own: readonly JsonObject[],
  inherited: readonly JsonObject[],
): readonly JsonObject[] => {
  const [body] = own.filter((each) => each["in"] === "body");
  if (body) return [body];
  return [
    ...own,
    ...inherited.filter(
      (outer) =>
        (outer["in"] === "body" ? own.length === 0 : true) &&
        own.every((each) => each["name"] !== outer["name"]),
    ),
  ];
};

/** A form goes out URL-encoded, or as multipart if it has a file or says so; its lists are joined by commas by default. */
const correctForm = (
  operation: JsonObject,
  root: JsonObject,
  parameters: readonly JsonObject[],
): { readonly consumes: readonly Json[]; readonly parameters: readonly JsonObject[] } => {
  const declared = asArray(operation["consumes"]);
  const consumes = (declared.length > 0 ? declared : asArray(root["consumes"])).filter(
    (each) => typeof each === "string",
  );
  const form = parameters.filter((each) => each["in"] === "formData");
  if (form.length === 0) return { consumes, parameters };
  const hasFile = form.some((each) => each["type"] === "file");
  const allowed = consumes.filter((each) => isMultipart(each) || (isForm(each) && !hasFile));
  const byDefault = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
  return {
    consumes: allowed.length > 0 ? allowed : [byDefault],
    parameters: form.map((each) =>
      each["type"] === "array" ? { collectionFormat: "csv", ...each } : each,
    ),
  };
};

/** The separators of lists for which OpenAPI 3 has a style. */
const separators: Readonly<Record<string, readonly string[]>> = {
  query: ["csv", "ssv", "pipes", "multi"],
  path: ["csv"],
  header: ["csv"],
  formData: ["csv", "ssv", "pipes", "multi"],
};

const correctList = (parameter: JsonObject, pointer: string, addNote: AddNote): JsonObject => {
  const { collectionFormat = "csv", in: location, items, name, type } = parameter;
  const inner = asObject(items)["collectionFormat"];
  const isSaid =
    separators[asText(location)]?.includes(asText(collectionFormat)) !== false &&
    !(asObject(items)["type"] === "array" && inner !== undefined);
  if (type !== "array" || isSaid) return parameter;
  addNote(
    pointer,
    `the ${asText(location)} parameter ${asText(name)} is a list in the format ${asText(inner ?? collectionFormat)}, which OpenAPI 3 does not have: pass it as one string`,
  );
  return { ...omit(parameter, "items", "collectionFormat", "default", "enum"), type: "string" };
};

/** Whether an operation itself says that it responds with bytes: then it has a response, also where no schema says so. */
const producesBytes = ({ produces }: JsonObject): boolean => {
  const mediaTypes = asArray(produces);
  return (
    mediaTypes.length > 0 &&
    mediaTypes.every((each) => typeof each === "string" && !each.includes("*") && isOfBytes(each))
  );
};

/** A file that comes in no declared media type is not JSON, and a shared response comes in those of the operation. */
const correctResponse = (
  response: JsonObject,
  isDownload: boolean,
  operation: JsonObject,
  root: JsonObject,
): JsonObject => {
  const own = asArray(operation["produces"]).length > 0;
  const resolved = own
    ? resolveReference(
        response,
        (ref) => atPointer(root, ref),
        (ref) => atPointer(root, ref) !== undefined,
      )
    : response;
  const isFile = asObject(resolved["schema"])["type"] === "file";
  if (isDownload && resolved["schema"] === undefined)
    return { ...resolved, schema: { type: "file" } };
  if (!isFile || own || asArray(root["produces"]).length > 0) return resolved;
  const schema = { type: "string", format: "binary" };
  return { ...omit(resolved, "schema"), content: { "application/octet-stream": { schema } } };
};

const ownServers = (operation: JsonObject, root: JsonObject): JsonObject => {
  const schemes = asArray(operation["schemes"]);
  return schemes.length > 0 && hostOf(root) !== undefined
    ? { servers: serverUrls(root, schemes).map((url) => ({ url })) }
    : {};
};

/** `host`, `basePath` and `schemes` → URLs, the secure ones first; without a scheme https, which nearly every API has. */
export const serverUrls = (root: JsonObject, schemes: readonly Json[]): readonly string[] => {
  const path = asText(root["basePath"]).replace(/^(?=[^/])/, "/");
  const host = hostOf(root);
  if (host === undefined) return path === "" ? [] : [path];
  const usable = ["https", "http"].filter((each) => schemes.includes(each));
  return (usable.length > 0 ? usable : [host.scheme]).map(
    (each) => `${each}://${host.name}${path}`,
  );
};

/** The host, as which some authors write a whole URL, or nothing. */
const hostOf = (
  root: JsonObject,
): { readonly scheme: string; readonly name: string } | undefined => {
  const [, scheme = "https", name = ""] =
    /^\s*(?:(https?):\/\/)?(.*?)[\s/]*$/i.exec(asText(root["host"])) ?? [];
  return name === "" ? undefined : { scheme: scheme.toLowerCase(), name };
};

/** An empty list of media types says nothing. */
const listed = (object: JsonObject, key: string): JsonObject => {
  const list = asArray(object[key]);
  return list.length > 0 ? { [key]: list } : {};
};
