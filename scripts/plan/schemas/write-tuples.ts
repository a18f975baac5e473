import { omit } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { asSchema, tupleOf } from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";
import { withMarks } from "./marks.ts";

/**
 * Lists with a type for each position → a form that @hey-api/openapi-ts reads as a tuple: what may follow the declared
 * items becomes the last one, with a mark.
 *
 *     prefixItems: [A], items: B  →  prefixItems: [A, B], x-rest: true
 *     prefixItems: [A]            →  prefixItems: [A, {}], x-rest: true
 *
 * Those that the list may end before make alternatives of it.
 *
 *     prefixItems: [A, B], items: false, minItems: 1  →  anyOf: [{ prefixItems: [A] }, { prefixItems: [A, B] }]
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
    const whole =
      others === undefined
        ? { ...rest, prefixItems: items }
        : withMarks({ ...rest, prefixItems: [...items, others] }, { "x-rest": true });
    const { minItems = items.length } = schema;
    const shorter = items.flatMap((_, index) =>
      index >= Math.max(1, minItems) ? [{ ...rest, prefixItems: items.slice(0, index) }] : [],
    );
    return shorter.length > 0 ? { anyOf: [...shorter, whole] } : whole;
  });
