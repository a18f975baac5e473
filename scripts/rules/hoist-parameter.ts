import { refTo, replaceOperations, schemasOf, withSchemas } from "../lib/components.ts";
import { asArray, asObject, isEqual, type Json, type JsonObject } from "../lib/json.ts";
import { listOperations, resolveSchema } from "../lib/openapi.ts";
import { hoistedNames } from "./hoist.ts";
import type { Rule } from "./rule.ts";

/**
 * The object schema of a query parameter, inline or referred to → a component under the name that users import.
 *
 *     ListWidgets, name: filter, schema: { type: object, … }  →  schema: { $ref: …/ListWidgetsFilter }
 */
export const hoistParameter: Rule = {
  id: "hoist-parameter",
  apply(root, report) {
    const schemas: Record<string, Json> = { ...schemasOf(root) };
    const operations = new Map<string, JsonObject>();
    const names = hoistedNames(root);
    for (const { operation, pointer } of listOperations(root)) {
      const parameters = asArray(operation["parameters"]).map(asObject);
      const hoisted = parameters.map((parameter) => {
        const schema = asObject(parameter["schema"]);
        const name = names.get(parameter);
        if (name === undefined || isEqual(schema, refTo(name))) return parameter;
        schemas[name] = resolveSchema(schema, root);
        report({ pointer, change: `schema of ${String(parameter["name"])} → component ${name}` });
        return { ...parameter, schema: refTo(name) };
      });
      if (parameters.length > 0) operations.set(pointer, { ...operation, parameters: hoisted });
    }
    return withSchemas(replaceOperations(root, operations), schemas);
  },
};
