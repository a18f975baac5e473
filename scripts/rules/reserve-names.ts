import { refTo, renameSchemas, schemasOf } from "../lib/components.ts";
import { isEqual, type JsonObject, toPointer } from "../lib/json.ts";
import { pascalCase } from "../lib/names.ts";
import { listOperations } from "../lib/openapi.ts";
import { hoistedNames, isHoisted } from "./hoist.ts";
import type { Rule } from "./rule.ts";

/**
 * A component whose name the package needs for something else makes room: for an operation's own types, for what the
 * package always exports, for what its files say of the language.
 *
 *     components/schemas/ListWidgetsParams  →  ListWidgetsParamsSchema
 */
export const reserveNames: Rule = {
  id: "reserve-names",
  apply(root, report) {
    const schemas = schemasOf(root);
    const taken = new Set([...alwaysTaken, ...operationTypes(root)]);
    const names = new Map<string, string>();
    for (const name of Object.keys(schemas).sort()) {
      if (!taken.has(name)) continue;
      let other = `${name}Schema`;
      for (let count = 2; schemas[other] !== undefined || taken.has(other); count++)
        other = `${name}Schema${count}`;
      names.set(name, other);
      report({
        pointer: toPointer("components", "schemas", name),
        change: `${name}, a name that the package needs → ${other}`,
      });
    }
    return renameSchemas(root, names);
  },
};

const alwaysTaken = [
  ...[
    "ApiError",
    "ApiErrorDetail",
    "Client",
    "ClientOptions",
    "ConnectionError",
    "Operation",
    "PaginateOptions",
  ],
  ...["Pagination", "PaginationError", "Paginator", "RequestOptions", "TimeoutError"],
  ...["Array", "Blob", "Date", "Omit", "Promise", "Record"],
];

/** Names of types that operations bring, but for those that upstream gave to the very same thing. */
const operationTypes = (root: JsonObject): string[] => [
  ...listOperations(root).flatMap(({ id, operation }) => {
    const name = pascalCase(id);
    return isHoisted(operation, `${name}Response`)
      ? [`${name}Params`]
      : [`${name}Params`, `${name}Response`];
  }),
  ...[...hoistedNames(root)].flatMap(([{ schema }, name]) =>
    isEqual(schema, refTo(name)) ? [] : [name],
  ),
];
