import { isEqual, omit, own } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { additionalPropertiesOf, asSchema, type Tuple, tupleOf } from "../../lib/schema.ts";
import { visibleIn } from "../../lib/visible-properties.ts";
import { allKeys, areBoth, type Both, both, bothWith } from "../both.ts";
import { type At, below, describeKinds, type SchemaWalk } from "./schema-walk.ts";

/** Properties that come and go, whether they are required, and properties beyond the declared ones. */
export const compareObjects = (given: Both<Schema>, at: At, shared: SchemaWalk): void => {
  const { note, schemas, walk } = shared;
  const use = at.isParameter ? "parameter" : at.side;
  const pair = bothWith(given, schemas, (schema, all) => visibleIn(use, schema, all));
  const properties = both(pair, (schema) => schema.properties ?? {});
  const required = both(pair, (schema) => new Set(schema.required));
  const declared = allKeys(both(properties, Object.keys));
  const isDeclared = new Set(declared);
  for (const key of declared) {
    const members = both(properties, (each) => own(each, key));
    const isRequired = both(required, (each) => each.has(key));
    const member = below(at, key);
    if (areBoth(members)) {
      if (!isRequired.before && isRequired.after) note("property-became-required", member);
      if (isRequired.before && !isRequired.after) note("property-became-optional", member);
      walk(members, member);
    } else if (members.after) {
      const isDemanded = at.side === "request" && isRequired.after;
      note(
        isDemanded ? "required-property-added" : "property-added",
        member,
        undefined,
        describeKinds(members.after, schemas.after),
      );
    } else if (members.before) {
      const isOptional = at.side === "response" && !isRequired.before;
      note(
        isOptional ? "optional-property-removed" : "property-removed",
        member,
        describeKinds(members.before, schemas.before),
      );
    }
  }
  for (const key of allKeys(required)) {
    const isRequired = both(required, (each) => each.has(key));
    if (isDeclared.has(key) || isRequired.before === isRequired.after) continue;
    const text = both(isRequired, (each) => (each ? `${key} required` : ""));
    note(
      isRequired.after ? "validation-changed" : "validation-dropped",
      at,
      text.before,
      text.after,
    );
  }
  compareAdditionalProperties(pair, at, shared);
};

/** Lists whose items are declared one by one, or counted: tuples, to TypeScript. */
export const compareTuples = (pair: Both<Schema>, at: At, { note, walk }: SchemaWalk): void => {
  const tuples = both(pair, tupleOf);
  const items = both(tuples, (tuple) => tuple?.items ?? []);
  items.before.forEach((item, index) => {
    const current = items.after[index];
    if (current) walk({ before: item, after: current }, below(at, "[]"));
  });
  const others = both(tuples, (tuple) => tuple?.others);
  if (areBoth(others)) walk(others, below(at, "[]"));
  const text = both(tuples, formatLength);
  if (text.before === text.after) return;
  const isNarrower = !tuples.before || (others.before !== undefined && others.after === undefined);
  const isWider = !tuples.after || (others.after !== undefined && others.before === undefined);
  if (isNarrower === isWider) note("type-changed", at, text.before, text.after);
  else note(isNarrower ? "type-narrowed" : "type-widened", at, text.before, text.after);
};

const formatLength = (tuple: Tuple | undefined): string => {
  if (tuple === undefined) return "a list of any length";
  return `a list of ${tuple.items.length}${tuple.others ? " or more" : ""}`;
};

/** As a type, an object without any property left is one of any properties. */
const withoutEmptyProperties = (schema: Schema): Schema =>
  Object.keys(schema.properties ?? {}).length === 0 ? asSchema(omit(schema, "properties")) : schema;

const compareAdditionalProperties = (
  pair: Both<Schema>,
  at: At,
  { note, schemas, walk }: SchemaWalk,
): void => {
  const additional = both(pair, (schema) => additionalPropertiesOf(withoutEmptyProperties(schema)));
  const kinds = bothWith(additional, schemas, (schema, all) => describeKinds(schema ?? {}, all));
  const { after, before } = pair;
  if (areBoth(additional)) {
    walk(additional, below(at, "*"));
    comparePatterns(pair, at, note);
  } else if (additional.before)
    note(
      after.additionalProperties === false
        ? "additional-properties-forbidden"
        : "additional-properties-undeclared",
      at,
      kinds.before,
    );
  else if (additional.after) note("additional-properties-allowed", at, undefined, kinds.after);
  else if (before.additionalProperties === undefined && after.additionalProperties === false)
    note("undeclared-properties-forbidden", at);
  else if (
    before.additionalProperties === false &&
    after.additionalProperties === undefined &&
    isCheckedJson(at)
  )
    note("undeclared-properties-allowed", at);
};

/** Whether the package rejects what a closed object in a body does not declare. Parameters are always checked. */
const isCheckedJson = ({ holdsFiles, isParameter, side, texts }: At): boolean =>
  side === "request" && !isParameter && !holdsFiles && texts === "none";

/** The names that properties may have, which no type expresses: what the properties hold is compared by itself. */
const comparePatterns = (pair: Both<Schema>, at: At, note: SchemaWalk["note"]): void => {
  const patterns = both(pair, ({ patternProperties }) =>
    Object.keys(patternProperties ?? {}).sort(),
  );
  if (patterns.before.length === 0 || patterns.after.length === 0) return;
  const isClosed = both(pair, ({ additionalProperties }) => additionalProperties === false);
  const isSame = isEqual(patterns.before, patterns.after);
  if (isSame && isClosed.before === isClosed.after) return;
  const text = bothWith(
    patterns,
    isClosed,
    (names, isAll) => `${isAll ? "only " : ""}properties like ${names.join(", ")}`,
  );
  const isOpened = isSame && isClosed.before;
  note(isOpened ? "validation-dropped" : "validation-changed", at, text.before, text.after);
};
