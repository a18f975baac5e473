import { describe, expect, test } from "vitest";
import { type Json } from "../../scripts/lib/json.ts";
import { markPagination } from "../../scripts/rules/mark-pagination.ts";
import { apply, applyAgain, listWidgets, operationOf, reportedChanges, yaml } from "./apply.ts";

const page = (members = "number: { type: integer }, size: { type: integer }"): string =>
  `{ name: page, in: query, schema: { type: object, properties: { ${members} } } }`;
const flat = (name: string, type = "integer"): string =>
  `{ name: ${name}, in: query, schema: { type: ${type} } }`;
const data = (item = "properties: { id: {} }"): string =>
  `data: { type: array, items: { ${item} } }`;
const meta =
  "meta: { type: object, properties: { total_pages: {}, total_results: {}, page_number: {} } }";

const run = (parameters: string, properties: string, siblings = "{}") => {
  const root = listWidgets(
    `{ parameters: [${parameters}], responses: { '200': { description: d, content: { application/json: { schema: { properties: { ${properties} } } } } } } }`,
    "{ List: { type: array, items: { $ref: '#/components/schemas/Widget' } }, Widget: { properties: { id: {} } }, Meta: { properties: { total_pages: {} } } }",
  );
  const applied = apply(markPagination, {
    ...root,
    paths: { ...(root["paths"] as Record<string, Json>), ...yaml(siblings) },
  });
  return { ...applied, pagination: operationOf(applied.result)["x-pagination"] };
};

const byId = "an item is known by its id";
const withoutIdentity = "an item has no identity, so whole pages are compared";

