import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../scripts/lib/json.ts";
import { change } from "./documents.ts";
import { compareByRules } from "./rule-rows.ts";

const text = { type: "string" };
const integer = { type: "integer" };
const flag = { type: "boolean" };
const data = { type: "array", items: { type: "object", properties: { id: text } } };
const object = (properties: JsonObject): JsonObject => ({ type: "object", properties });

/** A list with these query parameters, and a response with these properties. */
const list = (
  parameters: JsonObject,
  properties: JsonObject,
  headers: JsonObject = {},
): JsonObject => ({
  openapi: "3.1.0",
  info: { title: "Widgets", version: "1" },
  servers: [{ url: "https://api.example.com" }],
  paths: {
    "/widgets": {
      get: {
        operationId: "ListWidgets",
        parameters: Object.entries(parameters).map(
          ([name, schema]): Json => ({
            name,
            in: "query",
            schema,
          }),
        ),
        responses: {
          "200": {
            description: "ok",
            headers,
            content: { "application/json": { schema: object(properties) } },
          },
        },
      },
    },
  },
});

const byNumber = list({ page: integer }, { data, total_pages: integer });
const byOffset = list({ offset: integer }, { data, total: integer });
const byCursor = list({ cursor: text }, { data, next_cursor: text });
const byLastItem = list({ starting_after: text }, { data, has_more: flag });
const byLink = list({}, { data, links: object({ next: text }) });
const without = list({}, { data });

/** A list that takes `page[…]`. */
const inPage = (name: string, schema: JsonObject, properties: JsonObject): JsonObject =>
  list({ page: object({ [name]: schema }) }, properties);

/** What the rules say of paging, with the place. */
const found = (before: JsonObject, after: JsonObject) =>
  compareByRules(before, after)
    .filter(({ id }) => id.startsWith("pagination-") || id === "identity-changed")
    .map(({ after: now, before: then, id, pointer, stay, upgrade }) => ({
      id,
      pointer,
      stay,
      then,
      now,
      upgrade,
    }));

const operation = "/paths/~1widgets/get";

describe.each<[string, JsonObject]>([
  ["number", byNumber],
  ["offset", byOffset],
  ["cursor", byCursor],
  ["the last item", byLastItem],
  ["link", byLink],
])("a list by %s", (_kind, paged) => {
  test("that no longer pages has lost its paginator", () => {
    expect(found(paged, without)).toMatchObject([
      { id: "pagination-lost", pointer: operation, upgrade: "breaking", stay: "breaks" },
    ]);
  });

  test("that pages for the first time has got one, and those who stay may get only the first page", () => {
    expect(found(without, paged)).toMatchObject([
      { id: "pagination-introduced", pointer: operation, upgrade: "minor", stay: "at-risk" },
    ]);
  });

  test("that pages in another way is read in the old way by those who stay", () => {
    const other = paged === byCursor ? byOffset : byCursor;
    expect(found(paged, other)).toMatchObject([
      { id: "pagination-changed", upgrade: "breaking", stay: "breaks" },
    ]);
  });

  test("that stays as it is has not changed", () => {
    expect(found(paged, paged)).toEqual([]);
  });
});

test("a list that took a cursor before it said where that comes from has got a paginator", () => {
  expect(found(list({ cursor: text }, { data }), byCursor)).toMatchObject([
    { id: "pagination-added", pointer: operation, upgrade: "minor", stay: "fine" },
  ]);
});

test.each([
  ["number", { page: integer }, { total_pages: integer }],
  ["offset", { offset: integer }, { total: integer }],
  ["cursor", { cursor: text }, { next_cursor: text, has_more: flag }],
])("a list by %s that no longer tells its end is still read to it", (_, parameters, ends) => {
  const rest = "next_cursor" in ends ? { next_cursor: text } : {};
  expect(
    found(list(parameters, { data, ...ends }), list(parameters, { data, ...rest })),
  ).toMatchObject([
    { id: "pagination-end-removed", pointer: operation, upgrade: "patch", stay: "at-risk" },
  ]);
});

