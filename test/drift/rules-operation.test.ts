import { describe, expect, test } from "vitest";
import type { Stay, Upgrade } from "../../scripts/drift/change.ts";
import { rules } from "../../scripts/drift/rules.ts";
import { type Given, part } from "./documents.ts";
import {
  byName,
  expectRule,
  expectShape,
  type RuleRow,
  type ShapeRow,
  worstAnswers,
} from "./rule-rows.ts";

const gone = undefined;
const number = { type: "integer" };
const security = "create/security";
const schemes = "/components/securitySchemes";
const tokenFrom = (tokenUrl: string) => ({
  type: "oauth2",
  flows: { clientCredentials: { tokenUrl, scopes: {} } },
});
const withOauth = {
  [security]: [{ oauth: [] }],
  [`${schemes}/oauth`]: tokenFrom("https://a.example.com"),
};
const getWidget = {
  "/paths/~1widgets~1{widget_id}": {
    get: {
      operationId: "GetWidget",
      parameters: [{ name: "widget_id", in: "path", required: true, schema: { type: "string" } }],
      responses: {},
    },
  },
};
/** So that what another operation needs does not change which schemes the document has. */
const everyScheme = { "list/security": [{ token: [] }, { key: [] }, { login: [] }] };
const europe = { url: "https://eu.example.com/v1" };

// A table: a rule a line.
// prettier-ignore
const rows: readonly RuleRow[] = [
  ["operation-removed", { list: gone }, "breaking", "breaks", "list"],
  ["operation-added", [{ list: gone }, { list: part("list") }], "minor", "fine", "list"],
  ["operation-renamed", { "list/operationId": "SearchWidgets" }, "breaking", "fine", "list"],
  ["operation-id-changed", { "list/operationId": "list_widgets" }, "none", "fine", "list"],
  ["path-changed", { create: gone, "/paths/~1gadgets": { post: part("create") } }, "patch", "breaks", "/paths/~1gadgets/post"],
  ["method-changed", { create: gone, "/paths/~1widgets/put": part("create") }, "patch", "breaks", "/paths/~1widgets/put"],
  ["server-changed", { "create/servers": [europe] }, "patch", "at-risk", "create/servers"],
  ["server-alternative-changed", { "/servers/-": europe }, "patch", "fine", "/servers"],
  ["security-added", [{ [security]: [] }, { [security]: gone }], "breaking", "breaks", "/security"],
  ["security-preferred", [everyScheme, { [security]: [{ key: [] }, { token: [] }] }], "breaking", "fine", security],
  ["security-scheme-changed", [everyScheme, { [security]: [{ login: [] }] }], "breaking", "breaks", security],
  ["security-removed", { [security]: [] }, "patch", "fine", security],
  ["security-scope-changed", { [security]: [{ token: ["write"] }] }, "patch", "at-risk", security],
  ["deprecated", { "list/deprecated": true }, "patch", "fine", "list"],
  ["no-longer-deprecated", [{ "list/deprecated": true }, { "list/deprecated": false }], "patch", "fine", "list"],
  ["pagination-lost", { "page/number": { type: "string" } }, "breaking", "breaks", "list", ["request-default-changed", "request-type-changed"]],
  ["pagination-added", [{ "answer/data": { type: "object" } }, { "answer/data": { type: "array" } }], "minor", "fine", "list", ["response-type-changed"]],
  ["pagination-changed", { "page/number": { type: "integer", minimum: 0, default: 0 } }, "breaking", "breaks", "list", ["request-default-changed", "request-limit-loosened"]],
  ["identity-changed", [{ "Widget/id": gone, "Widget/widget_id": { type: "string" } }, getWidget], "patch", "fine", "list", ["operation-added"]],
  ["callbacks-changed", { "create/callbacks": { made: { "{$request.body#/url}": { post: { responses: {} } } } } }, "patch", "fine", "create/callbacks"],
  ["tags-changed", { "list/tags": ["Gadgets"] }, "none", "fine", "list/tags"],
  ["operation-documentation-changed", { "list/description": "All widgets" }, "patch", "fine", "list/description"],
  ["operation-extension-changed", { "list/x-internal": true }, "none", "fine", "list/x-internal"],
  ["operation-notation-changed", { "trace/required": false }, "none", "fine", "list"],
  ["info-changed", { "/info/title": "Gadgets" }, "none", "fine", "/info"],
  ["operation-keyword-changed", { "list/cost": 2 }, "patch", "at-risk", "list/cost"],
  ["security-details-changed", [withOauth, { [`${schemes}/oauth`]: tokenFrom("https://b.example.com") }], "patch", "at-risk", security],
  ["security-alternative-changed", [everyScheme, { [security]: [{ token: [] }, { key: [] }] }], "patch", "fine", security],
  ["operation-documentation-changed", [{ "list/description": "All" }, { "list/summary": "All widgets" }], "patch", "fine", "list/summary"],
  ["pagination-total-added", [{ "Meta/total_pages": gone, "/components/schemas/Meta/required": [] , "Meta/total_results": gone}, { "Meta/total_results": number }], "patch", "fine", "list", ["response-property-added"]],
];

