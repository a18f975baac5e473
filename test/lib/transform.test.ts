import { expect, test } from "vitest";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { transform } from "../../scripts/lib/transform.ts";

const schema = { type: "string" };
const content = { "application/json": { schema } };
const operation = (more: JsonObject = {}): JsonObject => ({
  parameters: [{ name: "a", in: "query", schema }],
  responses: { "200": { content, headers: { b: { schema } } } },
  ...more,
});
const callbacks = { changed: { "{$request.body#/url}": { post: operation() } } };
const root: JsonObject = {
  paths: { "/a": { get: operation({ callbacks, requestBody: { content } }) } },
  components: { schemas: { A: { properties: { c: schema } } } },
};

test("A visitor of schemas finds them wherever they are, also in callbacks", () => {
  const visited: string[] = [];
  transform(root, {
    schema(each, pointer) {
      visited.push(pointer);
      return each;
    },
  });
  expect(visited.filter((pointer) => pointer.includes("/callbacks/"))).toHaveLength(3);
  expect(visited).toHaveLength(3 + 4 + 2);
});

test("A visitor of operations finds those of callbacks", () => {
  let count = 0;
  transform(root, {
    operation(each) {
      count++;
      return each;
    },
  });
  expect(count).toBe(2);
});