describe("a list that pages in another way, and still takes what deployed paginators send,", () => {
  const cursor = { data, next_cursor: text };
  const pageCount = { "X-Total-Pages": { schema: integer } };
  test.each<[string, string, JsonObject, JsonObject]>([
    [
      "has got a cursor",
      "pagination-led",
      list({ page: integer }, { data }),
      list({ page: integer, cursor: text }, cursor),
    ],
    [
      "has got a page number",
      "pagination-preferred",
      byOffset,
      list({ offset: integer, page: integer }, { data, total: integer }),
    ],
    [
      "has got a cursor beside a page number that is deprecated",
      "pagination-led",
      list({ page: integer }, { data, total: integer }),
      change(
        { [`${operation}/parameters/0/deprecated`]: true },
        list({ page: integer, cursor: text }, { ...cursor, total: integer }),
      ),
    ],
    [
      "has got a cursor beside a number of pages in a header",
      "pagination-led",
      list({ page: integer }, { data }, pageCount),
      change(
        { [`${operation}/parameters/0/deprecated`]: true },
        list({ page: integer, cursor: text }, cursor, pageCount),
      ),
    ],
    [
      "has got page numbers beside its cursor",
      "pagination-preferred",
      byCursor,
      list({ cursor: text, page: integer }, { ...cursor, total_pages: integer }),
    ],
    [
      "has got a cursor beside its links",
      "pagination-preferred",
      byLink,
      list({ cursor: text }, { ...cursor, links: object({ next: text }) }),
    ],
    [
      "has got another cursor",
      "pagination-preferred",
      list({ page_token: text }, { data, next_page_token: text }),
      list({ cursor: text, page_token: text }, { ...cursor, next_page_token: text }),
    ],
  ])("%s", (_, id, before, after) => {
    expect(found(before, after)).toMatchObject([{ id, stay: "fine" }]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    [
      "no longer says the end that they read",
      byNumber,
      list({ page: integer, cursor: text }, cursor),
    ],
    [
      "has other items",
      list({ page: integer }, { data }),
      list({ page: integer, cursor: text }, { items: data, next_cursor: text }),
    ],
    [
      "takes the cursor in the object of the page number",
      inPage("number", integer, { data }),
      inPage("after", text, cursor),
    ],
    ["no longer has the links that they read", byLink, byCursor],
  ])("breaks them if it %s", (_, before, after) => {
    expect(found(before, after)).toMatchObject([{ id: "pagination-changed", stay: "breaks" }]);
  });
});

test("a list that took only the size of a page has got pages", () => {
  expect(
    found(inPage("size", integer, { data }), inPage("number", integer, { data })),
  ).toMatchObject([{ id: "pagination-introduced", stay: "at-risk" }]);
});

test("items that are no longer in a member are the whole body", () => {
  const schema = "/paths/~1widgets/get/responses/200/content/application~1json/schema";
  const paged = list({ page: integer }, { data });
  expect(found(paged, change({ [schema]: data }, paged))).toMatchObject([
    { id: "pagination-changed", then: "items data", now: "items the whole body" },
  ]);
});

describe("the members that changed are named, and the parameter if it is one", () => {
  test.each<[string, JsonObject, JsonObject, object]>([
    [
      "the parameter",
      byCursor,
      list({ after: text }, { data, next_cursor: text }),
      {
        id: "pagination-changed",
        pointer: `${operation}/parameters/0`,
        then: "parameter cursor",
        now: "parameter after",
      },
    ],
    [
      "the cursor in the response",
      byCursor,
      list({ cursor: text }, { data, meta: object({ next_cursor: text }) }),
      {
        id: "pagination-changed",
        pointer: operation,
        then: "next next_cursor",
        now: "next meta.next_cursor",
      },
    ],
    [
      "the link",
      byLink,
      list({}, { data, next_url: text }),
      {
        id: "pagination-changed",
        pointer: operation,
        then: "next links.next",
        now: "next next_url",
      },
    ],
    [
      "the first page",
      byNumber,
      list({ page: { type: "integer", default: 0 } }, { data, total_pages: integer }),
      {
        id: "pagination-changed",
        pointer: `${operation}/parameters/0`,
        then: "first 1",
        now: "first 0",
      },
    ],
    [
      "the kind",
      byNumber,
      byOffset,
      {
        id: "pagination-changed",
        pointer: `${operation}/parameters/0`,
        then: "kind number, parameter page, first 1, end totalPages.total_pages",
        now: "kind offset, parameter offset, first 0, end total.total",
      },
    ],
    [
      "a number of pages beside the total that deployed paginators read",
      list({ page: integer }, { data, total: integer }),
      list({ page: integer }, { data, total: integer, total_pages: integer }),
      {
        id: "pagination-end-added",
        pointer: operation,
        then: "end total.total",
        now: "end totalPages.total_pages",
      },
    ],
    [
      "a number of pages in place of the total",
      list({ page: integer }, { data, total: integer }),
      list({ page: integer }, { data, total_pages: integer }),
      {
        id: "pagination-end-removed",
        pointer: operation,
        then: "end total.total",
        now: "end totalPages.total_pages",
      },
    ],
    [
      "a total that is new",
      list({ page: integer }, { data }),
      byNumber,
      {
        id: "pagination-total-added",
        pointer: operation,
        then: "no end",
        now: "end totalPages.total_pages",
      },
    ],
    [
      "the identity",
      byNumber,
      list(
        { page: integer },
        { data: { type: "array", items: object({ key: text }) }, total_pages: integer },
      ),
      { id: "identity-changed", pointer: operation, then: "id", now: "the whole item" },
    ],
  ])("%s", (_name, before, after, want) => {
    expect(found(before, after)).toMatchObject([want]);
  });
});
