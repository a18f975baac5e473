import { asObject, isObject, type Json, type JsonObject } from "./json.ts";

/** `["paths", "/a/{b}"]` → `/paths/~1a~1{b}`, a JSON Pointer (RFC 6901). */
export const toPointer = (...segments: readonly (string | number)[]): string => {
  let pointer = "";
  for (const segment of segments) pointer += `/${escape(String(segment))}`;
  return pointer;
};

/** Nearly all names are their own escape, and a pointer is made for every node of every pass. */
const escape = (segment: string): string =>
  segment.includes("/") || segment.includes("~")
    ? segment.replaceAll("~", "~0").replaceAll("/", "~1")
    : segment;

/** `/paths/~1a~1{b}` → `["paths", "/a/{b}"]`. A leading `#`, as in a `$ref`, means that the pointer is percent-encoded. */
export const fromPointer = (pointer: string): string[] => {
  const path = pointer.startsWith("#") ? decodeFragment(pointer.slice(1)) : pointer;
  const [, ...segments] = path.split("/");
  return path.includes("~")
    ? segments.map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"))
    : segments;
};

/** A fragment that is not valid percent-encoding is taken literally, since authors often write names unencoded. */
const decodeFragment = (fragment: string): string => {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
};

/** The value at a pointer or `$ref`, or `undefined` where the document has none. */
export const atPointer = (root: Json, pointer: string): Json | undefined =>
  atPath(root, fromPointer(pointer));

const atPath = (root: Json | undefined, path: readonly string[]): Json | undefined => {
  let value = root;
  for (const segment of path) value = memberAt(value, segment);
  return value;
};

/** The item of a list, or the member of an object, that one segment of a pointer names. */
export const memberAt = (value: Json | undefined, segment: string): Json | undefined => {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(segment)];
  return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : undefined;
};

/** How many references in a row are followed: more than that is a circle. */
export const maxReferences = 32;

/** A node, or what its `$ref` names, with the keywords beside the `$ref` on top. */
export const resolveReference = (
  node: JsonObject,
  lookup: (ref: string) => Json | undefined,
  isFollowed: (ref: string) => boolean = () => true,
): JsonObject => {
  let value = node;
  for (let count = 0; count < maxReferences; count++) {
    if (typeof value["$ref"] !== "string" || !isFollowed(value["$ref"])) break;
    const { $ref, ...siblings } = value;
    value = { ...asObject(lookup($ref)), ...siblings };
  }
  return value;
};

/** `#/components/schemas/Spare%20Part/properties/id` → `["Spare Part", "properties", "id"]`; nothing for other `$ref`s. */
const schemaPath = (ref: string): readonly string[] | undefined => {
  if (!ref.startsWith("#/components/schemas/")) return undefined;
  const known = schemaPaths.get(ref);
  if (known) return known;
  const [, , ...path] = fromPointer(ref);
  schemaPaths.set(ref, path);
  return path;
};

/** Each `$ref` of a document is read thousands of times. */
const schemaPaths = new Map<string, readonly string[]>();

/** The name in a `$ref` to a component schema, or to something inside one. */
export const schemaName = (ref: Json | undefined): string | undefined =>
  typeof ref === "string" ? schemaPath(ref)?.[0] : undefined;

/** What a `$ref` names in a map of component schemas. */
export const schemaAt = (ref: string, schemas: Json): Json | undefined => {
  const path = schemaPath(ref);
  return path && atPath(schemas, path);
};

/** `a/b` → `{ $ref: "#/components/schemas/a~1b" }`. Names are written unencoded, as authors write them. */
export const refTo = (name: string): { readonly $ref: string } => ({
  $ref: `#/components/schemas${toPointer(name).replaceAll("%", "%25")}`,
});

/** A `$ref` under another component name: `…/Old/anyOf/1` → `…/New/anyOf/1`. */
export const renameRef = (ref: string, name: string): string => {
  const [, ...inner] = schemaPath(ref) ?? [];
  return refTo(name).$ref + toPointer(...inner);
};

/** One of the alternatives of a response component: how `hoist-response` refers to them. */
export const refToAlternative = (name: string, index: number): { readonly $ref: string } => ({
  $ref: `${refTo(name).$ref}/anyOf/${index}`,
});

/** Whether a `$ref` names a component schema itself, or an alternative of a response component. */
export const isComponentRef = (ref: string): boolean => {
  const [name = "", keyword, index, ...rest] = schemaPath(ref) ?? [];
  if (name === "" || rest.length > 0) return false;
  return (
    keyword === undefined ||
    (keyword === "anyOf" && /^\d+$/.test(index ?? "") && name.endsWith("Response"))
  );
};

/** A schema of a document that is not normalized yet, or what its `$ref` names wherever that stands. */
export const resolveSchema = (schema: JsonObject, root: JsonObject): JsonObject =>
  resolveReference(schema, (ref) => atPointer(root, ref));
