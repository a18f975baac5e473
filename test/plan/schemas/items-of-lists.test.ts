import { expect, test } from "vitest";
import { itemsOfLists } from "../../../scripts/plan/schemas/items-of-lists.ts";
import { yaml } from "../../rules/apply.ts";

test.each([
  [
    "go to alternatives that are lists of anything",
    "{ items: { type: string }, oneOf: [{ type: array, items: {} }, { type: string }] }",
    "{ oneOf: [{ type: array, items: { type: string } }, { type: string }] }",
  ],
  [
    "leave lists of something as they are",
    "{ items: { type: string }, anyOf: [{ type: array, items: { type: integer } }, { type: string }] }",
    "{ anyOf: [{ type: array, items: { type: integer } }, { type: string }] }",
  ],
])("items beside alternatives of which some are no lists %s", (_, schema, want) => {
  expect(itemsOfLists(yaml(schema))).toEqual(yaml(want));
});

test.each([
  [
    "a list, whatever its alternatives",
    "{ type: array, items: {}, oneOf: [{ type: string }, { type: array }] }",
  ],
  [
    "alternatives that are all lists",
    "{ items: { type: string }, oneOf: [{ type: array }, { maxItems: 3 }] }",
  ],
  ["alternatives without items beside them", "{ oneOf: [{ type: array }, { type: string }] }"],
])("%s: nothing changes", (_, schema) => {
  expect(itemsOfLists(yaml(schema))).toEqual(yaml(schema));
});
