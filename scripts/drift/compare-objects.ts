import { asArray, asObject, isObject, type Json, type JsonObject } from "../lib/json.ts";
import { inside, type Place } from "./place.ts";
import { describe, type SchemaWalk } from "./schema-walk.ts";

/** Properties that come, go, are required or are not, and keys beyond them. */
export const compareObjects = (
  was: JsonObject,
  is: JsonObject,
  at: Place,
  shared: SchemaWalk,
): void => {
  const { note, roots, walk } = shared;
  const [had, has] = [asObject(was["properties"]), asObject(is["properties"])];
  const [needed, needs] = [was, is].map((each) => new Set(asArray(each["required"]))) as [
    Set<Json>,
    Set<Json>,
  ];
  for (const key of new Set([...Object.keys(had), ...Object.keys(has)])) {
    const [one, other] = [own(had, key), own(has, key)];
    const member = inside(at, key);
    if (one === undefined) {
      const isNeeded = at.side === "request" && needs.has(key);
      note(
        isNeeded ? "required-property-added" : "property-added",
        member,
        undefined,
        describe(asObject(other), roots.after),
      );
    } else if (other === undefined) {
      const isExtra = at.side === "response" && !needed.has(key);
      note(
        isExtra ? "optional-property-removed" : "property-removed",
        member,
        describe(asObject(one), roots.before),
      );
    } else {
      if (!needed.has(key) && needs.has(key)) note("property-became-required", member);
      if (needed.has(key) && !needs.has(key)) note("property-became-optional", member);
      walk(asObject(one), asObject(other), member);
    }
  }
  for (const key of new Set([...needed, ...needs])) {
    if (
      own(had, String(key)) !== undefined ||
      own(has, String(key)) !== undefined ||
      needed.has(key) === needs.has(key)
    )
      continue;
    note(
      "validation-changed",
      at,
      needed.has(key) ? `${String(key)} required` : "",
      needs.has(key) ? `${String(key)} required` : "",
    );
  }
  compareFurtherKeys(was, is, at, shared);
};

/** Lists whose items are told one by one, or counted: tuples, to TypeScript. */
export const compareTuples = (
  was: JsonObject,
  is: JsonObject,
  at: Place,
  { note, walk }: SchemaWalk,
): void => {
  const [had, has] = [asArray(was["prefixItems"]), asArray(is["prefixItems"])];
  for (const [index, item] of had.entries())
    if (has[index] !== undefined) walk(asObject(item), asObject(has[index]), inside(at, "[]"));
  const [length, lengthNow] = [fixedLength(was), fixedLength(is)];
  if (length === lengthNow) return;
  const event =
    length === undefined
      ? "type-narrowed"
      : lengthNow === undefined
        ? "type-widened"
        : "type-changed";
  note(event, at, spellLength(length), spellLength(lengthNow));
};

const fixedLength = (schema: JsonObject): number | undefined => {
  const heads = asArray(schema["prefixItems"]).length;
  if (heads > 0) return heads;
  const { maxItems, minItems } = schema;
  return typeof minItems === "number" && minItems === maxItems ? minItems : undefined;
};

const spellLength = (length: number | undefined): string =>
  length === undefined ? "a list of any length" : `a list of ${length}`;

const compareFurtherKeys = (
  was: JsonObject,
  is: JsonObject,
  at: Place,
  { note, roots, walk }: SchemaWalk,
): void => {
  const [had, has] = [furtherKeys(was), furtherKeys(is)];
  if (had && has) walk(had, has, inside(at, "*"));
  else if (had) note("further-keys-refused", at, describe(had, roots.before));
  else if (has) note("further-keys-allowed", at, undefined, describe(has, roots.after));
  else if (was["additionalProperties"] === undefined && is["additionalProperties"] === false)
    note("unknown-keys-refused", at);
};

/** What keys beyond the declared ones hold, where there may be any. */
const furtherKeys = (schema: JsonObject): JsonObject | undefined => {
  const patterns = Object.values(asObject(schema["patternProperties"]));
  const further =
    schema["additionalProperties"] ?? (patterns.length > 1 ? { anyOf: patterns } : patterns[0]);
  if (isObject(further)) return further;
  return further === true || (further === undefined && schema["properties"] === undefined)
    ? {}
    : undefined;
};

const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;
