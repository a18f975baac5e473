import { expect, test } from "vitest";
import { asSchema } from "../../../scripts/lib/schema.ts";
import { writeTuples } from "../../../scripts/plan/schemas/write-tuples.ts";
import { yaml } from "../../rules/apply.ts";

test.each([
  [
    "goes on with anything",
    "{ type: array, prefixItems: [A] }",
    "{ type: array, prefixItems: [A, {}], x-rest: true }",
  ],
  [
    "goes on with items",
    "{ type: array, prefixItems: [A], items: B, maxItems: 3 }",
    "{ type: array, prefixItems: [A, B], x-rest: true }",
  ],
  [
    "ends, since no items may follow",
    "{ type: array, prefixItems: [A], items: false }",
    "{ type: array, prefixItems: [A] }",
  ],
  [
    "may end before the last of its items",
    "{ type: array, prefixItems: [A, B, C], minItems: 1, items: false }",
    "{ anyOf: [{ type: array, prefixItems: [A] }, { type: array, prefixItems: [A, B] }, { type: array, prefixItems: [A, B, C] }] }",
  ],
  [
    "ends at its longest length",
    "{ type: array, prefixItems: [A, B], minItems: 2, maxItems: 2 }",
    "{ type: array, prefixItems: [A, B] }",
  ],
  [
    "has a fixed length",
    "{ type: array, items: A, minItems: 2, maxItems: 2 }",
    "{ type: array, prefixItems: [A, A] }",
  ],
  [
    "has a length too long to write down",
    "{ type: array, items: A, minItems: 1536, maxItems: 1536 }",
    "{ type: array, items: A, minItems: 1536 }",
  ],
  [
    "has no fixed length",
    "{ type: array, items: A, minItems: 1, maxItems: 2 }",
    "{ type: array, items: A, minItems: 1, maxItems: 2 }",
  ],
])("a list that %s", (_, given, want) => {
  const schema = (text: string) => asSchema(yaml(text.replace(/\b([A-C])\b/g, "{ format: $1 }")));
  expect(writeTuples(schema(given))).toEqual(schema(want));
});
