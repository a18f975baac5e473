import {
  asArray,
  asObject,
  asString,
  atPointer,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { methods, type Method, transform } from "../lib/openapi.ts";
import type { Rule } from "./rule.ts";

/**
 * Everything an operation is made of stands in the operation, but for schemas: `$ref`s to parameters, request bodies
 * and responses → what they name; parameters of the path → parameters of each operation under it.
 *
 *     parameters: [{ $ref: "#/components/parameters/Page" }]  →  parameters: [{ name: page, in: query, … }]
 */
export const inlineReference: Rule = {
  id: "inline-reference",
  apply(given, report) {
    const root = inlineDeepReferences(given);
    const resolve = (node: Json, pointer: string): JsonObject => {
      let value = asObject(node);
      for (let depth = 0; typeof value["$ref"] === "string" && depth < 32; depth++) {
        const ref = value["$ref"];
        report({ pointer, change: `$ref: ${ref} → what it names` });
        value = { ...asObject(atPointer(root, ref)), ...omit(value, "$ref") };
      }
      return value;
    };

    const inlineOperation = (
      operation: JsonObject,
      inherited: readonly JsonObject[],
      pointer: string,
    ): JsonObject => {
      const own = asArray(operation["parameters"]).map((each, index) =>
        resolve(each, `${pointer}/parameters/${index}`),
      );
      const isOverridden = (outer: JsonObject): boolean =>
        own.some((each) => each["name"] === outer["name"] && each["in"] === outer["in"]);
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
      const at = `/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      const item =
        asString(asObject(node)["$ref"]) === undefined ? asObject(node) : resolve(node, at);
      const inherited = asArray(item["parameters"]).map((each, index) =>
        resolve(each, `${at}/parameters/${index}`),
      );
      for (const _ of inherited)
        report({
          pointer: `${at}/parameters`,
          change: "parameter of the path → of each operation",
        });
      return mapValues(omit(item, "parameters"), (member, key) =>
        methods.includes(key as Method)
          ? inlineOperation(asObject(member), inherited, `${at}/${key}`)
          : member,
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
 * A reference into the middle of something → what it names, since that may move: all but the alternatives of an answer,
 * which `hoist-response` itself refers to.
 *
 *     $ref: "#/components/parameters/Colour/schema"  →  type: string
 */
const inlineDeepReferences = (root: JsonObject): JsonObject =>
  transform(root, {
    schema: (schema) => {
      let value = schema;
      for (let depth = 0; isDeep(value["$ref"]) && depth < 32; depth++)
        value = { ...asObject(atPointer(root, String(value["$ref"]))), ...omit(value, "$ref") };
      return value;
    },
  });

const isDeep = (ref: Json | undefined): boolean =>
  typeof ref === "string" && !/^#\/components\/schemas\/[^/]+(Response\/anyOf\/\d+)?$/.test(ref);
