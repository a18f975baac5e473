import { forEachMapping } from "../lib/components.ts";
import { Failure } from "../lib/failure.ts";
import {
  asArray,
  asObject,
  asString,
  asText,
  type Json,
  type JsonObject,
  mapValues,
} from "../lib/json.ts";
import { descendants, isParent } from "../lib/inheritance.ts";
import { fromPointer, toPointer } from "../lib/references.ts";
import {
  camelCase,
  kebabCase,
  nearest,
  operationKeys,
  pascalCase,
  uniqueName,
} from "../lib/names.ts";
import {
  forEachRef,
  isMethod,
  listOperations,
  mapOperations,
  type OpenApiDocument,
  type OperationEntry,
  placeOf,
} from "../lib/openapi.ts";

export type Operations = "all" | readonly string[];

export interface SelectedDocument extends OpenApiDocument {
  /** Whether a part of the source, named by its JSON pointer, was kept. Says so of operations, components and tags. */
  readonly keeps: (pointer: string) => boolean;
}

/** Document → only the wanted operations and what they reach: components, security schemes, tags. */
export const select = (
  document: OpenApiDocument,
  wanted: Operations,
  vendorPrefixes: readonly string[] = [],
): SelectedDocument => {
  const all = identifyOperations(document.root);
  const chosen = wanted === "all" ? all : wanted.map((id) => find(id, all, document));
  if (chosen.length === 0)
    throw new Failure(
      "input",
      `${document.name}: no operations, so there is nothing to generate; check that the document is complete.`,
    );

  const kept = reach(document, chosen, vendorPrefixes);
  const ids = new Map(chosen.map(({ pointer, id }) => [pointer, id]));
  const keeps = (pointer: string): boolean => isKept(pointer, kept);
  return {
    name: document.name,
    lineOf: document.lineOf,
    ...(document.fileOf && { fileOf: document.fileOf }),
    root: prune(document.root, keeps, ids),
    keeps,
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

const find = (
  id: string,
  all: readonly OperationEntry[],
  { name }: OpenApiDocument,
): OperationEntry => {
  const found = all.find((entry) => entry.id === id);
  if (found) return found;
  const ids = all.map((entry) => entry.id);
  const meant = nearest(id, ids);
  const hint = meant
    ? `did you mean ${meant}?`
    : `available: ${ids.slice(0, 3).join(", ")}${ids.length > 3 ? `, and ${ids.length - 3} more` : ""}.`;
  throw new Failure("input", `${name}: no operation with operationId ${id}; ${hint}`);
};

/** Pointers of the chosen operations, of everything they refer to, directly or not, and of what these lie in. */
const reach = (
  document: OpenApiDocument,
  chosen: readonly OperationEntry[],
  vendorPrefixes: readonly string[],
): ReadonlySet<string> => {
  const { root } = document;
  const kept = new Set<string>();
  const components = asObject(root["components"]);
  const childrenOf = descendants(asObject(components["schemas"]));

  const keep = (pointer: string): void => {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1))
      kept.add(pointer.slice(0, end));
  };
  const keepComponent = (kind: string, key: string): void => {
    const pointer = toPointer("components", kind, key);
    const component = asObject(components[kind])[key];
    if (component === undefined || kept.has(pointer)) return;
    keep(pointer);
    follow(component, pointer);
    if (kind === "schemas" && isParent(asObject(component)))
      for (const child of childrenOf.get(key) ?? []) keepComponent(kind, child);
    // The component that claims this one's name comes along, so that `strip-vendor-prefix` decides as on the whole.
    for (const prefix of vendorPrefixes) keepComponent(kind, `${prefix}_${key}`);
  };
  const follow = (part: Json, at: string): void => {
    forEachRef(part, (ref, pointer) => {
      const [head, kind, key] = fromPointer(ref);
      if (head === "components" && kind !== undefined && key !== undefined)
        keepComponent(kind, key);
      else if (!isKept(toPointer(...fromPointer(ref)), kept))
        throw new Failure(
          "input",
          `${placeOf(document, at + pointer)}: \`$ref: ${ref}\` refers into an operation that is not selected; select that operation too, or move the target to components.`,
        );
    });
    forEachMapping(part, (target) => {
      if (target.startsWith("#")) keepComponent("schemas", fromPointer(target)[2] ?? "");
      else keepComponent("schemas", target);
    });
  };

  /** A tag, and the one that OpenAPI 3.2 nests it in. */
  const keepTag = (name: string): void => {
    const pointer = toPointer("tags", name);
    if (kept.has(pointer)) return;
    keep(pointer);
    const tag = asArray(root["tags"]).find((each) => asObject(each)["name"] === name);
    const parent = asString(asObject(tag)["parent"]);
    if (parent !== undefined) keepTag(parent);
  };

  for (const { pointer } of chosen) keep(pointer);
  for (const { path, pointer, operation } of chosen) {
    const item = asObject(asObject(root["paths"])[path]);
    follow(operation, pointer);
    follow(item["parameters"] ?? [], `${toPointer("paths", path)}/parameters`);
    for (const requirement of asArray(operation["security"] ?? root["security"]))
      for (const scheme of Object.keys(asObject(requirement)))
        keepComponent("securitySchemes", scheme);
    for (const tag of asArray(operation["tags"])) if (typeof tag === "string") keepTag(tag);
  }
  return kept;
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
