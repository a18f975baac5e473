import { isEqual } from "../../lib/json.ts";
import type { Documentation, Schema } from "../../lib/model.ts";
import { type Both, both } from "../both.ts";
import { compareDocumentation, compareExtensions } from "../compare-documentation.ts";
import { schemaRuleId } from "../rules.ts";
import { type At, formatValue, type SchemaWalk } from "./schema-walk.ts";

/** Keywords that do not restrict values: documentation, defaults, read and write access. */
export const compareAnnotations = (
  pair: Both<Schema>,
  at: At,
  { note, report }: SchemaWalk,
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
  const stated = both(pair, (schema) => schema["default"] ?? schema["x-invalid-default"]);
  if (!isEqual(stated.before, stated.after)) {
    const isEffective = !isEqual(before["default"], after["default"]);
    const text = both(stated, formatValue);
    note(isEffective ? "default-changed" : "invalid-default-changed", at, text.before, text.after);
  }
  const access = both(pair, formatAccess);
  if (access.before !== access.after) note("access-changed", at, access.before, access.after);
  const format = both(pair, (schema) => schema["x-array-format"] ?? "the API's default");
  if (format.before !== format.after) note("array-format-changed", at, format.before, format.after);
};

const formatAccess = ({ readOnly, writeOnly }: Schema): string =>
  [readOnly && "read-only", writeOnly && "write-only"].filter(Boolean).join(" and ") ||
  "readable and writable";
