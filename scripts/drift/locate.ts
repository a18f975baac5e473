import {
  asArray,
  asObject,
  atPointer,
  isObject,
  type Json,
  type JsonObject,
  toPointer,
} from "../lib/json.ts";
import type { OpenApiDocument, OperationEntry } from "../lib/openapi.ts";
import { identifyOperations } from "../stages/select.ts";
import type { Place } from "./place.ts";

export interface Location {
  readonly pointer: string;
  readonly line: number;
  /** Whether all of the place is there, and not only what is around it. */
  readonly isWhole: boolean;
}

/** A node of a document, and the pointer that leads there. */
type Spot = readonly [pointer: string, node: Json];

/**
 * A place in an operation → where upstream's own document, as it was written, has it; the deepest part that is there.
 * What is said of a member stands where the member does; what is said of a schema, where its last `$ref` leads.
 */
export const locate = (
  { root, lineOf }: OpenApiDocument,
  place: Place,
  isMember = false,
): Location => {
  let spot: Spot = ["", root];
  let isWhole = true;
  for (const step of stepsTo(place, root)) {
    const next = step(spot);
    if (!next) {
      isWhole = false;
      break;
    }
    spot = next;
  }
  const isSchema =
    place.path.length > 0 || place.anchor.kind === "body" || place.anchor.kind === "answer";
  const [pointer] = isSchema && isWhole && !isMember ? follow(root, spot) : spot;
  return { pointer, line: lineOf(pointer), isWhole };
};

type Step = (spot: Spot) => Spot | undefined;

const stepsTo = ({ anchor, operation, path }: Place, root: JsonObject): readonly Step[] => {
  const entry = operationsOf(root).get(operation);
  if (anchor.kind === "document")
    return anchor.member === undefined ? [] : [key(root, anchor.member)];
  if (anchor.kind === "path")
    return [key(root, "paths"), key(root, anchor.path), key(root, anchor.member)];
  if (anchor.kind === "type")
    return [key(root, "components"), key(root, "schemas"), typeStep(root, anchor.name)];
  const start: Step[] = [() => (entry ? [entry.pointer, entry.operation] : undefined)];
  const schemas = path.map((name) => schemaStep(root, name));
  if (anchor.kind === "operation")
    return anchor.member === undefined ? start : [...start, key(root, anchor.member)];
  if (anchor.kind === "parameter") {
    const parameters = entry ? parametersOf(root, entry, anchor.in) : [];
    const whole = parameters.find(({ name }) => name === anchor.name);
    if (whole) return [...start, () => whole.spot, ...schemas];
    const spelt = findBracketed(parameters, anchor.name, path);
    return [...start, () => spelt?.spot];
  }
  if (anchor.kind === "body")
    return [...start, key(root, "requestBody"), content(root, anchor.mediaType), ...schemas];
  const answer = [...start, key(root, "responses"), key(root, anchor.status)];
  if (anchor.kind === "header")
    return [...answer, key(root, "headers"), key(root, anchor.name), ...schemas];
  return path.length === 0 ? answer : [...answer, content(root, anchor.mediaType), ...schemas];
};

/** Follows `$ref`s to where they lead. */
const follow = (root: JsonObject, spot: Spot): Spot => {
  let [pointer, node] = spot;
  for (let depth = 0; isObject(node) && typeof node["$ref"] === "string" && depth < 32; depth++) {
    const target = atPointer(root, node["$ref"]);
    if (target === undefined) break;
    [pointer, node] = [node["$ref"].slice(1), target];
  }
  return [pointer, node];
};

const key =
  (root: JsonObject, name: string): Step =>
  (spot) => {
    const [pointer, node] = follow(root, spot);
    const value = asObject(node)[name];
    return value === undefined ? undefined : [pointer + toPointer(name), value];
  };

