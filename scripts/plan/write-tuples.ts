import { omit } from "../lib/json.ts";
import type { Schema } from "../lib/model.ts";
import { transformSchema } from "../lib/openapi.ts";
import { asSchema, tupleOf } from "../lib/schema.ts";
import { withMarks } from "./marks.ts";

/**
 * Lists with a type for each position → a form that @hey-api/openapi-ts reads as a tuple: what may follow the declared
 * items becomes the last one, with a mark.
 *
 *     prefixItems: [A], items: B  →  prefixItems: [A, B], x-rest: true
 *     prefixItems: [A]            →  prefixItems: [A, {}], x-rest: true
 */
export const writeTuples = (given: Schema): Schema =>
  transformSchema(given, (schema) => {
    const tuple = tupleOf(schema);
    const rest = asSchema(omit(schema, "items", "prefixItems", "minItems", "maxItems"));
    if (tuple === undefined)
      // Of a long list with a fixed length, hey-api would write down every item.
      return schema.maxItems !== undefined && schema.maxItems === schema.minItems
        ? asSchema(omit(schema, "maxItems"))
        : schema;
    const { items, others } = tuple;
    return others === undefined
      ? { ...rest, prefixItems: items }
      : withMarks({ ...rest, prefixItems: [...items, others] }, { "x-rest": true });
  });
