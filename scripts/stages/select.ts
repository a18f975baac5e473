import { Failure } from "../lib/failure.ts";
import { type Fault, faultOf, faultyIn, type PlacedFault } from "../lib/faults.ts";
import { asArray, asObject, asString, asText, type JsonObject, mapValues } from "../lib/json.ts";
import {
  camelCase,
  kebabCase,
  nearest,
  operationKeys,
  pascalCase,
  uniqueName,
} from "../lib/names.ts";
import {
  isMethod,
  listOperations,
  mapOperations,
  type OpenApiDocument,
  type OperationEntry,
} from "../lib/openapi.ts";
import { isInPaths, Reachability } from "../lib/reachability.ts";
import { atPointer, fromPointer, toPointer } from "../lib/references.ts";
import { findFaults } from "./find-faults.ts";

type FindFaults = (document: OpenApiDocument) => readonly PlacedFault[];

export type Operations = "all" | readonly string[];

export interface SelectedDocument extends OpenApiDocument {
  /** Whether a part of the source, named by its JSON pointer, was kept. Says so of operations, components and tags. */
  readonly keeps: (pointer: string) => boolean;
  /** The ids of the operations. */
  readonly operations: readonly string[];
  /** Why others that were wanted are not among them. */
  readonly faults: readonly Fault[];
}

/**
 * Document → only the wanted operations that are sound, and what they reach: components, security schemes, tags. `find`
 * says what is a fault.
 */
export const select = (
  document: OpenApiDocument,
  wanted: Operations,
  vendorPrefixes: readonly string[] = [],
  find: FindFaults = findFaults,
): SelectedDocument => {
  const { all, chosen, faults, sound, soundParts } = choose(document, wanted, vendorPrefixes, find);
  if (chosen.length + faults.length === 0)
    throw new Failure(
      "input",
      `${document.name}: no operations, so there is nothing to generate; check that the document is complete.`,
    );
  const whole = document.whole ?? { root: document.root, operations: all };
  return { ...keep(document, sound, soundParts, faults), whole };
};

/**
 * {@link select} for a document that overlays will correct later: its operations are sound if they are so as corrected,
 * and what they reach then is kept, too.
 */
export const selectForOverlays = (
  document: OpenApiDocument,
  corrected: OpenApiDocument,
  wanted: Operations,
  vendorPrefixes: readonly string[] = [],
): SelectedDocument => {
  const { faults, sound, soundParts, chosen } = choose(corrected, wanted, vendorPrefixes);
  const isSound = new Set(sound.map(({ pointer }) => pointer));
  const isChosen = new Set(chosen.map(({ pointer }) => pointer));
  // Also what an overlay removes, since it will look for it.
  const own = identifyOperations(document.root).filter(
    ({ pointer }) => isSound.has(pointer) || (wanted === "all" && !isChosen.has(pointer)),
  );
  const { parts } = new Reachability(document.root, own, vendorPrefixes);
  return keep(document, own, new Set([...parts, ...soundParts]), faults);
};

/** The wanted operations of a document, those of them that are sound, and all parts that these reach. */
const choose = (
  document: OpenApiDocument,
  wanted: Operations,
  prefixes: readonly string[],
  find: FindFaults = findFaults,
) => {
  const { root } = document;
  const all = identifyOperations(root);
  const chosen = wanted === "all" ? all : wanted.map((id) => operationNamed(id, all, document));
  const reachability = new Reachability(root, chosen, prefixes);
  const faults = faultsOf(document, chosen, reachability, wanted === "all", find);
  const faulty = faultyIn(faults);
  const sound = chosen.filter(({ id }) => !faulty.has(id));
  const { parts } =
    sound.length === chosen.length ? reachability : new Reachability(root, sound, prefixes);
  return { all, chosen, faults, sound, soundParts: parts };
};

const keep = (
  document: OpenApiDocument,
  operations: readonly OperationEntry[],
  parts: ReadonlySet<string>,
  faults: readonly Fault[],
): SelectedDocument => {
  const { fileOf, lineOf, name, root } = document;
  const kept = keptBy(root, operations, parts);
  const ids = new Map(operations.map(({ pointer, id }) => [pointer, id]));
  const keeps = (pointer: string): boolean => isKept(pointer, kept);
  return {
    ...{ name, lineOf, keeps, faults },
    ...(fileOf && { fileOf }),
    root: prune(root, keeps, ids),
    operations: [...ids.values()],
  };
};

/**
 * Gives every operation a unique id: its operationId, or a name built from method and path if it has none that yields an
 * identifier; later duplicates get a number, and so do ids that would give the same names. Decided on the whole document,
 * so that a name does not depend on what else is selected.
 */
export const identifyOperations = (root: JsonObject): OperationEntry[] => {
  const taken = new Set<string>();
  return listOperations(root).map((entry) => {
    const base = kebabCase(entry.id) === "" ? nameByPlace(entry) : entry.id;
    const id = uniqueName(base, (each) => operationKeys(each).some((key) => taken.has(key)));
    for (const key of operationKeys(id)) taken.add(key);
    return { ...entry, id };
  });
};

/** `GET /accounts/{id}/cards` → `getAccountsByIdCards`. */
const nameByPlace = ({ method, path }: OperationEntry): string =>
  camelCase(
    method +
      path
        .split("/")
        .map((part) => pascalPart(part))
        .join(""),
  );

const pascalPart = (part: string): string => {
  if (part === "") return "";
  return part.startsWith("{") ? `By${pascalCase(part)}` : pascalCase(part);
};

