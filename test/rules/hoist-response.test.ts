import { describe, expect, test } from "vitest";
import { schemasOf } from "../../scripts/lib/components.ts";
import { hoistResponse } from "../../scripts/rules/hoist-response.ts";
import { apply, applyAgain, listWidgets, operationOf, reportedChanges, yaml } from "./apply.ts";

const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;
const json = (schema: string): string =>
  `{ description: d, content: { application/json: { schema: ${schema} } } }`;
const response = ref("ListWidgetsResponse");
const others = "Widget: { type: object }, ListWidgetsResponseBody: { type: object }";

describe("hoist-response", () => {
  test.each([
    [
      "an inline body",
      `{ '200': ${json("{ type: object }")} }`,
      `{ '200': ${json(response)} }`,
      "{ type: object }",
      "200",
    ],
    [
      "a body that is not an object",
      `{ '201': ${json("{ type: array, items: {} }")} }`,
      `{ '201': ${json(response)} }`,
      "{ type: array, items: {} }",
      "201",
    ],
    [
      "a referenced body",
      `{ '200': ${json(ref("Widget"))} }`,
      `{ '200': ${json(response)} }`,
      ref("Widget"),
      "200",
    ],
    [
      "a body that references a component with a longer name",
      `{ '200': ${json(ref("ListWidgetsResponseBody"))} }`,
      `{ '200': ${json(response)} }`,
      ref("ListWidgetsResponseBody"),
      "200",
    ],
    [
      "the default response if there is no success status",
      `{ '404': ${json("{}")}, default: ${json("{ type: object }")} }`,
      `{ '404': ${json("{}")}, default: ${json(response)} }`,
      "{ type: object }",
      "default",
    ],
    [
      "the bodies of two statuses that differ only in documentation",
      `{ '200': ${json("{ type: object, title: a }")}, '202': ${json("{ type: object, title: b }")} }`,
      `{ '200': ${json(response)}, '202': ${json(response)} }`,
      "{ type: object, title: a }",
      "200, 202",
    ],
    [
      "the bodies of two statuses that differ only in externalDocs",
      `{ '200': ${json("{ type: object, externalDocs: { url: a } }")}, '202': ${json("{ type: object }")} }`,
      `{ '200': ${json(response)}, '202': ${json(response)} }`,
      "{ type: object, externalDocs: { url: a } }",
      "200, 202",
    ],
    [
      "the different bodies of two statuses",
      `{ '200': ${json("{ type: object }")}, '202': ${json("{ type: string }")}, '204': { description: None } }`,
      `{ '200': ${json(ref("ListWidgetsResponse/anyOf/0"))}, '202': ${json(ref("ListWidgetsResponse/anyOf/1"))}, '204': { description: None } }`,
      "{ anyOf: [{ type: object }, { type: string }] }",
      "200, 202",
    ],
    [
      "JSON under another name",
      "{ '200': { description: d, content: { application/hal+json: { schema: { type: object } } } } }",
      `{ '200': { description: d, content: { application/hal+json: { schema: ${response} } } } }`,
      "{ type: object }",
      "200",
    ],
  ])("turns %s into a component", (_, given, want, schema, statuses) => {
    const applied = apply(hoistResponse, listWidgets(`{ responses: ${given} }`, `{ ${others} }`));
    expect(operationOf(applied.result)["responses"]).toEqual(yaml(want));
    expect(schemasOf(applied.result)).toEqual({
      ...yaml(`{ ${others} }`),
      ListWidgetsResponse: yaml(schema),
    });
    expect(reportedChanges(applied)).toEqual([
      ["/paths/~1widgets/get/responses", `body of ${statuses} → component ListWidgetsResponse`],
    ]);
    expect(applyAgain(hoistResponse, applied)).toEqual({ result: applied.result, changes: [] });
  });

  test.each([
    ["an operation without a response body", "{ '204': { description: None } }"],
    ["a media type without a schema", "{ '200': { description: d, content: { text/plain: {} } } }"],
    [
      "error responses",
      `{ '404': ${json("{ type: object }")}, default: ${json("{ type: object }")}, '204': { description: d } }`,
    ],
    ["a component that already has the name", `{ '200': ${json(response)} }`],
    [
      "JSON beside another media type, since callers may get either",
      "{ '200': { description: d, content: { text/csv: {}, application/json: { schema: { type: object } } } } }",
    ],
    [
      "a stream",
      "{ '200': { description: d, content: { application/x-ndjson: { schema: { type: object } } } } }",
    ],
  ])("leaves %s unchanged", (_, responses) => {
    const root = listWidgets(
      `{ responses: ${responses} }`,
      "{ ListWidgetsResponse: { type: object } }",
    );
    expect(apply(hoistResponse, root)).toEqual({ result: root, changes: [] });
  });
});
