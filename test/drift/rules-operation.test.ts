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
  worstImpact,
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
/** Another operation uses every scheme, so that the set of schemes in use stays the same. */
const everyScheme = { "list/security": [{ token: [] }, { key: [] }, { login: [] }] };
const europe = { url: "https://eu.example.com/v1" };

// Each line is one rule.
const otherKey = (name: string) => ({
  [`${schemes}/other`]: { type: "apiKey", in: "query", name },
});

const offset = { name: "offset", in: "query", schema: { type: "integer" } };

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
  ["pagination-lost", { "page/number": { type: "boolean" } }, "breaking", "breaks", "list", ["request-type-changed", "request-default-changed"]],
  ["pagination-added", [{ "response/data": { type: "object" } }, { "response/data": { type: "array" } }], "minor", "fine", "list", ["response-type-changed"]],
  ["pagination-introduced", [{ "list/parameters/1": gone }, { "list/parameters/-": part("list/parameters/1") }], "minor", "at-risk", "list", ["request-parameter-added"]],
  ["pagination-end-removed", { "Meta/total_pages": gone, "/components/schemas/Meta/required": [] }, "patch", "at-risk", "list", ["response-property-removed"]],
  ["security-key-moved", [{ [security]: [{ key: [] }] }, { [`${schemes}/key/name`]: "X-Api-Key" }], "patch", "breaks", security],
  ["security-key-moved", [{ ...otherKey("a"), [security]: [{ key: [], other: [] }] }, otherKey("b")], "patch", "breaks", security],
  ["security-scheme-changed", [{ ...otherKey("a"), [security]: [{ key: [] }] }, { [security]: [{ key: [], other: [] }] }], "breaking", "breaks", security],
  ["pagination-changed", { "page/number": { type: "integer", minimum: 0, default: 0 } }, "breaking", "breaks", "page/number", ["request-default-changed", "request-limit-loosened"]],
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
  ["security-scope-removed", [{ [security]: [{ token: ["read", "write"] }] }, { [security]: [{ token: ["read"] }] }], "patch", "fine", security],
  ["security-alternative-removed", [{ ...everyScheme, [security]: [{ token: [] }, { key: [] }] }, { [security]: [{ token: [] }] }], "breaking", "breaks", security],
  ["operation-documentation-changed", [{ "list/description": "All" }, { "list/summary": "All widgets" }], "patch", "fine", "list/summary"],
  ["pagination-preferred", [{ "page/number": gone, "list/parameters/-": offset }, { "page/number": number }], "patch", "fine", "page/number", ["request-property-added"]],
  ["pagination-led", [{ "Meta/total_pages": gone, "Meta/total_results": gone, "/components/schemas/Meta/required": [] }, { "list/responses/200/headers/Link": { schema: { type: "string" } } }], "breaking", "fine", "list", ["response-header-added"]],
  ["pagination-end-added", [{ "Meta/total_pages": gone, "/components/schemas/Meta/required": [] }, { "Meta/total_pages": number }], "patch", "fine", "list", ["response-property-added"]],
  ["pagination-total-added", [{ "Meta/total_pages": gone, "/components/schemas/Meta/required": [] , "Meta/total_results": gone}, { "Meta/total_results": number }], "patch", "fine", "list", ["response-additional-properties-undeclared", "response-property-added"]],
];

/** Rules for changes that are found only by comparing types, or only where overlays are applied. */
const otherRules = [
  "overlay-unmatched",
  "operation-not-generated",
  "client-options-changed",
  "client-options-added",
  "export-inlined",
  "export-renamed",
  "export-removed",
  "export-changed",
  "export-split",
  "unexplained-type-break",
  "unexplained-type-change",
];

