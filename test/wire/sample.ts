import { resolveSchema } from "../../scripts/lib/references.ts";
import { asArray, asObject, asString, type Json, type JsonObject } from "../../scripts/lib/json.ts";

/** Which of several alternatives is taken, and whether a date is a `Date`: only parameters accept one. */
export interface Choice {
  readonly alternative: number;
  readonly dates: "Date" | "text";
}

/** A value that a schema permits, always the same: every property to its full depth, arrays of two, what is hard to encode. */
export function sample(
  declared: JsonObject,
  root: JsonObject,
  name: string,
  choice: Choice,
  above: readonly string[] = [],
  item = 1,
): unknown {
  const { schema, refs } = resolve(declared, root);
  if (refs.some((ref) => above.includes(ref))) return undefined; // A component within itself ends here.
  const within = [...above, ...refs];
  const alternatives = alternativesIn(schema);
  if (alternatives.length > 0) {
    const taken = alternatives[Math.min(choice.alternative, alternatives.length - 1)] ?? {};
    return sample(taken, root, name, choice, within, item);
  }
  const values = asArray(schema["enum"]).filter((value) => value !== null);
  if (values.length > 0) return values[(item - 1) % values.length];
  if ("const" in schema) return schema["const"];
  const type = [schema["type"]].flat().find((each) => each !== "null");
  if (type === "array") {
    const items = [1, 2].map((nth) =>
      sample(asObject(schema["items"]), root, name, choice, within, nth),
    );
    return items.filter((each) => each !== undefined);
  }
  if (type === "object" || "properties" in schema || "allOf" in schema)
    return sampleMembers(schema, root, choice, within, item);
  if (type === "integer" || type === "number")
    return Number(schema["minimum"] ?? Number(schema["exclusiveMinimum"] ?? 0) + 1) + item - 1;
  if (type === "boolean") return item === 1;
  return sampleText(schema, name, choice, item);
}

function sampleMembers(
  schema: JsonObject,
  root: JsonObject,
  choice: Choice,
  within: readonly string[],
  item: number,
): Record<string, unknown> {
  const parts = asArray(schema["allOf"]).map((part) =>
    sample(asObject(part), root, "", choice, within, item),
  );
  const further = schema["additionalProperties"];
  const declared = {
    ...asObject(schema["properties"]),
    ...(further !== undefined && further !== false && { further: asObject(further) }),
  };
  const isSent = (member: Json): boolean =>
    resolveSchema(asObject(member), root)["readOnly"] !== true;
  const members = Object.entries(declared)
    .filter(([, member]) => isSent(member))
    .map(([key, member]) => [key, sample(asObject(member), root, key, choice, within, item)]);
  const given = Object.fromEntries(members) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(Object.assign({}, ...parts, given) as object).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function sampleText(schema: JsonObject, name: string, { dates }: Choice, item: number): unknown {
  const format = asString(schema["format"]);
  const date = new Date(Date.UTC(2026, 1, 2 + item, 4, 5, 6));
  if (format === "date" || format === "date-time") {
    if (dates === "Date") return date;
    return format === "date" ? date.toISOString().slice(0, 10) : date.toISOString();
  }
  if (format === "binary") return new Blob([`bytes of ${name}`]);
  return `${name} ${String(item)} &=,/`;
}

/** How many requests it takes to send every alternative of a schema once. */
export function countAlternatives(
  declared: JsonObject,
  root: JsonObject,
  above: readonly string[] = [],
): number {
  const { schema, refs } = resolve(declared, root);
  if (refs.some((ref) => above.includes(ref))) return 1;
  const alternatives = alternativesIn(schema);
  const inner = [
    ...alternatives,
    ...asArray(schema["allOf"]),
    ...Object.values(asObject(schema["properties"])),
    ...["items", "additionalProperties"].flatMap((key) => schema[key] ?? []),
  ].map((each: Json) => countAlternatives(asObject(each), root, [...above, ...refs]));
  return Math.max(1, alternatives.length, ...inner);
}

const alternativesIn = (schema: JsonObject): readonly JsonObject[] =>
  ["oneOf", "anyOf"]
    .flatMap((key) => asArray(schema[key]))
    .map(asObject)
    .filter((each) => each["type"] !== "null");

/** A schema without its `$ref`, and the components that it went through. */
export function resolve(
  declared: JsonObject,
  root: JsonObject,
): { readonly schema: JsonObject; readonly refs: readonly string[] } {
  const ref = asString(declared["$ref"]);
  if (ref === undefined) return { schema: declared, refs: [] };
  const found = ref
    .replace(/^#\//, "")
    .split("/")
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((at: JsonObject, key) => asObject(at[key]), root);
  const { schema, refs } = resolve(found, root);
  return { schema, refs: [ref, ...refs] };
}
