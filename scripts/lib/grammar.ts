import { type Method, methods } from "./operations.ts";

/** The kinds of objects that rules visit. */
export type Kind =
  | "pathItem"
  | "operation"
  | "parameter"
  | "requestBody"
  | "response"
  | "header"
  | "schema";
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
export const grammar: Record<NodeKind, Readonly<Record<string, Member>>> = {
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
export type Members = Readonly<Partial<Record<NodeKind, ReadonlyMap<string, Member>>>>;

export const membersIn = (isWanted: (member: Member) => boolean): Members =>
  Object.fromEntries(
    Object.entries(grammar).map(([kind, members]) => [
      kind,
      new Map(Object.entries(members).filter(([, member]) => isWanted(member))),
    ]),
  );

export const membersOf = membersIn(() => true);

/** What a member is, or what it is a list or a map of. */
export const kindIn = (member: Member): NodeKind =>
  typeof member === "string" ? member : member[1];

/** What a member of an object contains; nothing for a member without objects of OpenAPI's own. */
export const memberOf = (kind: NodeKind, key: string): Member | undefined =>
  kind === "callback" ? "pathItem" : membersOf[kind]?.get(key);

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
  "example",
  "examples",
  "default",
  "const",
  "enum",
]);
