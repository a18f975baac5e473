import {
  asArray,
  asObject,
  asText,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
} from "./json.ts";
import { atPointer, resolveReference, toPointer } from "./references.ts";

/** What travels through the front half of the pipeline. */
export interface OpenApiDocument {
  /** What messages call the source: a path or a URL. */
  readonly name: string;
  readonly root: JsonObject;
  /** 1-based line in the source of the value at a JSON pointer, or of its nearest ancestor that the source holds. */
  readonly lineOf: (pointer: string) => number;
  /** The name of the file that this line is in, for a document that was bundled from several. */
  readonly fileOf?: (pointer: string) => string;
  /** Why references that stayed as they were written lead nowhere, by the pointer of what holds them. */
  readonly unresolved?: ReadonlyMap<string, string>;
  /** What it was cut from: names are decided on the whole, so that they do not depend on what else was selected. */
  readonly whole?: WholeDocument;
}

export interface WholeDocument {
  readonly root: JsonObject;
  /** Under the ids that they have in the package. */
  readonly operations: readonly OperationEntry[];
}

/** The version of OpenAPI that a document states; without quotes it is a number: `3.0` → 3. */
export const versionOf = ({ openapi }: JsonObject): string =>
  typeof openapi === "number" ? openapi.toFixed(1) : asText(openapi);

/** `schemas/thing.yml:3`: where the value at a JSON pointer was written. */
export const placeOf = (
  { fileOf, lineOf, name }: Pick<OpenApiDocument, "fileOf" | "lineOf" | "name">,
  pointer: string,
): string => `${fileOf?.(pointer) ?? name}:${lineOf(pointer)}`;

