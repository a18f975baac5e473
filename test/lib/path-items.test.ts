import { expect, test } from "vitest";
import { inlinePathItems } from "../../scripts/lib/path-items.ts";
import { identifyOperations } from "../../scripts/select/identify-operations.ts";
import { yaml } from "../rules/apply.ts";

const inline = (text: string) =>
  inlinePathItems({ name: "api.yml", root: yaml(text), lineOf: () => 1 }).root;

test.each([
  ["a component", "{ $ref: '#/components/pathItems/Things' }"],
  ["another path", "{ $ref: '#/paths/~1things' }"],
])("the operations of a path that refers to %s are found, under ids of their own", (_, item) => {
  const root = inline(`
    paths:
      /things: { get: { operationId: listThings, responses: {} } }
      /old-things: ${item}
    components: { pathItems: { Things: { get: { operationId: listThings, responses: {} } } } }
  `);
  expect(identifyOperations(root).map(({ id, path }) => [id, path])).toEqual([
    ["listThings", "/old-things"],
    ["listThings2", "/things"],
  ]);
});

test("a document without such paths is returned unchanged", () => {
  const document = { name: "api.yml", root: yaml("paths: { /a: { get: {} } }"), lineOf: () => 1 };
  expect(inlinePathItems(document)).toBe(document);
});

test("an extension among the paths is no path", () => {
  const root = yaml("paths: { x-drafts: { get: {} }, /a: { get: { operationId: getA } } }");
  expect(identifyOperations(root).map(({ id }) => id)).toEqual(["getA"]);
});
