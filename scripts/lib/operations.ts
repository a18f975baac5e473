import { asObject, isObject, type Json, type JsonObject, mapValues } from "./json.ts";
import { toPointer } from "./references.ts";

/** The methods that a path item has members for. */
export const methods = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
  "query",
] as const;
export type Method = (typeof methods)[number];

export interface OperationEntry {
  readonly id: string;
  readonly path: string;
  /** In lower case, or as `additionalOperations` writes it. */
  readonly method: string;
  readonly pointer: string;
  readonly operation: JsonObject;
}

/** Every operation of a document, by path and then method, under its operationId. `x-` begins an extension, no path. */
export const listOperations = (root: JsonObject): OperationEntry[] => {
  const paths = asObject(root["paths"]);
  return Object.keys(paths)
    .filter((path) => !path.startsWith("x-"))
    .sort()
    .flatMap((path) =>
      operationsIn(asObject(paths[path])).map(({ inner, method, operation }): OperationEntry => {
        const id = typeof operation["operationId"] === "string" ? operation["operationId"] : "";
        return { id, path, method, pointer: toPointer("paths", path, ...inner), operation };
      }),
    );
};

/** The operations of a path item by method, and where they are in it. OpenAPI 3.2, section 4.8.9. */
const operationsIn = (item: JsonObject) => {
  const others = asObject(item["additionalOperations"]);
  return [
    ...[...methods].sort().map((method) => ({ method, inner: [method], operation: item[method] })),
    ...Object.keys(others)
      .sort()
      .map((method) => ({
        method,
        inner: ["additionalOperations", method],
        operation: others[method],
      })),
  ].flatMap(({ operation, ...rest }) => (isObject(operation) ? [{ ...rest, operation }] : []));
};

/** A path item with its operations changed; `at` is the pointer of an operation from the item. */
export const mapOperations = (
  item: JsonObject,
  change: (operation: JsonObject, at: string) => Json,
): JsonObject =>
  mapValues(item, (member, key) => {
    if (isMethod(key) && isObject(member)) return change(member, toPointer(key));
    if (key !== "additionalOperations") return member;
    return mapValues(asObject(member), (each, method) =>
      isObject(each) ? change(each, toPointer(key, method)) : each,
    );
  });

export const isMethod = (key: string): key is Method =>
  (methods as readonly string[]).includes(key);

/** `get` → `GET`; methods of `additionalOperations` are written as they are sent. */
export const sentMethod = (method: string): string =>
  isMethod(method) ? method.toUpperCase() : method;
