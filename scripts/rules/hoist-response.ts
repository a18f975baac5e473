import { replaceOperations, schemasOf, withSchemas } from "../lib/components.ts";
import { isEqualButForDocumentation } from "../lib/documentation.ts";
import { asObject, type Json, type JsonObject } from "../lib/json.ts";
import type { Operation, Schema } from "../lib/model.ts";
import { responseTypeName } from "../lib/names.ts";
import { listOperations } from "../lib/operations.ts";
import { readOperation } from "../lib/read-model.ts";
import { refTo, refToAlternative, schemaName } from "../lib/references.ts";
import { respondsWithJson, type SuccessContent, successContents } from "../lib/responses.ts";
import type { Rule } from "../lib/rule.ts";

/**
 * The JSON of a successful response, inline or referred to → a component under the name that users import. Statuses with
 * different bodies become alternatives of one component.
 *
 *     ListWidgets, "200": { schema: { type: object, … } }  →  schema: { $ref: …/ListWidgetsResponse }
 */
export const hoistResponse: Rule = {
  id: "hoist-response",
  apply(root, report) {
    const schemas: Record<string, Json> = { ...schemasOf(root) };
    const replaced = new Map<string, JsonObject>();
    for (const entry of listOperations(root)) {
      const operation = readOperation(entry, root);
      const bodies = bodiesWithSchema(operation);
      if (bodies.length === 0 || !respondsWithJson(operation) || isResponseHoisted(operation))
        continue;

      const name = responseTypeName(operation.id);
      const distinct: Schema[] = [];
      const alternatives = bodies.map(({ schema }) => {
        const known = distinct.findIndex((each) => isEqualButForDocumentation(each, schema));
        return known >= 0 ? known : distinct.push(schema) - 1;
      });
      const [only, ...others] = distinct;
      schemas[name] = others.length === 0 ? (only ?? {}) : { anyOf: distinct };
      const responses: Record<string, Json> = { ...asObject(entry.operation["responses"]) };
      bodies.forEach(({ mediaType, status }, index) => {
        const schema =
          others.length === 0 ? refTo(name) : refToAlternative(name, alternatives[index] ?? 0);
        responses[status] = withSchema(asObject(responses[status]), mediaType, schema);
      });
      report({
        pointer: `${entry.pointer}/responses`,
        change: `body of ${[...new Set(bodies.map(({ status }) => status))].join(", ")} → component ${name}`,
      });
      replaced.set(entry.pointer, { ...entry.operation, responses });
    }
    return withSchemas(replaceOperations(root, replaced), schemas);
  },
};

/** Whether all that an operation responds with is already the component of its response, or an alternative of it. */
export const isResponseHoisted = (operation: Operation): boolean => {
  const bodies = bodiesWithSchema(operation);
  const name = responseTypeName(operation.id);
  return bodies.length > 0 && bodies.every(({ schema }) => schemaName(schema.$ref) === name);
};

const bodiesWithSchema = (operation: Operation): readonly SuccessContent[] =>
  successContents(operation).filter(({ schema }) => Object.keys(schema).length > 0);

const withSchema = (response: JsonObject, mediaType: string, schema: JsonObject): JsonObject => {
  const content = asObject(response["content"]);
  return {
    ...response,
    content: { ...content, [mediaType]: { ...asObject(content[mediaType]), schema } },
  };
};
