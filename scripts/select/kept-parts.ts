import { asArray, asObject, asString, asText, type JsonObject, mapValues } from "../lib/json.ts";
import { isMethod, mapOperations, type OperationEntry } from "../lib/operations.ts";
import { fromPointer, toPointer } from "../lib/references.ts";

/** Pointers of operations, of everything they reach, and of what these lie in; and of their tags. */
export const keptBy = (
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
export const isKept = (pointer: string, kept: ReadonlySet<string>): boolean => {
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

/** The document without what is not kept, under the ids that its operations were given. */
export const prune = (
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
