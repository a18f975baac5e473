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

/** Items at the head of a list that have a schema of their own. */
export const compareTuples = (
  was: readonly Json[],
  is: readonly Json[],
  at: Place,
  { note, walk }: SchemaWalk,
): void => {
  if (was.length !== is.length)
    note(
      "type-changed",
      at,
      `a list that begins with ${was.length}`,
      `a list that begins with ${is.length}`,
    );
  for (const [index, item] of was.entries())
    if (is[index] !== undefined) walk(asObject(item), asObject(is[index]), inside(at, "[]"));
};

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
  const further =
    schema["additionalProperties"] ?? Object.values(asObject(schema["patternProperties"]))[0];
  if (isObject(further)) return further;
  return further === true || (further === undefined && schema["properties"] === undefined)
    ? {}
    : undefined;
};

const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;
