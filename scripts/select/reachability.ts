import { forEachMapping, schemasOf } from "../lib/components.ts";
import { forEachReference } from "../lib/find-references.ts";
import { descendants, isParent } from "../lib/inheritance.ts";
import { asArray, asObject, type JsonObject } from "../lib/json.ts";
import type { OperationEntry } from "../lib/operations.ts";
import { atPointer, fromPointer, toPointer } from "../lib/references.ts";

/** A reference to a part of a document: an operation, a component, or what else a `$ref` names. */
export interface PartReference {
  readonly to: string;
  /** The pointer of the object that holds the `$ref`. */
  readonly from: string;
  readonly ref: string;
}

/** What some operations of a document reach, directly or not; each part is named by its JSON pointer. */
export class Reachability {
  /** The operations themselves, and all that they reach. */
  readonly parts: ReadonlySet<string>;
  readonly references: readonly PartReference[];
  readonly #starts: ReadonlyMap<OperationEntry, readonly string[]>;
  readonly #usersOf: ReadonlyMap<string, readonly string[]>;

  constructor(
    root: JsonObject,
    operations: readonly OperationEntry[],
    vendorPrefixes: readonly string[],
  ) {
    this.#starts = new Map(operations.map((entry) => [entry, startsOf(entry, root)]));
    const parts = new Set([...this.#starts.values()].flat());
    const starts = new Set(parts);
    const references: PartReference[] = [];
    const companionsOf = companions(root, vendorPrefixes);
    const users: { readonly part: string; readonly user: string }[] = [];
    // Iterating over a set visits what is added on the way.
    for (const user of parts)
      for (const reference of referencesOf(user, root, companionsOf)) {
        const { to } = reference;
        references.push(reference);
        users.push({ part: to, user });
        // Another operation is not reached by a reference into it: it has to be chosen.
        if (!isInPaths(to) || starts.has(to)) parts.add(to);
      }
    this.parts = parts;
    this.references = references;
    this.#usersOf = new Map(
      [...Map.groupBy(users, ({ part }) => part)].map(([part, each]) => [
        part,
        each.map(({ user }) => user),
      ]),
    );
  }

  /** The operations that reach a place of the document. */
  operationsAt(pointer: string): readonly OperationEntry[] {
    const path = fromPointer(pointer);
    const around = ["", ...path].map((_, length) => toPointer(...path.slice(0, length)));
    const reaching = new Set(around.filter((part) => this.parts.has(part)));
    for (const part of reaching)
      for (const user of this.#usersOf.get(part) ?? []) reaching.add(user);
    return [...this.#starts].flatMap(([entry, starts]) =>
      starts.some((each) => reaching.has(each)) ? [entry] : [],
    );
  }
}

export const isInPaths = (pointer: string): boolean => pointer.startsWith("/paths/");

/** An operation, and what it has from its path and from the document: parameters and security schemes. */
const startsOf = (
  { operation, path, pointer }: OperationEntry,
  root: JsonObject,
): readonly string[] => {
  const schemes = asArray(operation["security"] ?? root["security"])
    .flatMap((requirement) => Object.keys(asObject(requirement)))
    .map((scheme) => toPointer("components", "securitySchemes", scheme));
  const inherited = [toPointer("paths", path, "parameters"), ...schemes];
  return [pointer, ...inherited.filter((each) => atPointer(root, each) !== undefined)];
};

/** The names of the components that come along with a component, although nothing in it refers to them. */
type CompanionsOf = (kind: string, name: string) => readonly string[];

const companions = (root: JsonObject, vendorPrefixes: readonly string[]): CompanionsOf => {
  const schemas = schemasOf(root);
  const childrenOf = descendants(schemas);
  return (kind, name) => [
    ...(kind === "schemas" && isParent(asObject(schemas[name]))
      ? (childrenOf.get(name) ?? [])
      : []),
    // The component that claims this one's name, so that `strip-vendor-prefix` decides as on the whole.
    ...vendorPrefixes.map((prefix) => `${prefix}_${name}`),
  ];
};

const referencesOf = (
  part: string,
  root: JsonObject,
  companionsOf: CompanionsOf,
): readonly PartReference[] => {
  const found: PartReference[] = [];
  const content = atPointer(root, part) ?? null;
  const addComponent = (kind: string, name: string): void => {
    const to = toPointer("components", kind, name);
    if (atPointer(root, to) !== undefined) found.push({ to, from: part, ref: `#${to}` });
  };
  forEachReference(content, (ref, pointer) => {
    if (typeof ref !== "string" || !ref.startsWith("#")) return; // It leads nowhere, and is a fault of its own.
    found.push({ to: partNamedBy(ref), from: part + pointer, ref });
  });
  forEachMapping(content, (target) => {
    addComponent("schemas", target.startsWith("#") ? (fromPointer(target)[2] ?? "") : target);
  });
  const [section, kind = "", name = ""] = fromPointer(part);
  if (section === "components")
    for (const companion of companionsOf(kind, name)) addComponent(kind, companion);
  return found;
};

/** Components and operations are kept or left out as a whole; of the rest, what is named is a part. */
const partNamedBy = (ref: string): string => {
  const path = fromPointer(ref);
  const isWhole = path[0] === "components" || path[0] === "paths";
  return toPointer(...(isWhole ? path.slice(0, 3) : path));
};