const methods = [
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
type Method = (typeof methods)[number];

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

/** The kinds of objects that rules visit. */
type Kind =
  "pathItem" | "operation" | "parameter" | "requestBody" | "response" | "header" | "schema";
export type NodeKind =
  | Kind
  | "components"
  | "mediaType"
  | "encoding"
  | "callback"
  | "example"
  | "link"
  | "securityScheme"
  | "root";
export type Member = NodeKind | readonly ["list" | "map", NodeKind];

const operations = Object.fromEntries(methods.map((method) => [method, "operation"])) as Record<
  Method,
  "operation"
>;

const withContent = {
  schema: "schema",
  content: ["map", "mediaType"],
  examples: ["map", "example"],
} as const;

/**
 * The kind of object that each member contains, so that a property *named* `nullable` or `default` is never taken for
 * the keyword. OpenAPI 3.2, section 4; JSON Schema 2020-12, section 10. The last members of the root and the schema of a
 * response are those of Swagger 2.0.
 */
const grammar: Record<NodeKind, Readonly<Record<string, Member>>> = {
  root: {
    paths: ["map", "pathItem"],
    webhooks: ["map", "pathItem"],
    components: "components",
    definitions: ["map", "schema"],
    parameters: ["map", "parameter"],
    responses: ["map", "response"],
    securityDefinitions: ["map", "securityScheme"],
  },
  components: {
    schemas: ["map", "schema"],
    responses: ["map", "response"],
    parameters: ["map", "parameter"],
    requestBodies: ["map", "requestBody"],
    headers: ["map", "header"],
    examples: ["map", "example"],
    links: ["map", "link"],
    securitySchemes: ["map", "securityScheme"],
    callbacks: ["map", "callback"],
    pathItems: ["map", "pathItem"],
    mediaTypes: ["map", "mediaType"],
  },
  callback: {},
  example: {},
  link: {},
  securityScheme: {},
  pathItem: {
    parameters: ["list", "parameter"],
    additionalOperations: ["map", "operation"],
    ...operations,
  },
  operation: {
    parameters: ["list", "parameter"],
    requestBody: "requestBody",
    responses: ["map", "response"],
    callbacks: ["map", "callback"],
  },
  parameter: withContent,
  header: withContent,
  requestBody: { content: ["map", "mediaType"] },
  response: {
    schema: "schema",
    content: ["map", "mediaType"],
    headers: ["map", "header"],
    links: ["map", "link"],
  },
  mediaType: {
    schema: "schema",
    itemSchema: "schema",
    examples: ["map", "example"],
    encoding: ["map", "encoding"],
    itemEncoding: "encoding",
    prefixEncoding: ["list", "encoding"],
  },
  encoding: { headers: ["map", "header"] },
  schema: {
    properties: ["map", "schema"],
    patternProperties: ["map", "schema"],
    additionalProperties: "schema",
    unevaluatedProperties: "schema",
    dependentSchemas: ["map", "schema"],
    propertyNames: "schema",
    items: "schema",
    unevaluatedItems: "schema",
    prefixItems: ["list", "schema"],
    contains: "schema",
    allOf: ["list", "schema"],
    anyOf: ["list", "schema"],
    oneOf: ["list", "schema"],
    not: "schema",
    if: "schema",
    then: "schema",
    else: "schema",
    $defs: ["map", "schema"],
    definitions: ["map", "schema"],
  },
};

/** As maps, since a node is asked for each of its keys, `constructor` among them. */
type Members = Readonly<Partial<Record<NodeKind, ReadonlyMap<string, Member>>>>;

const membersIn = (isWanted: (member: Member) => boolean): Members =>
  Object.fromEntries(
    Object.entries(grammar).map(([kind, members]) => [
      kind,
      new Map(Object.entries(members).filter(([, member]) => isWanted(member))),
    ]),
  );

const membersOf = membersIn(() => true);

/** What a member is, or what it is a list or a map of. */
const kindIn = (member: Member): NodeKind => (typeof member === "string" ? member : member[1]);

/** What a member of an object contains; nothing for a member without objects of OpenAPI's own. */
export const memberOf = (kind: NodeKind, key: string): Member | undefined =>
  kind === "callback" ? "pathItem" : membersOf[kind]?.get(key);

export type Visitor = { readonly [K in Kind]?: (node: JsonObject, pointer: string) => JsonObject };

/** Rebuilds a document with each object of a kind changed, children before parents; what does not change is shared. */
export const transform = (root: JsonObject, visitor: Visitor): JsonObject =>
  visit(root, "root", "", { visitor, members: membersTowards(visitor) });

/** {@link transform} for a tree that starts at a schema instead of a document. */
export const transformSchema = <Schema extends JsonObject>(
  schema: Schema,
  change: (schema: Schema, pointer: string) => JsonObject,
): Schema =>
  visit(schema, "schema", "", {
    visitor: { schema: (each, pointer) => change(each as Schema, pointer) },
    members: membersOf,
  }) as Schema;

interface Visit {
  readonly visitor: Visitor;
  /** The members that are gone into. */
  readonly members: Members;
}

/** The members that hold what a visitor visits: one of operations need not go through their schemas. */
const membersTowards = (visitor: Visitor): Members => {
  const kinds = new Set(Object.keys(visitor));
  const leadsTo = (member: Member): boolean => kinds.has(kindIn(member));
  for (let size = 0; size < kinds.size;) {
    size = kinds.size;
    for (const [kind, members] of Object.entries(grammar))
      if (Object.values(members).some(leadsTo)) kinds.add(kind);
    if (kinds.has("pathItem")) kinds.add("callback");
  }
  return membersIn(leadsTo);
};

const visit = (node: JsonObject, kind: NodeKind, pointer: string, towards: Visit): JsonObject => {
  let result = node;
  const set = (key: string, value: Json): void => {
    if (value !== node[key]) result = { ...result, [key]: value };
  };
  const { members: known, visitor } = towards;
  const members = kind === "callback" ? callbackMembers(node) : known[kind];
  for (const key of Object.keys(node)) {
    const member = members?.get(key);
    if (member === undefined) continue;
    const value = node[key] ?? null;
    const at = pointer + toPointer(key);
    if (typeof member === "string") {
      if (isObject(value)) set(key, visit(value, member, at, towards));
    } else if (member[0] === "list") {
      set(key, visitList(asArray(value), member[1], at, towards));
    } else if (isObject(value)) {
      set(key, visitMap(value, member[1], at, towards));
    }
  }
  return (kind in visitor ? visitor[kind as Kind]?.(result, pointer) : undefined) ?? result;
};

const callbackMembers = (callback: JsonObject): ReadonlyMap<string, Member> =>
  new Map(Object.keys(callback).map((expression) => [expression, "pathItem"]));

const visitList = (
  list: readonly Json[],
  kind: NodeKind,
  pointer: string,
  towards: Visit,
): readonly Json[] => {
  const changed = list.map((item, index) =>
    isObject(item) ? visit(item, kind, `${pointer}/${index}`, towards) : item,
  );
  return changed.every((item, index) => item === list[index]) ? list : changed;
};

const visitMap = (map: JsonObject, kind: NodeKind, pointer: string, towards: Visit): JsonObject => {
  let result = map;
  for (const [key, value] of Object.entries(map)) {
    if (!isObject(value)) continue;
    const changed = visit(value, kind, pointer + toPointer(key), towards);
    if (changed !== value) {
      if (result === map) result = { ...map };
      (result as Record<string, Json>)[key] = changed;
    }
  }
  return result;
};

/** Members whose keys are names that an author chose: there `example` or `default` is a name like any other. */
export const namedMaps: ReadonlySet<string> = new Set(
  Object.values(grammar).flatMap((members) =>
    Object.entries(members).flatMap(([key, member]) =>
      typeof member !== "string" && member[0] === "map" ? [key] : [],
    ),
  ),
);

/** Members that hold data, in which nothing is a keyword. */
export const holdsData = (key: string): boolean => dataKeywords.has(key) || key.startsWith("x-");
const dataKeywords: ReadonlySet<string> = new Set([
  ...["example", "examples", "default", "const", "enum"],
]);

/** Calls back for every `$ref` in a piece of a document, whatever its value, but for those in data. */
export const forEachReference = (
  value: Json,
  found: (ref: Json, pointer: string) => void,
  pointer = "",
  inNamedMap = false,
): void => {
  if (Array.isArray(value)) {
    (value as readonly Json[]).forEach((item, index) => {
      forEachReference(item, found, `${pointer}/${index}`);
    });
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      // A property may be called `$ref`.
      if (key === "$ref" && (!inNamedMap || typeof member === "string")) found(member, pointer);
      else if (inNamedMap || !holdsData(key))
        forEachReference(
          member,
          found,
          pointer + toPointer(key),
          !inNamedMap && namedMaps.has(key),
        );
    }
  }
};

/** {@link forEachReference} for those that can be followed, wherever they are: their places would take longer to make. */
export const forEachRef = (value: Json, found: (ref: string) => void, inNamedMap = false): void => {
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) forEachRef(item, found);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const member = value[key] ?? null;
      if (key === "$ref" && typeof member === "string") found(member);
      else if (typeof member === "object" && (inNamedMap || !holdsData(key)))
        forEachRef(member, found, !inNamedMap && namedMaps.has(key));
    }
  }
};

/** A schema of a document that is not normalized yet, or what its `$ref` names wherever that stands. */
export const resolveSchema = (schema: JsonObject, root: JsonObject): JsonObject =>
  resolveReference(schema, (ref) => atPointer(root, ref));