describe("mark-pagination", () => {
  test.each([
    [
      "page.number and page.size",
      page(),
      `${data()}, ${meta}`,
      {
        page: ["page", "number"],
        size: ["page", "size"],
        items: "data",
        totalPages: ["meta", "total_pages"],
        total: ["meta", "total_results"],
        identity: "id",
        reason: `pages by page.number, items in data, total in meta.total_pages; ${byId}`,
      },
    ],
    [
      "page_number and page_size",
      `${flat("page_size")}, ${flat("page_number")}`,
      `${data()}, total_pages: {}`,
      {
        page: ["page_number"],
        size: ["page_size"],
        items: "data",
        totalPages: ["total_pages"],
        identity: "id",
        reason: `pages by page_number, items in data, total in total_pages; ${byId}`,
      },
    ],
    [
      "a flat page and a limit, without a total",
      `${flat("page")}, ${flat("limit")}`,
      "log_messages: { type: array, items: { type: string } }",
      {
        page: ["page"],
        size: ["limit"],
        items: "log_messages",
        reason: `pages by page, items in log_messages, no total; ${withoutIdentity}`,
      },
    ],
    [
      "a page number alone",
      page("number: { type: [integer, 'null'] }"),
      data(),
      {
        page: ["page", "number"],
        items: "data",
        identity: "id",
        reason: `pages by page.number, items in data, no total; ${byId}`,
      },
    ],
    [
      "a page number that is zero by default",
      page("number: { type: integer, default: 0 }"),
      data(),
      {
        page: ["page", "number"],
        items: "data",
        firstPage: 0,
        identity: "id",
        reason: `pages by page.number, items in data, no total; ${byId}`,
      },
    ],
    [
      "a page number with a minimum of zero",
      page("number: { type: integer, minimum: 0 }"),
      data(),
      {
        page: ["page", "number"],
        items: "data",
        firstPage: 0,
        identity: "id",
        reason: `pages by page.number, items in data, no total; ${byId}`,
      },
    ],
    [
      "a page number with a minimum of zero and a default of one",
      page("number: { type: integer, minimum: 0, default: 1 }"),
      data(),
      {
        page: ["page", "number"],
        items: "data",
        identity: "id",
        reason: `pages by page.number, items in data, no total; ${byId}`,
      },
    ],
    [
      "data beside another array",
      page("number: { type: integer }"),
      `errors: { type: array }, ${data()}`,
      {
        page: ["page", "number"],
        items: "data",
        identity: "id",
        reason: `pages by page.number, items in data, no total; ${byId}`,
      },
    ],
    [
      "referenced items, arrays and totals",
      page("number: { type: integer }"),
      "data: { $ref: '#/components/schemas/List' }, meta: { $ref: '#/components/schemas/Meta' }",
      {
        page: ["page", "number"],
        items: "data",
        totalPages: ["meta", "total_pages"],
        identity: "id",
        reason: `pages by page.number, items in data, total in meta.total_pages; ${byId}`,
      },
    ],
  ])("detects pagination with %s", (_, parameters, properties, want) => {
    const applied = run(parameters, properties);
    expect(applied.pagination).toEqual(want);
    expect(reportedChanges(applied)).toEqual([
      ["/paths/~1widgets/get", `ListWidgets: ${want.reason}`],
    ]);
    expect(applyAgain(markPagination, applied)).toEqual({ result: applied.result, changes: [] });
  });

  test.each([
    ["without parameters", "", data(), "no page number among its parameters"],
    ["with a page size alone", flat("page_size"), data(), "no page number among its parameters"],
    ["with a cursor", flat("page", "string"), data(), "page is not numeric"],
    [
      "with a number that is not a page number",
      flat("number"),
      data(),
      "no page number among its parameters",
    ],
    [
      "with a page number in a header",
      "{ name: page_number, in: header, schema: { type: integer } }",
      data(),
      "no page number among its parameters",
    ],
    [
      "with two arrays, neither of them named data",
      page(),
      "a: { type: array }, b: { type: array }",
      "its items could be a or b",
    ],
  ])("records why an operation %s does not page", (_, parameters, properties, reason) => {
    const applied = run(parameters, properties);
    expect(applied.pagination).toEqual({ pages: false, reason: `does not page: ${reason}` });
    expect(applied.changes).toHaveLength(1);
    expect(applyAgain(markPagination, applied).changes).toEqual([]);
  });

  test.each([
    ["returns no array", page(), "a: { type: string }", "get"],
    ["returns an object without properties", page(), "", "get"],
  ])("does not mark an operation that %s", (_, parameters, properties) => {
    expect(run(parameters, properties)).toMatchObject({ pagination: undefined, changes: [] });
  });

  test("does not mark an operation that is not a GET", () => {
    const root = yaml(`
      paths: { /w: { post: { operationId: ListWidgets, parameters: [${page()}], responses: {
        "200": { content: { application/json: { schema: { properties: { ${data()} } } } } } } } } }`);
    expect(apply(markPagination, root)).toEqual({ result: root, changes: [] });
  });

  test.each([
    ["id, whatever the other properties", "id: {}, ticket_id: {}", "ticket_id", "id", byId],
    [
      "the property that a sibling operation takes in its path",
      "ticket_id: {}, number_id: {}",
      "ticket_id",
      "ticket_id",
      "an item is known by its ticket_id, which a sibling operation takes in its path",
    ],
    [
      "that property in camelCase",
      "ticketId: {}, other: {}",
      "ticketId",
      "ticketId",
      "an item is known by its ticketId, which a sibling operation takes in its path",
    ],
    [
      "a property that the sibling operation calls by a longer name",
      "number_id: {}",
      "phone_number_id",
      "number_id",
      "an item is known by its number_id, which a sibling operation takes in its path",
    ],
    [
      "unknown if no sibling operation takes it",
      "ticket_id: {}",
      "other_id",
      undefined,
      withoutIdentity,
    ],
    ["unknown if its name does not end in id", "ticket: {}", "ticket", undefined, withoutIdentity],
    ["unknown if there is no property", "", "ticket_id", undefined, withoutIdentity],
    [
      "unknown if two properties match",
      "number_id: {}, phone_number_id: {}",
      "phone_number_id",
      undefined,
      "an item could be known by number_id or phone_number_id, so whole pages are compared",
    ],
  ])("the identity of an item is %s", (_, properties, taken, identity, because) => {
    const { pagination } = run(
      page("number: { type: integer }"),
      data(`properties: { ${properties} }`),
      `/widgets/{${taken}}/parts: { get: { operationId: GetParts, responses: {} } }`,
    );
    expect(pagination).toEqual({
      page: ["page", "number"],
      items: "data",
      ...(identity !== undefined && { identity }),
      reason: `pages by page.number, items in data, no total; ${because}`,
    });
  });

  test("replaces a different x-pagination in the document, and reports it", () => {
    const root = listWidgets(
      `{ parameters: [${page()}], x-pagination: { cursor: next }, responses: { "200": { content: { application/json: { schema: { properties: { ${data()} } } } } } } }`,
    );
    const applied = apply(markPagination, root);
    expect(operationOf(applied.result)["x-pagination"]).toMatchObject({ items: "data" });
    expect(applied.changes).toHaveLength(1);
  });
});
