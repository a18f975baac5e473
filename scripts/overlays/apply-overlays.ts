import type { OpenApiDocument } from "../lib/document.ts";
import { Failure } from "../lib/failure.ts";
import { isObject, type Json, type JsonObject, omit } from "../lib/json.ts";
import { toPointer } from "../lib/references.ts";
import { type Path, selectPaths } from "./json-path.ts";
import { merge } from "./merge.ts";
import type { Action, Overlay } from "./overlay.ts";

/** A change that an overlay made, like one that a rule made. */
interface OverlayChange {
  readonly rule: "overlay";
  readonly pointer: string;
  readonly line: number;
  readonly change: string;
}

export interface OverlaidDocument<Document extends OpenApiDocument> {
  readonly document: Document;
  readonly changes: readonly OverlayChange[];
  /** The actions whose targets match nothing: what they correct is gone, or elsewhere. */
  readonly unmatched: readonly Action[];
  readonly notes: readonly string[];
}

/** Document → the same as overlays correct it, one action after the other. */
export const applyOverlays = <Document extends OpenApiDocument>(
  document: Document,
  overlays: readonly Overlay[],
): OverlaidDocument<Document> => {
  const changes: OverlayChange[] = [];
  const unmatched: Action[] = [];
  const removed: Path[] = [];
  const lineOf = (pointer: string): number => document.lineOf(pointerBefore(pointer, removed));
  let root: Json = document.root;
  for (const action of overlays.flatMap(({ actions }) => actions)) {
    const paths = selectPaths(root, action.target);
    if (paths.length === 0) unmatched.push(action);
    for (const path of paths) {
      const pointer = toPointer(...path);
      const change = `${action.place}: ${action.description ?? describe(action)}`;
      changes.push({ rule: "overlay", pointer, line: lineOf(pointer), change });
    }
    root = applyAction(root, action, paths, removed);
  }
  if (!isObject(root)) throw new Error("expected an overlay to leave an object"); // `$` cannot be removed.
  return {
    document: { ...document, root, lineOf },
    changes,
    unmatched,
    notes: overlays.flatMap((overlay) => noteOnExtends(overlay, document.name)),
  };
};

const describe = ({ change, target }: Action): string => {
  if (change.kind === "copy") return `copy ${change.from} to ${target}`;
  return `${change.kind} ${target}`;
};

const applyAction = (root: Json, action: Action, paths: readonly Path[], removed: Path[]): Json => {
  const { change } = action;
  if (change.kind === "remove") {
    // From the last to the first, so that the places of the others stay what they are.
    return [...paths].sort(byPlaceBackwards).reduce((whole, path) => {
      if (path.length === 0) throw fault(action, "", "the whole document cannot be removed");
      removed.push(path);
      return replaceAt(whole, path, () => undefined) ?? null;
    }, root);
  }
  const value = change.kind === "update" ? change.value : copied(root, action, change.from);
  const kinds = new Set(paths.map((path) => kindOf(valueAt(root, path))));
  if (kinds.size > 1)
    throw fault(action, "", `the target selects ${[...kinds].join(" and ")}; select one kind only`);
  if (kinds.has("primitives") && change.kind === "update" && !change.replacesPrimitives)
    throw fault(
      action,
      toPointer(...(paths[0] ?? [])),
      "Overlay 1.0 updates objects and arrays only; select the object around it, or write `overlay: 1.1.0`",
    );
  return paths.reduce<Json>((whole, path) => {
    const change = (target: Json): Json =>
      merge(target, value, (pointer, problem) => {
        throw fault(
          action,
          toPointer(...path) + pointer,
          `${problem}; remove what is there first, in an action of its own`,
        );
      });
    return replaceAt(whole, path, change) ?? null;
  }, root);
};

const copied = (root: Json, action: Action, from: string): Json => {
  const [path, ...others] = selectPaths(root, from);
  if (path === undefined || others.length > 0)
    throw fault(
      action,
      "",
      `\`copy: ${from}\` selects ${path === undefined ? "nothing" : `${others.length + 1} nodes`}; select exactly one`,
    );
  return valueAt(root, path) ?? null;
};

const fault = ({ place, target }: Action, pointer: string, problem: string): Failure =>
  new Failure("input", `${place}: ${target}${pointer && ` (${pointer})`}: ${problem}.`);

const kindOf = (value: Json | undefined): string => {
  if (Array.isArray(value)) return "arrays";
  return isObject(value) ? "objects" : "primitives";
};

const valueAt = (value: Json | undefined, path: Path): Json | undefined =>
  path.reduce<Json | undefined>(
    (node, key) => (node as Record<string | number, Json | undefined> | undefined)?.[key],
    value,
  );

/** The tree with one node changed, or without it. */
const replaceAt = (
  node: Json,
  [key, ...rest]: Path,
  change: (node: Json) => Json | undefined,
): Json | undefined => {
  if (key === undefined) return change(node);
  if (Array.isArray(node)) {
    const items = node as readonly Json[];
    const index = Number(key);
    const item = replaceAt(items[index] ?? null, rest, change);
    return items.toSpliced(index, 1, ...(item === undefined ? [] : [item]));
  }
  const object = node as JsonObject;
  const member = replaceAt(object[key] ?? null, rest, change);
  return member === undefined ? omit(object, String(key)) : { ...object, [key]: member };
};

const byPlaceBackwards = (a: Path, b: Path): number => {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const [left, right] = [a[index], b[index]];
    if (left === right) continue;
    if (typeof left === "number" && typeof right === "number") return right - left;
    return String(left) < String(right) ? 1 : -1;
  }
  return b.length - a.length;
};

/** Where something in the overlaid document was before items of arrays in front of it were removed. */
const pointerBefore = (pointer: string, removed: readonly Path[]): string =>
  removed.reduceRight((current, path) => {
    const index = path.at(-1);
    const array = `${toPointer(...path.slice(0, -1))}/`;
    if (typeof index !== "number" || !current.startsWith(array)) return current;
    const [item = "", ...rest] = current.slice(array.length).split("/");
    return Number(item) < index ? current : array + [Number(item) + 1, ...rest].join("/");
  }, pointer);

const noteOnExtends = ({ extends: extended }: Overlay, name: string): readonly string[] => {
  const fileOf = (uri: string): string =>
    uri
      .replace(/[?#].*$/, "")
      .split("/")
      .at(-1) ?? "";
  return extended === undefined || fileOf(extended.document) === fileOf(name)
    ? []
    : [`${extended.place}: the overlay extends ${extended.document}, but is applied to ${name}.`];
};

/** Why a document cannot be corrected as it should. */
export const unmatchedFailure = (unmatched: readonly Action[], name: string): Failure =>
  new Failure("input", unmatched.map((action) => describeUnmatched(action, name)).join("\n"));

export const describeUnmatched = ({ place, target }: Action, name: string): string =>
  `${place}: the target ${target} matches nothing in ${name}; upstream may have corrected or moved it: remove the action, or correct its target.`;
