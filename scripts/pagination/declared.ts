import { asObject, asString, isObject, type Json, type JsonObject } from "../lib/json.ts";
import {
  kindOf,
  type Pagination,
  type Path,
  readFields,
  type ResponsePlace,
} from "../lib/pagination.ts";
import type { Input } from "./inputs.ts";

/** How an author says that an operation pages, and where; `false` if it is said not to. */
export interface Declared {
  readonly by: string;
  readonly pagination: Partial<Pagination> | false;
  /** Why, as far as it is said. */
  readonly reason?: string;
}

/** `x-pagination`, as the normalized document has it, or as short as it can be said. */
export const readDeclared = (value: Json | undefined, by: string): Declared | undefined => {
  const reason = asString(asObject(value)["reason"]);
  const because = reason === undefined ? {} : { reason };
  if (value === false || asObject(value)["pages"] === false)
    return { by, pagination: false, ...because };
  if (!isObject(value)) return undefined;
  const fields = readFields(value);
  const kind = fields.kind ?? kindOf(fields);
  return kind && { by, pagination: { ...fields, kind }, ...because };
};

/**
 * `$.meta.next_cursor`, `$response.meta.next_cursor` → `[meta, next_cursor]`. Anything but names, and the items that come
 * from the beginning of a list, cannot be followed.
 */
const pathIn = (value: Json | undefined): Path | undefined => {
  const text = asString(value);
  if (text === undefined || /[*?@]|\.\.|\[-|:\]/.test(text)) return undefined;
  return text
    .replace(/^\$(response|request)?/, "")
    .replace(/\[['"]?([^\]'"]*)['"]?\]/g, ".$1")
    .split(".")
    .filter((part) => part !== "");
};

/** `$.data[-1].id`, `$.data[(@.length-1)].id` → the paths of the list, and in its last item. */
const lastItemIn = (value: Json | undefined): Partial<Pagination> => {
  const last = /^(.*?)\[(?:-1:?|\(@\.length-1\))\](.*)$/.exec(asString(value) ?? "");
  if (!last) return {};
  const [, list, member] = last;
  return compact({ items: pathIn(list), lastItem: pathIn(member) });
};

/** `{ next: undefined }` → `{}` */
const compact = (
  fields: Readonly<Record<string, Json | ResponsePlace | undefined>>,
): Partial<Pagination> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The extensions of other generators, in the order in which they are believed. */
export const readPeers = (
  operation: JsonObject,
  inputs: readonly Input[],
  root: JsonObject,
): Declared | undefined =>
  readAzure(operation["x-ms-pageable"]) ??
  readSpeakeasy(operation["x-speakeasy-pagination"]) ??
  readFern(operation["x-fern-pagination"], inputs, root);

/** https://azure.github.io/autorest/extensions/#x-ms-pageable */
const readAzure = (value: Json | undefined): Declared | undefined => {
  if (!isObject(value)) return undefined;
  const by = "x-ms-pageable";
  const { itemName, nextLinkName } = value;
  if (nextLinkName === null || nextLinkName === undefined) return { by, pagination: false };
  const items = [asString(itemName) ?? "value"];
  return { by, pagination: { kind: "link", items, next: [asString(nextLinkName) ?? "nextLink"] } };
};

/** https://www.speakeasy.com/docs/customize/runtime/pagination */
const readSpeakeasy = (value: Json | undefined): Declared | undefined => {
  if (!isObject(value)) return undefined;
  const outputs = asObject(value["outputs"]);
  const inputs = (Array.isArray(value["inputs"]) ? (value["inputs"] as readonly Json[]) : []).map(
    asObject,
  );
  const input = (type: string): Path | undefined => {
    const found = inputs.find((each) => each["type"] === type);
    const name = asString(found?.["name"]);
    if (name === undefined) return undefined;
    return found?.["in"] === "requestBody" ? ["body", ...name.split(".")] : [name];
  };
  const fields = compact({
    ...lastItemIn(outputs["nextCursor"]),
    ...(outputs["results"] !== undefined && { items: pathIn(outputs["results"]) }),
    page: input("page"),
    offset: input("offset"),
    cursor: input("cursor"),
    size: input("limit"),
    totalPages: pathIn(outputs["numPages"]),
    next: pathIn(outputs["nextCursor"]) ?? pathIn(outputs["nextUrl"]),
  });
  const kind = value["type"] === "url" ? "link" : kindOf(fields);
  return kind && { by: "x-speakeasy-pagination", pagination: { ...fields, kind } };
};

/** https://buildwithfern.com/learn/api-definitions/openapi/extensions/pagination */
const readFern = (
  value: Json | undefined,
  inputs: readonly Input[],
  root: JsonObject,
): Declared | undefined => {
  const given = value === true ? root["x-fern-pagination"] : value;
  const by = "x-fern-pagination";
  if (given === false) return { by, pagination: false };
  if (!isObject(given)) return undefined;
  const input = (key: string): Path | undefined => {
    const path = pathIn(given[key]);
    return (
      path &&
      (inputs.find((each) => each.path.join("\n") === path.join("\n"))?.path ??
        inputs.find(
          (each) => each.path[0] === "body" && each.path.slice(1).join("\n") === path.join("\n"),
        )?.path ??
        path)
    );
  };
  const fields = compact({
    items: pathIn(given["results"]),
    cursor: input("cursor"),
    ...(given["step"] === undefined
      ? { page: input("offset") }
      : { offset: input("offset"), size: input("step") }),
    more: pathIn(given["has-next-page"]),
    next: pathIn(given["next_cursor"]) ?? pathIn(given["next_uri"]) ?? pathIn(given["next_path"]),
  });
  const kind = kindOf(fields);
  return kind && { by, pagination: { ...fields, kind } };
};
