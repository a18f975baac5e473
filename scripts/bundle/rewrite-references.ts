import { holdsData, type Member, memberOf } from "../lib/grammar.ts";
import { isEqual, isObject, type Json, type JsonObject, mapValues, omit } from "../lib/json.ts";
import { toPointer } from "../lib/references.ts";

/** What OpenAPI expects in a place; nothing where it says nothing of what is there. */
export type Expected = Member | undefined;

/** A `$ref` as it was written. */
export interface Reference {
  readonly ref: string;
  /** The keywords beside it, rewritten. */
  readonly siblings: () => JsonObject;
  readonly expected: Expected;
  /** From the value that is rewritten. */
  readonly pointer: string;
}

export interface Rewrite {
  /** What replaces a reference; nothing for one that stays. */
  readonly reference: (reference: Reference) => Json | undefined;
  /** What replaces a target of a discriminator's mapping. */
  readonly mapping: (target: string, pointer: string) => string;
}

/** Rebuilds a part of a document with its references changed; what does not change is shared. Data is left alone. */
export const rewriteReferences = (
  value: Json,
  expected: Expected,
  rewrite: Rewrite,
  pointer = "",
): Json => {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const inner = typeof expected === "object" ? expected[1] : undefined;
    const changed = items.map((item, index) =>
      rewriteReferences(item, inner, rewrite, `${pointer}/${index}`),
    );
    return changed.every((item, index) => item === items[index]) ? items : changed;
  }
  if (!isObject(value)) return value;
  if (typeof value["$ref"] === "string") {
    const ref = value["$ref"];
    const siblings = () => rewriteMembers(omit(value, "$ref"), expected, rewrite, pointer);
    const replaced = rewrite.reference({ ref, siblings, expected, pointer });
    if (replaced !== undefined) return replaced;
  }
  return rewriteMembers(value, expected, rewrite, pointer);
};

const rewriteMembers = (
  value: JsonObject,
  expected: Expected,
  rewrite: Rewrite,
  pointer: string,
): JsonObject => {
  let result = value;
  const set = (key: string, member: Json): void => {
    if (member !== value[key]) result = { ...result, [key]: member };
  };
  for (const [key, member] of Object.entries(value)) {
    const inner = expectedIn(expected, key);
    if (inner !== "data")
      set(key, rewriteReferences(member, inner, rewrite, pointer + toPointer(key)));
  }
  if (expected === "schema" && isObject(value["discriminator"]))
    set("discriminator", rewriteMapping(value["discriminator"], rewrite, pointer));
  return result;
};

/** Whether a member holds data, in which `$ref` is a name like any other. */
const isData = (key: string): boolean => holdsData(key) || key === "mapping";

const expectedIn = (expected: Expected, key: string): Expected | "data" => {
  if (typeof expected === "object") return expected[1]; // The keys are names that an author chose.
  if (expected === "example" || expected === "link" || expected === "securityScheme") return "data";
  const member = expected && memberOf(expected, key);
  return member ?? (isData(key) ? "data" : undefined);
};

const rewriteMapping = (discriminator: JsonObject, rewrite: Rewrite, pointer: string): Json => {
  const at = pointer + toPointer("discriminator");
  const changed = (target: Json, ...path: readonly string[]): Json =>
    typeof target === "string" ? rewrite.mapping(target, at + toPointer(...path)) : target;
  const { defaultMapping, mapping } = discriminator;
  const result = {
    ...discriminator,
    ...(defaultMapping !== undefined && {
      defaultMapping: changed(defaultMapping, "defaultMapping"),
    }),
    ...(isObject(mapping) && {
      mapping: mapValues(mapping, (target, value) => changed(target, "mapping", value)),
    }),
  };
  return isEqual(result, discriminator) ? discriminator : result;
};

/** Whether a value is a reference and nothing else. */
export const onlyReference = (value: Json | undefined): string | undefined =>
  isObject(value) && typeof value["$ref"] === "string" && Object.keys(value).length === 1
    ? value["$ref"]
    : undefined;
