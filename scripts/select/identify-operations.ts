import type { JsonObject } from "../lib/json.ts";
import { camelCase, kebabCase, operationKeys, pascalCase, uniqueName } from "../lib/names.ts";
import { listOperations, type OperationEntry } from "../lib/operations.ts";

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