// prettier-ignore
const shapes: readonly ShapeRow[] = [
  ["the path item gets a different server", { "/paths/~1widgets/servers": [europe] }, [["server-changed", "/paths/~1widgets/servers"]]],
  ["the document gets a different server", { "/servers": [europe] }, [["server-changed", "/servers"]]],
  ["servers are reordered, and only the first is used", [{ "/servers/-": europe }, { "/servers": [europe, part("/servers/0")] }], [["server-changed", "/servers"]]],
  ["the operation repeats the document's server", { "create/servers": [part("/servers/0")] }, []],
  ["the host of the server becomes a variable with the same default", { "/servers": [{ url: "https://{host}/v1", variables: { host: { default: "api.example.com" } } }] }, [["server-alternative-changed", "/servers"]]],
  ["the server is spelled differently", { "/servers": [{ url: "https://API.example.com:443/v1/" }] }, [["operation-notation-changed", "list"], ["operation-notation-changed", "create"], ["info-changed", "/servers"]]],
  ["the server is declared that a document without servers has", [{ "/servers": gone }, { "/servers": [{ url: "/" }] }], [["operation-notation-changed", "list"], ["operation-notation-changed", "create"], ["info-changed", "/servers"]]],
  ["a server variable loses a value", [{ "/servers": [{ url: "https://{host}/v1", variables: { host: { default: "a.example.com", enum: ["a.example.com", "b.example.com"] } } }] }, { "/servers/0/variables/host/enum": ["a.example.com"] }], [["server-alternative-changed", "/servers"]]],
  ["the server URL becomes relative", { "/servers": [{ url: "/v1" }] }, [["server-changed", "/servers"]]],
  ["the document gets a different security scheme", [everyScheme, { "/security": [{ login: [] }] }], [["security-scheme-changed", "/security"]]],
  ["the operation repeats the document's security", { [security]: [{ token: [] }] }, []],
  ["a second credential is required beside the first", [everyScheme, { [security]: [{ token: [], key: [] }] }], [["security-scheme-changed", security]]],
  ["the credential becomes optional", { [security]: [{}, { token: [] }] }, [["security-alternative-changed", security]]],
  ["the credential is no longer optional", [{ [security]: [{ token: [] }, {}] }, { [security]: [{ token: [] }] }], [["security-added", security]]],
  ["another credential comes first, and none no longer suffices", [{ ...everyScheme, [security]: [{ token: [] }, {}] }, { [security]: [{ key: [] }, { token: [] }] }], [["security-added", security]]],
  ["a credential is required instead of one that the package cannot send", [{ ...everyScheme, [`${schemes}/seal`]: { type: "mutualTLS" }, [security]: [{ seal: [] }] }, { [security]: [{ token: [] }] }], [["security-added", security]]],
  ["a credential that the package cannot send is required besides", [{ ...everyScheme, [`${schemes}/seal`]: { type: "mutualTLS" }, [security]: [{ token: [] }] }, { [security]: [{ token: [], seal: [] }] }], [["security-alternative-removed", security]]],
  ["one of two credentials suffices", [{ ...everyScheme, [security]: [{ token: [], key: [] }] }, { [security]: [{ token: [] }, { key: [] }] }], [["security-preferred", security]]],
  ["an alternative of two credentials asks for one of them", [{ ...everyScheme, [security]: [{ token: [] }, { key: [], login: [] }] }, { [security]: [{ token: [] }, { login: [] }] }], [["security-alternative-changed", security]]],
  ["a scheme says what its tokens look like", { [`${schemes}/token/bearerFormat`]: "JWT" }, [["operation-notation-changed", "list"], ["operation-notation-changed", "create"], ["info-changed", "/components"]]],
  ["a scheme offers another scope", [withOauth, { [`${schemes}/oauth/flows/clientCredentials/scopes`]: { read: "Read" } }], [["operation-notation-changed", "create"], ["info-changed", "/components"]]],
  ["the security alternative that the package uses is removed", [{ ...everyScheme, [security]: [{ token: [] }, { key: [] }] }, { [security]: [{ key: [] }] }], [["security-scheme-changed", security]]],
  ["security is removed from the document", [everyScheme, { "/security": gone }], [["security-removed", "/security"]]],
  ["an operation moves to another method and path", { create: gone, "/paths/~1gadgets": { put: part("create") } }, [["method-changed", "/paths/~1gadgets/put"], ["path-changed", "/paths/~1gadgets/put"]]],
  ["an operation moves to the path of a removed one", [{ "/paths/~1gadgets": { get: { operationId: "ListGadgets", responses: {} } } }, { list: gone, "/paths/~1gadgets/get": part("list") }], [["operation-removed", "/paths/~1gadgets/get"], ["path-changed", "/paths/~1gadgets/get"]]],
  ["an operation is replaced by an unrelated one", { create: gone, "/paths/~1gadgets": { put: { operationId: "PutGadget", responses: {} } } }, [["operation-removed", "create"], ["operation-added", "/paths/~1gadgets/put"]]],
  ["tags are reordered", [{ "list/tags": ["A", "B"] }, { "list/tags": ["B", "A"] }], []],
  ["code samples are added", { "list/x-codeSamples": [{ lang: "Go", source: "package main" }] }, []],
  ["a server variable gets another default", [{ "/servers": [{ url: "https://{host}/v1", variables: { host: { default: "api.example.com" } } }] }, { "/servers/0/variables/host/default": "eu.example.com" }], [["server-changed", "/servers"]]],
];

// prettier-ignore
const impacts: readonly (readonly [title: string, given: Given, upgrade: Upgrade, stay: Stay])[] = [
  ["a second total is added, which no paginator needs", [{ "Meta/total_results": gone }, { "Meta/total_results": number }], "minor", "fine"],
  ["a total is removed that paginators use only as a fallback", { "Meta/total_results": gone }, "breaking", "at-risk"],
  ["a page size parameter is added", [{ "page/size": gone }, { "page/size": number }], "minor", "fine"],
  ["a security scheme component is renamed", { "/security": [{ auth: [] }], [`${schemes}/auth`]: part(`${schemes}/token`) }, "none", "fine"],
  ["a bearer token is obtained through OAuth", withOauth, "patch", "at-risk"],
];

describe("rules for operations and the document", () => {
  test.each(byName(rows))("%s", (_, row) => {
    expectRule(row, "none");
  });

  test.each(shapes)("%s", (...row) => {
    expectShape(row);
  });

  test("every rule has a row", () => {
    const covered: readonly string[] = [...rows.map(([id]) => id), ...otherRules];
    const ids = Object.keys(rules).filter((id) => !/^(request|response)-/.test(id));
    expect(ids.filter((id) => !covered.includes(id))).toEqual([]);
  });

  test.each(impacts)("%s", (_, given, upgrade, stay) => {
    expect(worstImpact(given)).toEqual([upgrade, stay]);
  });
});
