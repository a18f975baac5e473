import { accepts } from "../../lib/accepts.ts";
import { isEqual, type Json, omit } from "../../lib/json.ts";
import type { Documentation, Schema, Schemas } from "../../lib/model.ts";
import { type Both, both, bothWith } from "../both.ts";
import { compareDocumentation, compareExtensions } from "../compare-documentation.ts";
import { schemaRuleId } from "../rules.ts";
import { type At, formatValue, type SchemaWalk } from "./schema-walk.ts";

/** Keywords that do not restrict values: documentation, defaults, read and write access. */
export const compareAnnotations = (
  pair: Both<Schema>,
  at: At,
  { note, report, schemas }: SchemaWalk,
): void => {
  const { after, before } = pair;
  compareDocumentation(
    both(pair, (schema) => schema as Documentation),
    at,
    schemaRuleId(at.side, "documentation-changed"),
    report,
  );
  compareExtensions(pair, at, schemaRuleId(at.side, "extension-changed"), report);
  const deprecated = both(pair, (schema) => schema.deprecated === true);
  if (deprecated.before !== deprecated.after)
    report(deprecated.after ? "deprecated" : "no-longer-deprecated", at);
  if (!isEqual(before["default"], after["default"])) {
    const effective = bothWith(pair, schemas, effectiveDefault);
    note(
      isEqual(effective.before, effective.after) ? "invalid-default-changed" : "default-changed",
      at,
      formatValue(before["default"]),
      formatValue(after["default"]),
    );
  }
  const access = both(pair, formatAccess);
  if (access.before !== access.after) note("access-changed", at, access.before, access.after);
  const format = both(pair, (schema) => schema["x-array-format"] ?? "the API's default");
  if (format.before !== format.after) note("array-format-changed", at, format.before, format.after);
};

/** A default that violates its own schema is ignored. */
const effectiveDefault = (schema: Schema, schemas: Schemas): Json | undefined => {
  const value = schema["default"];
  const rest = omit(schema, "default") as Schema;
  return value !== undefined && accepts(rest, value, schemas) ? value : undefined;
};

const formatAccess = ({ readOnly, writeOnly }: Schema): string =>
  [readOnly && "read-only", writeOnly && "write-only"].filter(Boolean).join(" and ") ||
  "readable and writable";
