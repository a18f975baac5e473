import { maxDepth } from "./composition.ts";
import { own } from "./json.ts";
import type { Resolve, Schema } from "./model.ts";
import { alternativesOf } from "./schema.ts";

/** The members of an event. An object with further ones is what the data of an event holds. */
const members: ReadonlySet<string> = new Set(["comment", "data", "event", "id", "retry"]);

/**
 * What the data of events may be, if a schema is that of whole events; nothing if it is that of their data. OpenAPI 3.2,
 * section 4.14.4.
 *
 *     oneOf: [{ properties: { event, data: A } }, { properties: { event, data: B } }]   →   [A, B]
 */
export const eventData = (given: Schema, resolve: Resolve, depth = 0): readonly Schema[] => {
  const schema = resolve(given);
  const properties = schema.properties ?? {};
  if (depth > maxDepth || !Object.keys(properties).every((name) => members.has(name))) return [];
  const dataIn = (member: Schema): readonly Schema[] => eventData(member, resolve, depth + 1);
  const declared = own(properties, "data");
  if (declared) return [declared];
  const whole = (schema.allOf ?? []).map(dataIn).find((data) => data.length > 0);
  if (whole) return whole;
  const alternatives = alternativesOf(schema).map(dataIn);
  return alternatives.every((data) => data.length > 0) ? alternatives.flat() : [];
};
