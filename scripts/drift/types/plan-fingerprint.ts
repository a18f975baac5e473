import type { Json } from "../../lib/json.ts";
import type { PlannedOperation } from "../../plan/operation.ts";
import type { PlannedType } from "../../plan/types.ts";
import { documentationKeywords, withoutDocumentation } from "../../lib/schema.ts";

/** All that the generator reads of an operation, without its documentation: equal ones give the same code. */
export const operationFingerprint = (operation: PlannedOperation): string => {
  const { constant, file, functionName, id, needsParams, paginator, response, responseType } =
    operation;
  return JSON.stringify([
    ...[id, functionName, responseType, file, constant, needsParams, paginator?.pagination],
    ...[response.mayBeEmpty, withoutNotes(response.schema ?? null)],
  ]);
};

/** All that the generator reads of a type, without its documentation. */
export const typeFingerprint = ({ file, isVoid, name, orUndefined, schema }: PlannedType): string =>
  JSON.stringify([name, file, isVoid, orUndefined, withoutNotes(schema)]);

const withoutNotes = (schema: Json): Json => withoutDocumentation(schema, (ref) => ref, isDropped);

/** What types do not express. Other extensions are marks that change the types. */
const dropped: ReadonlySet<string> = new Set([
  ...documentationKeywords,
  ...["default", "deprecated", "x-comment", "x-invalid-default"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  ...["minLength", "maxLength", "pattern", "uniqueItems", "minProperties", "maxProperties"],
]);
const isDropped = (keyword: string): boolean => dropped.has(keyword);
