import {
  asArray,
  asObject,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
  omit,
} from "../lib/json.ts";
import { atPointer, resolveReference } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";
import { transform } from "../lib/transform.ts";

/**
 * A property that one member of `allOf` declares as read-only or write-only is so in all of them, since all apply to its
 * value. A component that says otherwise is written out there. JSON Schema 2020-12, validation, section 9.4.
 *
 *     allOf: [{ $ref: Base }, { properties: { id: { readOnly: true } } }]
 *       →  allOf: [{ properties: { id: { type: string, readOnly: true }, … } }, { properties: { id: { readOnly: true } } }]
 */
export const shareAccess: Rule = {
  id: "share-access",
  apply: (root, report) => {
    const resolve: Resolve = (node) =>
      resolveReference(asObject(node), (ref) => atPointer(root, ref));
    return transform(root, {
      schema: (schema, pointer) => {
        if (asArray(schema["allOf"]).length === 0) return schema;
        const limited = new Map<string, ReadonlySet<Access>>();
        collect(schema, limited, resolve);
        const marked = limited.size === 0 ? schema : mark(schema, limited, resolve);
        if (marked !== schema)
          report({
            pointer: `${pointer}/allOf`,
            change: "read-only or write-only → in all members",
          });
        return marked;
      },
    });
  },
};

type Access = "readOnly" | "writeOnly";
type Resolve = (node: Json | undefined) => JsonObject;

/** The properties that a schema, or a member of its `allOf`, declares as read-only or write-only. */
const collect = (
  given: Json,
  found: Map<string, ReadonlySet<Access>>,
  resolve: Resolve,
  within: readonly Json[] = [],
): void => {
  const { $ref = "" } = asObject(given);
  if (within.includes($ref)) return;
  const { allOf, properties } = resolve(given);
  for (const [name, property] of Object.entries(asObject(properties))) {
    const own = accessOf(property, resolve);
    if (own.length > 0) found.set(name, new Set([...(found.get(name) ?? []), ...own]));
  }
  for (const member of asArray(allOf))
    collect(member, found, resolve, $ref === "" ? within : [...within, $ref]);
};

const accessOf = (property: Json, resolve: Resolve): readonly Access[] =>
  (["readOnly", "writeOnly"] as const).filter((each) => resolve(property)[each] === true);

/** The same schema where nothing is missing. A parent that has a discriminator stays a reference for its children. */
const mark = (
  given: JsonObject,
  limited: ReadonlyMap<string, ReadonlySet<Access>>,
  resolve: Resolve,
  within: readonly Json[] = [],
): JsonObject => {
  const { $ref = "" } = given;
  const schema = resolve(given);
  const isReference = $ref !== "";
  if (isReference && (within.includes($ref) || isObject(schema["discriminator"]))) return given;
  const inside = isReference ? [...within, $ref] : within;
  const properties = asObject(schema["properties"]);
  const changed = mapValues(properties, (property, name) =>
    limit(property, limited.get(name) ?? new Set(), resolve),
  );
  const members = asArray(schema["allOf"]);
  const marked = members.map((member) =>
    isObject(member) ? mark(member, limited, resolve, inside) : member,
  );
  const isSame =
    Object.entries(properties).every(([name, property]) => changed[name] === property) &&
    members.every((member, index) => marked[index] === member);
  if (isSame) return given;
  return {
    ...(isReference ? omit(schema, "title", "description") : schema),
    ...(schema["properties"] !== undefined && { properties: changed }),
    ...(members.length > 0 && { allOf: marked }),
  };
};

/** A property with what it does not say itself. */
const limit = (property: Json, access: ReadonlySet<Access>, resolve: Resolve): Json => {
  const own = accessOf(property, resolve);
  const missing = [...access].filter((each) => !own.includes(each));
  return missing.length === 0
    ? property
    : { ...asObject(property), ...Object.fromEntries(missing.map((each) => [each, true])) };
};
