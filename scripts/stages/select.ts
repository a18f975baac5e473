import type { OpenApiDocument } from "../lib/document.ts";
import { Failure } from "../lib/failure.ts";
import { type Fault, faultOf, faultyIn, type PlacedFault } from "../lib/faults.ts";
import { nearest } from "../lib/names.ts";
import type { OperationEntry } from "../lib/operations.ts";
import { atPointer, fromPointer } from "../lib/references.ts";
import { identifyOperations } from "../select/identify-operations.ts";
import { isKept, keptBy, prune } from "../select/kept-parts.ts";
import { isInPaths, Reachability } from "../select/reachability.ts";
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
    name,
    lineOf,
    keeps,
    faults,
    ...(fileOf && { fileOf }),
    root: prune(root, keeps, ids),
    operations: [...ids.values()],
  };
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