/** What only the types of the packages show. */
const ofTypes = [
  "operation-not-generated",
  "client-options-changed",
  "client-options-added",
  "export-renamed",
  "export-removed",
  "export-changed",
  "export-split",
  "unexplained-type-break",
  "unexplained-type-change",
];

// prettier-ignore
const shapes: readonly ShapeRow[] = [
  ["another server of the path", { "/paths/~1widgets/servers": [europe] }, [["server-changed", "/paths/~1widgets/servers"], ["server-changed", "/paths/~1widgets/servers"]]],
  ["another server of the document", { "/servers": [europe] }, [["server-changed", "/servers"], ["server-changed", "/servers"]]],
  ["servers in another order, of which the first counts", [{ "/servers/-": europe }, { "/servers": [europe, part("/servers/0")] }], [["server-changed", "/servers"], ["server-changed", "/servers"]]],
  ["the same server, said of the operation", { "create/servers": [part("/servers/0")] }, []],
  ["the same server, its host a variable", { "/servers": [{ url: "https://{host}/v1", variables: { host: { default: "api.example.com" } } }] }, [["server-alternative-changed", "/servers"]]],
  ["no absolute server any more", { "/servers": [{ url: "/v1" }] }, [["server-changed", "/servers"], ["server-changed", "/servers"]]],
  ["another scheme of the document", [everyScheme, { "/security": [{ login: [] }] }], [["security-scheme-changed", "/security"]]],
  ["the document's scheme, said of the operation", { [security]: [{ token: [] }] }, []],
  ["a second credential beside the first", [everyScheme, { [security]: [{ token: [], key: [] }] }], [["security-scheme-changed", security]]],
  ["no credential, or one, either of which will do", { [security]: [{}, { token: [] }] }, [["security-alternative-changed", security]]],
  ["the package's way of two is gone", [{ ...everyScheme, [security]: [{ token: [] }, { key: [] }] }, { [security]: [{ key: [] }] }], [["security-scheme-changed", security]]],
  ["no security at all", [everyScheme, { "/security": gone }], [["security-removed", "/security"]]],
  ["an operation with another method on another path", { create: gone, "/paths/~1gadgets": { put: part("create") } }, [["method-changed", "/paths/~1gadgets/put"], ["path-changed", "/paths/~1gadgets/put"]]],
  ["an operation in the place of one that is gone", [{ "/paths/~1gadgets": { get: { operationId: "ListGadgets", responses: {} } } }, { list: gone, "/paths/~1gadgets/get": part("list") }], [["operation-removed", "/paths/~1gadgets/get"], ["path-changed", "/paths/~1gadgets/get"]]],
  ["an operation that is another one now", { create: gone, "/paths/~1gadgets": { put: { operationId: "PutGadget", responses: {} } } }, [["operation-removed", "create"], ["operation-added", "/paths/~1gadgets/put"]]],
  ["tags in another order", [{ "list/tags": ["A", "B"] }, { "list/tags": ["B", "A"] }], []],
  ["samples of code", { "list/x-codeSamples": [{ lang: "Go", source: "package main" }] }, []],
  ["a variable with another default", [{ "/servers": [{ url: "https://{host}/v1", variables: { host: { default: "api.example.com" } } }] }, { "/servers/0/variables/host/default": "eu.example.com" }], [["server-changed", "/servers"], ["server-changed", "/servers"]]],
  ["a key under another name", [{ [security]: [{ key: [] }] }, { [`${schemes}/key/name`]: "X-Api-Key" }], [["security-scheme-changed", security]]],
];

// prettier-ignore
const judged: readonly (readonly [what: string, given: Given, upgrade: Upgrade, stay: Stay])[] = [
  ["a second total, which no paginator needs", [{ "Meta/total_results": gone }, { "Meta/total_results": number }], "minor", "fine"],
  ["a total is gone that paginators read only without the other", { "Meta/total_results": gone }, "breaking", "at-risk"],
  ["a page size that may be asked for", [{ "page/size": gone }, { "page/size": number }], "minor", "fine"],
  ["a scheme under another name in the document", { "/security": [{ auth: [] }], [`${schemes}/auth`]: part(`${schemes}/token`) }, "none", "fine"],
  ["a bearer token that is had in another way", withOauth, "patch", "at-risk"],
];

describe("operations and what is around them", () => {
  test.each(byName(rows))("%s", (_, row) => {
    expectRule(row, "none");
  });

  test.each(shapes)("%s", (...row) => {
    expectShape(row);
  });

  test("every rule has its row", () => {
    const covered: readonly string[] = [...rows.map(([id]) => id), ...ofTypes];
    const ids = Object.keys(rules).filter((id) => !/^(request|response)-/.test(id));
    expect(ids.filter((id) => !covered.includes(id))).toEqual([]);
  });

  test.each(judged)("%s", (_, given, upgrade, stay) => {
    expect(worstAnswers(given)).toEqual([upgrade, stay]);
  });
});
