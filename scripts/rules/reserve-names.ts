import { renameSchemas, schemasOf } from "../lib/components.ts";
import { errorSchema, isErrorNamed } from "../lib/declared-errors.ts";
import type { WholeDocument } from "../lib/document.ts";
import { isEqual, type JsonObject } from "../lib/json.ts";
import {
  errorTypeName,
  functionName,
  paginatorName,
  paramsTypeName,
  responseTypeName,
  uniqueName,
} from "../lib/names.ts";
import { listOperations } from "../lib/operations.ts";
import { nameParameterTypes } from "../lib/parameter-types.ts";
import { readOperation } from "../lib/read-model.ts";
import { refTo, toPointer } from "../lib/references.ts";
import { takenFunctionNames, takenTypeNames } from "../lib/reserved-names.ts";
import type { Rule } from "../lib/rule.ts";
import { readOthers } from "../lib/whole-document.ts";
import { isResponseHoisted } from "./hoist-response.ts";

/**
 * Renames a component whose name the package needs for something else: the functions and types of an operation, the
 * package's own exports, what its files import from the runtime, or global TypeScript types that they use.
 *
 *     components/schemas/ListWidgetsParams  →  ListWidgetsParamsSchema
 */
export const reserveNames: Rule = {
  id: "reserve-names",
  apply(root, report, _options, whole) {
    const schemas = schemasOf(root);
    const allSchemas = { ...schemasOf(whole?.root ?? {}), ...schemas };
    const taken = new Set([
      ...takenTypeNames,
      ...takenFunctionNames,
      ...operationNames(root, whole),
    ]);
    const names = new Map<string, string>();
    for (const name of Object.keys(schemas).sort()) {
      if (!taken.has(name)) continue;
      const other = uniqueName(
        `${name}Schema`,
        (each) => Object.hasOwn(allSchemas, each) || taken.has(each),
      );
      names.set(name, other);
      report({
        pointer: toPointer("components", "schemas", name),
        change: `${name}, a name that the package needs → ${other}`,
      });
    }
    return renameSchemas(root, names, true);
  },
};

/** Names that operations need, except those that upstream already uses for the same thing. */
const operationNames = (root: JsonObject, whole: WholeDocument | undefined): readonly string[] => {
  const selected = listOperations(root).map((entry) => readOperation(entry, root));
  const operations = [...selected, ...(whole ? readOthers(selected, whole) : [])];
  const typeNameOf = nameParameterTypes(selected, schemasOf(root), whole);
  return operations.flatMap((operation) => [
    functionName(operation.id),
    paginatorName(operation.id),
    paramsTypeName(operation.id),
    ...(isResponseHoisted(operation) ? [] : [responseTypeName(operation.id)]),
    ...(errorSchema(operation) === undefined || isErrorNamed(operation)
      ? []
      : [errorTypeName(operation.id)]),
    ...operation.parameters.flatMap((parameter) => {
      const name = typeNameOf(operation, parameter);
      return name === undefined || isEqual(parameter.schema, refTo(name)) ? [] : [name];
    }),
  ]);
};