const operationNamed = (
  id: string,
  all: readonly OperationEntry[],
  { name }: OpenApiDocument,
): OperationEntry => {
  // One that was renamed, since it would have met another one, can be chosen by the id that the document gives it.
  const found =
    all.find((entry) => entry.id === id) ??
    all.find(({ operation }) => operation["operationId"] === id);
  if (found) return found;
  const ids = all.map((entry) => entry.id);
  const meant = nearest(id, ids);
  const hint = meant
    ? `did you mean ${meant}?`
    : `available: ${ids.slice(0, 3).join(", ")}${ids.length > 3 ? `, and ${ids.length - 3} more` : ""}.`;
  throw new Failure("input", `${name}: no operation with operationId ${id}; ${hint}`);
};

/**
 * The faults of a document that chosen operations reach, and, where all are wanted, those of paths without any; in the
 * order of the operations.
 */
const faultsOf = (
  document: OpenApiDocument,
  chosen: readonly OperationEntry[],
  reachability: Reachability,
  isAll: boolean,
  find: FindFaults,
): readonly Fault[] => {
  const order = new Map(chosen.map(({ id }, index) => [id, index]));
  const placeOfFirst = ({ operations }: Fault): number =>
    order.get(operations[0] ?? "") ?? chosen.length;
  return [...find(document), ...notSelected(document, chosen, reachability)]
    .flatMap((fault): Fault[] => {
      const operations = new Set(reachability.operationsAt(fault.pointer).map(({ id }) => id));
      const [section, path = "", member] = fromPointer(fault.pointer);
      if (isAll && section === "paths" && member === undefined) operations.add(path);
      return operations.size === 0 ? [] : [faultOf(document, fault, [...operations])];
    })
    .sort((a, b) => placeOfFirst(a) - placeOfFirst(b));
};

/** References into operations that are not chosen, and so will not be there. */
const notSelected = (
  { root }: OpenApiDocument,
  chosen: readonly OperationEntry[],
  reachability: Reachability,
): readonly PlacedFault[] => {
  const kept = keptBy(root, chosen, reachability.parts);
  return reachability.references
    .filter(({ to }) => isInPaths(to) && !isKept(to, kept) && atPointer(root, to) !== undefined)
    .map(({ from, ref }) => ({
      pointer: from,
      problem: `\`$ref: ${ref}\` refers into an operation that is not selected; select that operation too, or move the target to components`,
    }));
};

/** Pointers of operations, of everything they reach, and of what these lie in; and of their tags. */
const keptBy = (
  root: JsonObject,
  operations: readonly OperationEntry[],
  parts: ReadonlySet<string>,
): ReadonlySet<string> => {
  const tags = operations
    .flatMap(({ operation }) => asArray(operation["tags"]))
    .filter((tag) => typeof tag === "string")
    .flatMap((tag) => withParents(tag, root))
    .map((tag) => toPointer("tags", tag));
  const kept = new Set<string>();
  for (const pointer of [...parts, ...tags])
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1))
      kept.add(pointer.slice(0, end));
  return kept;
};

/** A tag, and those that OpenAPI 3.2 nests it in. */
const withParents = (
  name: string,
  root: JsonObject,
  inner: readonly string[] = [],
): readonly string[] => {
  const names = [...inner, name];
  const tag = asArray(root["tags"]).find((each) => asObject(each)["name"] === name);
  const parent = asString(asObject(tag)["parent"]);
  return parent === undefined || names.includes(parent) ? names : withParents(parent, root, names);
};

/** What is decided by name is kept if named; what lies inside or around it goes with it; the rest always stays. */
const isKept = (pointer: string, kept: ReadonlySet<string>): boolean => {
  const [root = "", first, second, third] = fromPointer(pointer);
  if (root === "webhooks") return false;
  if (root === "tags" || root === "components" || (root === "paths" && first !== undefined)) {
    const isNamed = root === "components" || (root === "paths" && isMethod(second ?? ""));
    const isAdditional = root === "paths" && second === "additionalOperations";
    const names = [
      first,
      ...(isNamed || isAdditional ? [second] : []),
      ...(isAdditional ? [third] : []),
    ].filter((name) => name !== undefined);
    return kept.has(toPointer(root, ...names));
  }
  return true;
};

const prune = (
  root: JsonObject,
  keeps: (pointer: string) => boolean,
  ids: ReadonlyMap<string, string>,
): JsonObject =>
  mapValues(pick(root, "", keeps), (value, section) => {
    if (section === "tags")
      return asArray(value).filter((tag) =>
        keeps(toPointer("tags", asText(asObject(tag)["name"]))),
      );
    if (section !== "paths" && section !== "components") return value;
    return mapValues(pick(asObject(value), toPointer(section), keeps), (group, key) => {
      const at = toPointer(section, key);
      const kept = pick(asObject(group), at, keeps);
      if (section === "components") return kept;
      const others = asObject(kept["additionalOperations"]);
      const item = Object.hasOwn(kept, "additionalOperations")
        ? {
            ...kept,
            additionalOperations: pick(others, `${at}/additionalOperations`, keeps),
          }
        : kept;
      return mapOperations(item, (operation, inner) => {
        const id = ids.get(at + inner);
        return id === undefined ? operation : { ...operation, operationId: id };
      });
    });
  });

const pick = (object: JsonObject, at: string, keeps: (pointer: string) => boolean): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => keeps(at + toPointer(key))));
