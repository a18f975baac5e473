import { refTo, replaceOperations, schemasOf, withSchemas } from "../lib/components.ts";
import { asArray, asObject, isEqual, type Json, type JsonObject } from "../lib/json.ts";
import { pascalCase } from "../lib/names.ts";
import { listOperations, resolveSchema } from "../lib/openapi.ts";
import { hoistableParameters } from "./hoist.ts";
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
    for (const { id, operation, pointer } of listOperations(root)) {
      const parameters = asArray(operation["parameters"]).map(asObject);
      const hoistable = new Set(hoistableParameters(parameters, root));
      const hoisted = parameters.map((parameter) => {
        const schema = asObject(parameter["schema"]);
        const name = pascalCase(id) + pascalCase(String(parameter["name"]));
        if (!hoistable.has(parameter) || isEqual(schema, refTo(name))) return parameter;
        schemas[name] = resolveSchema(schema, root);
        report({ pointer, change: `schema of ${String(parameter["name"])} → component ${name}` });
        return { ...parameter, schema: refTo(name) };
      });
      if (parameters.length > 0) operations.set(pointer, { ...operation, parameters: hoisted });
    }
    return withSchemas(replaceOperations(root, operations), schemas);
  },
};
