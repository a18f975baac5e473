import { Validator } from "@cfworker/json-schema";
import { schemaName, schemasOf } from "../lib/components.ts";
import { asObject, type Json, type JsonObject, omit } from "../lib/json.ts";
import { forEachRef, transform, transformSchema } from "../lib/openapi.ts";
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

/** Whether a schema lets a value through. */
export const accepts = (schema: JsonObject, value: Json, root: JsonObject): boolean => {
  const referred: Record<string, Json> = {};
  const collect = (part: Json): void => {
    forEachRef(part, (ref) => {
      const name = schemaName(ref);
      const target = name === undefined ? undefined : schemasOf(root)[name];
      if (name === undefined || target === undefined || name in referred) return;
      referred[name] = factsFor(asObject(target));
      collect(target);
    });
  };
  collect(schema);
  // A copy, since the validator marks what it reads; `$ref`s resolve against the root of what it is given.
  const whole = structuredClone({ ...factsFor(schema), components: { schemas: referred } });
  try {
    return new Validator(whole, "2020-12").validate(value).valid;
  } catch {
    return true; // A pattern that is no ECMAScript regular expression, say: it refuses nothing that we could tell.
  }
};

/** A format is an annotation, which refuses nothing; an example may hold what looks like a keyword. */
const factsFor = (schema: JsonObject): JsonObject =>
  transformSchema(schema, (each) => omit(each, "format", "example", "examples", "default"));

const reason = (schema: JsonObject, value: Json): string => {
  const { type } = schema;
  const isOfType =
    typeof type !== "string" ||
    new Validator({ type: type as "string" }, "2020-12").validate(value).valid;
  return isOfType ? "the schema refuses it" : `the schema says ${type}`;
};
