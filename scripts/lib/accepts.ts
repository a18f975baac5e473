import { Validator } from "@cfworker/json-schema";
import { forEachRef } from "./find-references.ts";
import { type Json, omit, own } from "./json.ts";
import type { Schema, Schemas } from "./model.ts";
import { schemaName } from "./references.ts";
import { transformSchema } from "./transform.ts";

/** Whether a schema accepts a value. */
export const accepts = (schema: Schema, value: Json, schemas: Schemas): boolean => {
  const referred: Record<string, Json> = {};
  const collect = (part: Json): void => {
    forEachRef(part, (ref) => {
      const name = schemaName(ref) ?? "";
      const target = own(schemas, name);
      if (target === undefined || name in referred) return;
      referred[name] = forValidation(target);
      collect(target);
    });
  };
  collect(schema);
  // A copy, since the validator marks what it reads; `$ref`s resolve against the root of what it is given.
  const whole = structuredClone({ ...forValidation(schema), components: { schemas: referred } });
  try {
    return new Validator(whole as object, "2020-12").validate(value).valid;
  } catch {
    return true; // A pattern that is not an ECMAScript regular expression cannot be checked.
  }
};

/** Formats and defaults are annotations, which reject nothing; an example may hold what looks like a keyword. */
const forValidation = (schema: Schema) =>
  transformSchema(schema, (each) => omit(each, "format", "example", "examples", "default"));
