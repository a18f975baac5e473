import { replaceOperations, schemasOf, withSchemas } from "../lib/components.ts";
import { asArray, asObject, isEqual, type Json, type JsonObject } from "../lib/json.ts";
import { listOperations } from "../lib/operations.ts";
import { nameParameterTypes } from "../lib/parameter-types.ts";
import { readOperation } from "../lib/read-model.ts";
import { refTo } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";
import { asSchema, resolve } from "../lib/schema.ts";

/**
 * The object schema of a query parameter, inline or referred to → a component under the name that users import.
 *
 *     ListWidgets, name: filter, schema: { type: object, … }  →  schema: { $ref: …/ListWidgetsFilter }
 */
export const hoistParameter: Rule = {
  id: "hoist-parameter",
  apply(root, report, _options, whole) {
    const known = schemasOf(root);
    const schemas: Record<string, Json> = { ...known };
    const replaced = new Map<string, JsonObject>();
    const operations = listOperations(root).map((entry) => readOperation(entry, root));
    const typeNameOf = nameParameterTypes(operations, known, whole);
    for (const operation of operations) {
      const parameters = asArray(operation.json["parameters"]).map(asObject);
      const hoisted = operation.parameters.map((parameter, index) => {
        const json = parameters[index] ?? {};
        const name = typeNameOf(operation, parameter);
        if (name === undefined || isEqual(json["schema"], refTo(name))) return json;
        schemas[name] = resolve(asSchema(json["schema"]), known);
        report({
          pointer: operation.pointer,
          change: `schema of ${parameter.name} → component ${name}`,
        });
        return { ...json, schema: refTo(name) };
      });
      if (parameters.length > 0)
        replaced.set(operation.pointer, { ...operation.json, parameters: hoisted });
    }
    return withSchemas(replaceOperations(root, replaced), schemas);
  },
};
