import { describe, expect, test } from "vitest";
import { type Json } from "../../scripts/lib/json.ts";
import { markPagination } from "../../scripts/rules/mark-pagination.ts";
import { apply, applyAgain, listWidgets, operationOf, said, yaml } from "./apply.ts";

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
const byNothing = "an item has no identity, so whole pages are compared";

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
      "a flat page with a limit, without a total",
      `${flat("page")}, ${flat("limit")}`,
      "log_messages: { type: array, items: { type: string } }",
      {
        page: ["page"],
        size: ["limit"],
        items: "log_messages",
        reason: `pages by page, items in log_messages, no total; ${byNothing}`,
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
      "pages that count from zero, by their default",
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
      "pages that count from zero, by their minimum",
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
      "pages that may be zero but start at one",
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
      "data beside another list",
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
      "items, list and totals that are referred to",
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
  ])("%s: pages", (_, parameters, properties, want) => {
    const applied = run(parameters, properties);
    expect(applied.pagination).toEqual(want);
    expect(said(applied)).toEqual([["/paths/~1widgets/get", `ListWidgets: ${want.reason}`]]);
    expect(applyAgain(markPagination, applied)).toEqual({ result: applied.result, changes: [] });
  });

  test.each([
    ["no parameter at all", "", data(), "no page number among its parameters"],
    ["a size alone", flat("page_size"), data(), "no page number among its parameters"],
    ["a cursor", flat("page", "string"), data(), "page is not numeric"],
    [
      "a number that is none of a page",
      flat("number"),
      data(),
      "no page number among its parameters",
    ],
    [
      "a page number in a header",
      "{ name: page_number, in: header, schema: { type: integer } }",
      data(),
      "no page number among its parameters",
    ],
    [
      "two lists, neither of which is data",
      page(),
      "a: { type: array }, b: { type: array }",
      "its items could be a or b",
    ],
  ])("%s: says why it does not page", (_, parameters, properties, reason) => {
    const applied = run(parameters, properties);
    expect(applied.pagination).toEqual({ pages: false, reason: `does not page: ${reason}` });
    expect(applied.changes).toHaveLength(1);
    expect(applyAgain(markPagination, applied).changes).toEqual([]);
  });

  test.each([
    ["answers no list", page(), "a: { type: string }", "get"],
    ["answers nothing", page(), "", "get"],
  ])("an operation that %s is not marked", (_, parameters, properties) => {
    expect(run(parameters, properties)).toMatchObject({ pagination: undefined, changes: [] });
  });

  test("an operation that is no GET is not marked", () => {
    const root = yaml(`
      paths: { /w: { post: { operationId: ListWidgets, parameters: [${page()}], responses: {
        "200": { content: { application/json: { schema: { properties: { ${data()} } } } } } } } } }`);
    expect(apply(markPagination, root)).toEqual({ result: root, changes: [] });
  });

  test.each([
    ["id, whatever else there is", "id: {}, ticket_id: {}", "ticket_id", "id", byId],
    [
      "the one that a sibling takes in its path",
      "ticket_id: {}, number_id: {}",
      "ticket_id",
      "ticket_id",
      "an item is known by its ticket_id, which a sibling operation takes in its path",
    ],
    [
      "the same in camelCase",
      "ticketId: {}, other: {}",
      "ticketId",
      "ticketId",
      "an item is known by its ticketId, which a sibling operation takes in its path",
    ],
    [
      "one that the sibling calls by a longer name",
      "number_id: {}",
      "phone_number_id",
      "number_id",
      "an item is known by its number_id, which a sibling operation takes in its path",
    ],
    ["none, where no sibling takes it", "ticket_id: {}", "other_id", undefined, byNothing],
    ["none, where it does not end in id", "ticket: {}", "ticket", undefined, byNothing],
    ["none, where there is no property", "", "ticket_id", undefined, byNothing],
    [
      "none, where it could be two",
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

  test("what stands in x-pagination already and differs is replaced, and that is reported", () => {
    const root = listWidgets(
      `{ parameters: [${page()}], x-pagination: { cursor: next }, responses: { "200": { content: { application/json: { schema: { properties: { ${data()} } } } } } } }`,
    );
    const applied = apply(markPagination, root);
    expect(operationOf(applied.result)["x-pagination"]).toMatchObject({ items: "data" });
    expect(applied.changes).toHaveLength(1);
  });
});
