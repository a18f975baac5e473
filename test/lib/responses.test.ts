import { expect, test } from "vitest";
import { readModel } from "../../scripts/lib/read-model.ts";
import { successContents } from "../../scripts/lib/responses.ts";
import { hoistResponse } from "../../scripts/rules/hoist-response.ts";
import { apply, yaml } from "../rules/apply.ts";

const object = "{ type: object, properties: { id: { type: integer } } }";

/** How each media type is read, before and after normalization. */
const readings = (plain: string, json: string) => {
  const root = yaml(`
openapi: 3.1.0
paths:
  /a:
    get:
      operationId: a
      responses:
        "200":
          description: OK
          content: { text/plain: { schema: ${plain} }, application/json: { schema: ${json} }, text/json: { schema: ${json} } }
components: { schemas: { A: ${object} } }
`);
  return [root, apply(hoistResponse, root).result].map((each) => {
    const [operation] = readModel({ name: "api.yml", lineOf: () => 1, root: each }).operations;
    return (
      operation && successContents(operation).map(({ mediaType, readAs }) => [mediaType, readAs])
    );
  });
};
const asJson = [
  ["application/json", "json"],
  ["text/json", "json"],
];

test.each([
  ["a component", "{ $ref: '#/components/schemas/A' }"],
  ["an inline object", object],
])("plain text of what is declared as JSON, %s, is not read", (_, schema) => {
  expect(readings(schema, schema)).toEqual([asJson, asJson]);
});

test("plain text of anything else is read as text", () => {
  const both = [...asJson, ["text/plain", "text"]];
  expect(readings("{ type: string }", object)).toEqual([both, both]);
  expect(readings("{ type: object }", object)).toEqual([both, both]);
});
