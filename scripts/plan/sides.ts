import { refTo, schemaName, schemasOf } from "../lib/components.ts";
import { asArray, asObject, isObject, type Json, type JsonObject, mapValues } from "../lib/json.ts";
import { forEachRef, transformSchema } from "../lib/openapi.ts";

/** Where a schema stands: in a parameter, in a body that is sent, in one that is received. */
export type Side = "parameter" | "body" | "response";

/** Which sides reach which component. */
export class Reach {
  readonly #sides = new Map<string, Set<Side>>();
  readonly #schemas: JsonObject;

  constructor(root: JsonObject) {
    this.#schemas = schemasOf(root);
  }

  add(part: Json, side: Side): void {
    forEachRef(part, (ref) => {
      const name = schemaName(ref);
      if (name === undefined) return;
      const sides = this.#sides.get(name) ?? new Set();
      if (sides.has(side)) return;
      this.#sides.set(name, sides.add(side));
      this.add(this.#schemas[name] ?? {}, side);
    });
  }

  of(name: string): ReadonlySet<Side> {
    return this.#sides.get(name) ?? new Set();
  }
}

/** An enum of strings that later versions of the API may add to; a single value tells alternatives apart and stays. */
const isOpenable = (schema: JsonObject): boolean => {
  const values = asArray(schema["enum"]).filter((value) => value !== null);
  return values.length > 1 && values.every((value) => typeof value === "string");
};

const isArray = (schema: JsonObject): boolean => [schema["type"]].flat().includes("array");

const isDate = (schema: JsonObject): boolean =>
  schema["format"] === "date" || schema["format"] === "date-time";

/** Components that both sides reach and whose types differ between them, directly or through what they refer to. */
export const splitComponents = (root: JsonObject, reach: Reach): ReadonlySet<string> => {
  const schemas = schemasOf(root);
  const both = Object.keys(schemas).filter(
    (name) => reach.of(name).has("response") && reach.of(name).size > 1,
  );
  const split = new Set(both.filter((name) => differs(asObject(schemas[name]), reach.of(name))));
  for (let before = -1; before !== split.size;) {
    before = split.size;
    for (const name of both)
      forEachRef(schemas[name] ?? {}, (ref) => split.has(schemaName(ref) ?? "") && split.add(name));
  }
  return split;
};

const differs = (schema: JsonObject, sides: ReadonlySet<Side>): boolean => {
  let found = false;
  transformSchema(schema, (each) => {
    if (isOpenable(each) || (sides.has("parameter") && isDate(each))) found = true;
    return each;
  });
  return found;
};

/**
 * A schema as one side writes it, in marks that the emitting plugin reads: `x-open` on enums that are received,
 * `x-undefined` on objects that are sent, `x-readonly` on arrays that are only sent, `x-date` where a `Date` may be given.
 */
export const markSide = (
  schema: JsonObject,
  sides: ReadonlySet<Side>,
  nameOf: (component: string) => string,
): JsonObject => {
  const isSent = sides.has("parameter") || sides.has("body");
  return transformSchema(schema, (each) => {
    const marks: Record<string, Json> = {};
    if (!isSent && isOpenable(each)) marks["x-open"] = true;
    if (isSent && (isObject(each["properties"]) || isObject(each["additionalProperties"])))
      marks["x-undefined"] = true;
    if (isSent && !sides.has("response") && isArray(each)) marks["x-readonly"] = true;
    if (sides.has("parameter") && isDate(each)) marks["x-date"] = true;
    const name = schemaName(each["$ref"]);
    if (name !== undefined) Object.assign(marks, refTo(nameOf(name)));
    const discriminator = asObject(each["discriminator"]);
    if (discriminator["mapping"] !== undefined) {
      const mapping = mapValues(
        asObject(discriminator["mapping"]),
        (target) => refTo(nameOf(schemaName(target) ?? String(target))).$ref,
      );
      marks["discriminator"] = { ...discriminator, mapping };
    }
    return Object.keys(marks).length > 0 ? { ...each, ...marks } : each;
  });
};
