import { isObject, type Json } from "../lib/json.ts";
import type { Plan } from "../stages/plan.ts";

/**
 * What a package is made of, but for its words: two plans of which this is equal give the same types and requests, since
 * the generator knows nothing but the plan.
 */
export const planFacts = ({ baseUrl, credentials, operations, types }: Plan): string =>
  JSON.stringify([
    baseUrl,
    credentials,
    operations.map(
      ({ answer, constant, file, functionName, id, needsParams, pagination, typePrefix }) => [
        ...[id, functionName, typePrefix, file, constant, needsParams, pagination],
        ...[answer.mayBeEmpty, withoutWords(answer.schema ?? null)],
      ],
    ),
    types.map(({ file, isVoid, name, orUndefined, schema }) => [
      name,
      file,
      isVoid,
      orUndefined,
      withoutWords(schema),
    ]),
  ]);

const withoutWords = (value: Json, isNames = false): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withoutWords(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isNames || !words.has(key))
      .map(([key, member]) => [key, withoutWords(member, !isNames && named.has(key))]),
  );
};

const words = new Set(["title", "description", "example", "examples", "externalDocs", "x-doc"]);
const named = new Set(["properties", "patternProperties", "$defs"]);
