import { expect, test } from "vitest";
import { errorSchema } from "../../scripts/lib/declared-errors.ts";
import { readModel } from "../../scripts/lib/read-model.ts";
import { yaml } from "../rules/apply.ts";

const errorOf = (responses: string) => {
  const root = yaml(
    `paths: { /a: { get: { operationId: a, responses: { "200": {}, ${responses} } } } }`,
  );
  const [operation] = readModel({ name: "api.yml", lineOf: () => 1, root }).operations;
  return operation && errorSchema(operation);
};
const json = (mediaType: string) => `{ content: { application/json: ${mediaType} } }`;

test("the bodies of errors are what any of them can be", () => {
  expect(errorOf(`"404": ${json("{ schema: { type: object } }")}`)).toEqual({ type: "object" });
  expect(
    errorOf(
      `"404": ${json("{ schema: { type: object } }")}, "500": { content: { text/plain: {} } }`,
    ),
  ).toEqual({ anyOf: [{ type: "object" }, { type: "string" }] });
});

test("an error may have several media types, of which text counts where it is declared as such", () => {
  const [first, second] = ["{ schema: { type: object } }", "{ schema: { type: array } }"];
  const errors = (text: string): string =>
    `"400": { content: { application/json: ${first}, application/problem+json: ${second}, text/plain: ${text} } }`;
  const both = [{ type: "object" }, { type: "array" }];
  expect(errorOf(errors(first))).toEqual({ anyOf: both });
  expect(errorOf(errors("{ schema: { type: string } }"))).toEqual({
    anyOf: [...both, { type: "string" }],
  });
});

test("an error without a schema does not hide the others", () => {
  const bare = json("{ example: { message: Gone } }");
  expect(errorOf(`"401": ${bare}, "404": ${json("{ schema: { type: object } }")}`)).toEqual({
    type: "object",
  });
  expect(errorOf(`"401": ${bare}`)).toEqual({});
  expect(errorOf(`"401": { description: Unauthorized }`)).toBeUndefined();
});