/** The component of that name, or of that name behind a vendor's prefix. */
const typeStep =
  (root: JsonObject, name: string): Step =>
  (spot) => {
    const component = Object.keys(asObject(spot[1])).find(
      (each) => each === name || each.endsWith(`_${name}`),
    );
    return component === undefined ? undefined : key(root, component)(spot);
  };

const content =
  (root: JsonObject, mediaType: string | undefined): Step =>
  (spot) => {
    const types = key(root, "content")(spot);
    const name = mediaType ?? Object.keys(asObject(types?.[1]))[0];
    const media = types && name !== undefined ? key(root, name)(types) : undefined;
    return media ? (key(root, "schema")(media) ?? media) : undefined;
  };

/** A property, an item or further keys, wherever `allOf` and alternatives hide them. */
const schemaStep =
  (root: JsonObject, name: string): Step =>
  (spot) =>
    findInSchema(root, spot, name, 0);

const findInSchema = (
  root: JsonObject,
  spot: Spot,
  name: string,
  depth: number,
): Spot | undefined => {
  if (depth > 8) return undefined;
  const at = follow(root, spot);
  const schema = key(root, "schema")(at);
  if (schema && !isObject(asObject(at[1])["properties"]))
    return findInSchema(root, schema, name, depth + 1);
  const found =
    name === "[]"
      ? key(root, "items")(at)
      : name === "*"
        ? key(root, "additionalProperties")(at)
        : propertyOf(root, at, name);
  if (found) return found;
  for (const combiner of ["allOf", "oneOf", "anyOf"]) {
    const members = asArray(asObject(at[1])[combiner]);
    for (const [index, member] of members.entries()) {
      const inner = findInSchema(root, [`${at[0]}/${combiner}/${index}`, member], name, depth + 1);
      if (inner) return inner;
    }
  }
  return undefined;
};

const propertyOf = (root: JsonObject, at: Spot, name: string): Spot | undefined => {
  const properties = key(root, "properties")(at);
  return properties && key(root, name)(properties);
};

const operationsByRoot = new WeakMap<JsonObject, ReadonlyMap<string, OperationEntry>>();

const operationsOf = (root: JsonObject): ReadonlyMap<string, OperationEntry> => {
  const known = operationsByRoot.get(root);
  if (known) return known;
  const operations = new Map(identifyOperations(root).map((entry) => [entry.id, entry]));
  operationsByRoot.set(root, operations);
  return operations;
};

interface Spelt {
  readonly name: string;
  readonly spot: Spot;
}

/** Parameters of an operation and of its path. */
const parametersOf = (
  root: JsonObject,
  { operation, path, pointer }: OperationEntry,
  place: string,
): readonly Spelt[] => {
  const item = toPointer("paths", path);
  return [[pointer, operation] as const, [item, atPointer(root, item) ?? {}] as const]
    .flatMap(
      (spot) => [key(root, "parameters")(spot) ?? []].filter((each) => each.length > 0) as Spot[],
    )
    .flatMap(([at, list]) =>
      asArray(list).map((each, index) => {
        const spot: Spot = [`${at}/${index}`, each];
        return { spot, parameter: asObject(follow(root, spot)[1]) };
      }),
    )
    .filter(({ parameter }) => parameter["in"] === place)
    .map(({ spot, parameter }) => ({ name: String(parameter["name"]), spot }));
};

/** `filter[status][eq]` for the member `status.eq` of `filter`, or the one that begins like it. */
const findBracketed = (
  parameters: readonly Spelt[],
  name: string,
  path: readonly string[],
): Spelt | undefined => {
  const wanted =
    name +
    path
      .filter((part) => part !== "[]")
      .map((part) => `[${part}]`)
      .join("");
  return (
    parameters.find((each) => each.name.replace(/\[\]$/, "") === wanted) ??
    parameters.find((each) => each.name.startsWith(wanted) || wanted.startsWith(`${each.name}[`)) ??
    parameters.find((each) => each.name.startsWith(`${name}[`))
  );
};
