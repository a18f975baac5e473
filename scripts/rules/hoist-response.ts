import { refTo, replaceOperations, schemasOf, withSchemas } from "../lib/components.ts";
import { asObject, isEqual, type Json, type JsonObject } from "../lib/json.ts";
import { pascalCase } from "../lib/names.ts";
import { listOperations } from "../lib/openapi.ts";
import { isHoisted, successBodies } from "./hoist.ts";
import type { Rule } from "./rule.ts";
import { factsOf } from "./facts.ts";

/**
 * What an operation answers, inline or referred to → a component under the name that users import. Statuses that answer
 * different things become alternatives of one component.
 *
 *     ListWidgets, "200": { schema: { type: object, … } }  →  schema: { $ref: …/ListWidgetsResponse }
 */
export const hoistResponse: Rule = {
  id: "hoist-response",
  apply(root, report) {
    const schemas: Record<string, Json> = { ...schemasOf(root) };
    const operations = new Map<string, JsonObject>();
    for (const { id, operation, pointer } of listOperations(root)) {
      const name = `${pascalCase(id)}Response`;
      const bodies = successBodies(operation).filter(({ schema }) => schema !== undefined);
      if (bodies.length === 0 || isHoisted(operation, name)) continue;

      const distinct: JsonObject[] = [];
      const places = bodies.map(({ schema = {} }) => {
        const known = distinct.findIndex((each) => isEqual(factsOf(each), factsOf(schema)));
        return known >= 0 ? known : distinct.push(schema) - 1;
      });
      const single = distinct.length === 1;
      schemas[name] = single ? (distinct[0] ?? {}) : { anyOf: distinct };
      const responses: Record<string, Json> = { ...asObject(operation["responses"]) };
      bodies.forEach(({ status, mediaType = "" }, index) => {
        const response = asObject(responses[status]);
        const content = asObject(response["content"]);
        const schema = single
          ? refTo(name)
          : { $ref: `${refTo(name).$ref}/anyOf/${places[index]}` };
        responses[status] = {
          ...response,
          content: { ...content, [mediaType]: { ...asObject(content[mediaType]), schema } },
        };
      });
      report({
        pointer: `${pointer}/responses`,
        change: `body of ${bodies.map(({ status }) => status).join(", ")} → component ${name}`,
      });
      operations.set(pointer, { ...operation, responses });
    }
    return withSchemas(replaceOperations(root, operations), schemas);
  },
};
