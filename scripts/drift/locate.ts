import { maxDepth } from "../lib/composition.ts";
import type { OpenApiDocument } from "../lib/document.ts";
import { isObject, type JsonObject } from "../lib/json.ts";
import { DocumentNode } from "../lib/node.ts";
import type { OperationEntry } from "../lib/operations.ts";
import { identifyOperations } from "../select/identify-operations.ts";
import type { Place } from "./place.ts";

export interface Position {
  readonly pointer: string;
  /** The file that the line is in, of a document in several files. */
  readonly file?: string;
  readonly line: number;
  /** Whether the place itself was found, and not only what is around it. */
  readonly isExact: boolean;
}

interface PlaceKind {
  /** Whether a property came or went, be it a `$ref`. */
  readonly isMember?: boolean;
  /** Whether a schema changed, and not the response or the parameter that has it. */
  readonly isSchema?: boolean;
}

/**
 * A place in an operation → its position in upstream's own document, as it was written; the deepest part that exists. A
 * change of a member is where the member is; a change of a schema is where its last `$ref` leads.
 */
export const locate = (
  { fileOf, lineOf, root }: OpenApiDocument,
  place: Place,
  { isMember = false, isSchema = false }: PlaceKind = {},
): Position => {
  let node = new DocumentNode(root);
  let isExact = true;
  for (const step of stepsTo(place, root, isSchema)) {
    const next = step(node);
    if (!next) {
      isExact = false;
      break;
    }
    node = next;
  }
  const { anchor, path } = place;
  const isFollowed =
    isSchema || path.length > 0 || anchor.kind === "body" || anchor.kind === "response";
  const { pointer } = isFollowed && isExact && !isMember ? node.follow() : node;
  const file = fileOf?.(pointer);
  return { pointer, ...(file !== undefined && { file }), line: lineOf(pointer), isExact };
};

type Step = (node: DocumentNode) => DocumentNode | undefined;

const member =
  (name: string): Step =>
  (node) =>
    node.member(name);

const stepsTo = (
  { anchor, operation, path }: Place,
  root: JsonObject,
  isSchema: boolean,
): readonly Step[] => {
  const entry = operationsOf(root).get(operation);
  const start = [() => entry && new DocumentNode(root, entry.operation, entry.pointer)];
  const schemaSteps = path.map(schemaStep);
  switch (anchor.kind) {
    case "document":
      return anchor.member === undefined ? [] : [member(anchor.member)];
    case "path":
      return [member("paths"), member(anchor.path), member(anchor.member)];
    case "type":
      return [member("components"), member("schemas"), componentStep(anchor.name), ...schemaSteps];
    case "operation":
      return anchor.member === undefined ? start : [...start, member(anchor.member)];
    case "parameter": {
      const parameters = entry ? parametersOf(root, entry, anchor.in) : [];
      const whole = parameters.find((each) => each.text("name") === anchor.name);
      if (whole && isSchema && path.length === 0) return [...start, () => referredSchema(whole)];
      if (whole) return [...start, () => whole, ...schemaSteps];
      const bracketed = findBracketed(parameters, anchor.name, path);
      return [...start, () => bracketed];
    }
    case "body":
      return [...start, member("requestBody"), contentStep(anchor.mediaType), ...schemaSteps];
    case "header":
      return [
        ...responseSteps(start, anchor.status),
        member("headers"),
        member(anchor.name),
        ...schemaSteps,
      ];
    case "response":
    case "error": {
      const response = responseSteps(start, anchor.status);
      return isSchema || path.length > 0
        ? [...response, contentStep(anchor.mediaType), ...schemaSteps]
        : response;
    }
  }
};

/** A schema that a parameter refers to, or else the parameter, in which the schema is written. */
const referredSchema = (parameter: DocumentNode): DocumentNode => {
  const schema = parameter.member("schema");
  return isObject(schema?.value) && "$ref" in schema.value ? schema : parameter;
};

const responseSteps = (start: readonly Step[], status: string): readonly Step[] => [
  ...start,
  member("responses"),
  member(status),
];

/** The component of that name, or of that name behind a vendor's prefix. */
const componentStep =
  (name: string): Step =>
  (node) => {
    const component = node.names().find((each) => each === name || each.endsWith(`_${name}`));
    return component === undefined ? undefined : node.member(component);
  };

const contentStep =
  (mediaType: string | undefined): Step =>
  (node) => {
    const content = node.member("content");
    const name = mediaType ?? content?.names()[0];
    const media = name === undefined ? undefined : content?.member(name);
    return media?.member("schema") ?? media;
  };

/** A property, an item or additional properties, wherever `allOf` and alternatives declare them. */
const schemaStep =
  (name: string): Step =>
  (node) =>
    findInSchema(node, name, 0);

const findInSchema = (
  node: DocumentNode,
  name: string,
  depth: number,
): DocumentNode | undefined => {
  if (depth > maxDepth) return undefined;
  const schema = node.member("schema");
  if (schema && !node.member("properties")) return findInSchema(schema, name, depth + 1);
  const found = directMember(node, name);
  if (found) return found;
  for (const combiner of ["allOf", "oneOf", "anyOf"])
    for (const each of node.member(combiner)?.items() ?? []) {
      const inner = findInSchema(each, name, depth + 1);
      if (inner) return inner;
    }
  return undefined;
};

const directMember = (node: DocumentNode, name: string): DocumentNode | undefined => {
  if (name === "[]") return node.member("items");
  return name === "*" ? node.member("additionalProperties") : node.member("properties", name);
};

const operationsByRoot = new WeakMap<JsonObject, ReadonlyMap<string, OperationEntry>>();

const operationsOf = (root: JsonObject): ReadonlyMap<string, OperationEntry> => {
  const known = operationsByRoot.get(root);
  if (known) return known;
  const operations = new Map(identifyOperations(root).map((entry) => [entry.id, entry]));
  operationsByRoot.set(root, operations);
  return operations;
};

/** The parameters of an operation and of its path that are in one location. */
const parametersOf = (
  root: JsonObject,
  { operation, path, pointer }: OperationEntry,
  location: string,
): readonly DocumentNode[] => {
  const pathItem = new DocumentNode(root).member("paths", path);
  return [new DocumentNode(root, operation, pointer), pathItem]
    .flatMap((each) => each?.member("parameters")?.items() ?? [])
    .filter((each) => each.text("in") === location);
};

/** `filter[status][eq]` for the member `status.eq` of `filter`, or the one that begins like it. */
const findBracketed = (
  parameters: readonly DocumentNode[],
  name: string,
  path: readonly string[],
): DocumentNode | undefined => {
  const brackets = path.filter((part) => part !== "[]").map((part) => `[${part}]`);
  const wanted = name + brackets.join("");
  const find = (matches: (name: string) => boolean): DocumentNode | undefined =>
    parameters.find((each) => matches(each.text("name")));
  return (
    find((each) => each.replace(/\[\]$/, "") === wanted) ??
    find((each) => each.startsWith(wanted) || wanted.startsWith(`${each}[`)) ??
    find((each) => each.startsWith(`${name}[`))
  );
};
