import {
  asArray,
  asObject,
  asText,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { mapOperations } from "../lib/operations.ts";
import { atPointer, isComponentRef, resolveReference, toPointer } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";
import { isSameParameter } from "../lib/same-parameter.ts";
import { transform } from "../lib/transform.ts";

/**
 * Inlines everything an operation refers to, except schemas: `$ref`s to parameters, request bodies and responses → what
 * they name; parameters of the path → parameters of each operation under it.
 *
 *     parameters: [{ $ref: "#/components/parameters/Page" }]  →  parameters: [{ name: page, in: query, … }]
 *
 * Of a parameter that is declared more than once, the last declaration holds, and that of the operation over its path's.
 */
export const inlineReference: Rule = {
  id: "inline-reference",
  apply(given, report) {
    const root = inlineDeepReferences(given);
    const resolve = (node: Json, pointer: string): JsonObject =>
      resolveReference(asObject(node), (ref) => {
        report({ pointer, change: `$ref: ${ref} → what it names` });
        return atPointer(root, ref);
      });

    const reportRepeated = (
      parameter: JsonObject,
      operation: JsonObject,
      pointer: string,
    ): void => {
      const what = `the ${asText(parameter["in"])} parameter ${asText(parameter["name"])}`;
      report({
        pointer,
        change: `${what}, which is declared again → left out`,
        note: `${asText(operation["operationId"])}: ${what} is declared more than once; the last declaration holds`,
      });
    };

    const inlineOperation = (
      operation: JsonObject,
      inherited: readonly JsonObject[],
      pointer: string,
    ): JsonObject => {
      const declared = asArray(operation["parameters"]).map((each, index) =>
        resolve(each, `${pointer}/parameters/${index}`),
      );
      const own = declared.filter((each, index) => {
        const isRepeated = declared.slice(index + 1).some((later) => isSameParameter(each, later));
        if (isRepeated) reportRepeated(each, operation, `${pointer}/parameters/${index}`);
        return !isRepeated;
      });
      const isOverridden = (outer: JsonObject): boolean =>
        own.some((each) => isSameParameter(each, outer));
      const parameters = [...own, ...inherited.filter((each) => !isOverridden(each))];
      const body = operation["requestBody"];
      const result: Record<string, Json> = {
        ...omit(operation, "parameters"),
        ...(parameters.length > 0 && { parameters }),
        responses: mapValues(asObject(operation["responses"]), (response, status) =>
          resolve(response, `${pointer}/responses/${status}`),
        ),
      };
      if (body !== undefined) result["requestBody"] = resolve(body, `${pointer}/requestBody`);
      return result;
    };

    const paths = mapValues(asObject(root["paths"]), (node, path) => {
      const at = toPointer("paths", path);
      const item = resolve(node, at);
      const inherited = asArray(item["parameters"]).map((each, index) =>
        resolve(each, `${at}/parameters/${index}`),
      );
      for (const _ of inherited)
        report({
          pointer: `${at}/parameters`,
          change: "parameter of the path → of each operation",
        });
      return mapOperations(omit(item, "parameters"), (operation, inner) =>
        inlineOperation(operation, inherited, at + inner),
      );
    });
    const components = omit(
      asObject(root["components"]),
      "parameters",
      "requestBodies",
      "responses",
    );
    return { ...root, paths, ...(root["components"] !== undefined && { components }) };
  },
};

/**
 * A reference into a component → what it names, since later rules may move that. The alternatives of a response that
 * `hoist-response` itself refers to stay.
 *
 *     $ref: "#/components/parameters/Color/schema"  →  type: string
 */
const inlineDeepReferences = (root: JsonObject): JsonObject =>
  transform(root, {
    schema: (schema) =>
      resolveReference(
        schema,
        (ref) => atPointer(root, ref),
        (ref) => !isComponentRef(ref),
      ),
  });
