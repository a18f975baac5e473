import { Validator } from "@cfworker/json-schema";
import { isObject, type Json, type JsonObject, omit } from "../lib/json.ts";
import { forEachRef, resolveSchema, transform, transformSchema } from "../lib/openapi.ts";
import type { Rule } from "./rule.ts";

/**
 * A default that its own schema refuses says nothing, and would be printed as `@default` all the same.
 *
 *     { type: string, default: null }  →  { type: string }
 */
export const dropInvalidDefault: Rule = {
  id: "drop-invalid-default",
  apply: (root, report) =>
    transform(root, {
      schema: (schema, pointer) => {
        const value = schema["default"];
        if (value === undefined || accepts(omit(schema, "default"), value, root)) return schema;
        report({
          pointer: `${pointer}/default`,
          change: `default: ${JSON.stringify(value)} → left out: ${reason(schema, value)}`,
        });
        return omit(schema, "default");
      },
    }),
};

const accepts = (schema: JsonObject, value: Json, root: JsonObject): boolean => {
  const target = resolveSchema(schema, root);
  const refs: string[] = [];
  forEachRef(target, (ref) => refs.push(ref));
  // `$ref`s resolve against the root of what the validator is given.
  const plain = transformSchema(target, (each) => omit(each, "format")); // An annotation, which refuses nothing.
  const whole = refs.length > 0 ? { ...plain, components: root["components"] } : plain;
  try {
    return new Validator(whole, "2020-12").validate(value).valid;
  } catch {
    return true; // A pattern that is no ECMAScript regular expression, say: it refuses nothing that we could tell.
  }
};

const reason = (schema: JsonObject, value: Json): string => {
  const type = schema["type"];
  const found =
    value === null
      ? "null"
      : Array.isArray(value)
        ? "an array"
        : isObject(value)
          ? "an object"
          : typeof value;
  return typeof type === "string" && type !== found
    ? `the schema says ${type}`
    : "the schema refuses it";
};
