import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asArray, asObject, type Json, type JsonObject } from "../../scripts/lib/json.ts";
import { markPagination } from "../../scripts/rules/mark-pagination.ts";
import { apply, applyAgain, listWidgets, operationOf, yaml } from "./apply.ts";

const page = (members = "number: { type: integer }, size: { type: integer }"): string =>
  `{ name: page, in: query, schema: { type: object, properties: { ${members} } } }`;
const flat = (name: string, type = "integer"): string =>
  `{ name: ${name}, in: query, schema: { type: ${type} } }`;
const data = "data: { type: array, items: { properties: { id: {} } } }";
const text = "{ type: string }";
const number = "{ type: integer }";
/** An object with these members, which declares a type or leaves it out. */
const object = (members: string): string => `{ type: object, properties: { ${members} } }`;
const untyped = (members: string): string => `{ properties: { ${members} } }`;
const textOr = (other: string): string => `{ oneOf: [${text}, ${other}] }`;
const linkList = (rel: string): string => `{ type: array, items: ${object(rel)} }`;

interface Given {
  readonly parameters?: string;
  /** The properties of the response, or its schema if it begins with a brace. */
  readonly response?: string;
  readonly headers?: string;
  readonly method?: string;
  /** Likewise, of the request body. */
  readonly body?: string;
  readonly status?: string;
  readonly extensions?: string;
  readonly siblings?: string;
  readonly path?: string;
}

const documentOf = ({
  body,
  extensions = "",
  headers = "",
  method = "get",
  parameters = "",
  path = "/widgets",
  response = data,
  siblings = "{}",
  status = "200",
}: Given) => {
  const schemaOf = (given: string): string => (given.startsWith("{") ? given : object(given));
  const requestBody = body
    ? `requestBody: { content: { application/json: { schema: ${schemaOf(body)} } } },`
    : "";
  const root = listWidgets(
    "{ responses: {} }",
    "{ Widget: { properties: { id: {} } }, Meta: { properties: { total_pages: {} } }, Widgets: { type: array, items: { $ref: '#/components/schemas/Widget' } } }",
  );
  const operation = yaml(
    `{ operationId: ListWidgets, ${extensions} parameters: [${parameters}], ${requestBody} responses: { '${status}': { description: d, headers: { ${headers} }, content: { application/json: { schema: ${schemaOf(response)} } } } } }`,
  );
  return { ...root, paths: { [path]: { [method]: operation }, ...yaml(siblings) } };
};

const run = (given: Given, options: object = {}) => {
  const applied = apply(markPagination, documentOf(given), options);
  const mark = operationOf(applied.result)["x-pagination"];
  const { reason, ...rest } = asObject(mark);
  return { ...applied, mark, reason, pagination: mark === undefined ? undefined : rest };
};

/** The words of a response about its end, each in a list that pages by number. */
const byNumber = { kind: "number", items: ["data"], page: ["page"], identity: "id" };

describe("the kind", () => {
  test.each<[string, Given, Json]>([
    [
      "page.number and page.size",
      { parameters: page() },
      { kind: "number", page: ["page", "number"], size: ["page", "size"] },
    ],
    [
      "page_number and page_size",
      { parameters: `${flat("page_size")}, ${flat("page_number")}` },
      { kind: "number", page: ["page_number"], size: ["page_size"] },
    ],
    [
      "a page that may be null",
      {
        parameters:
          "{ name: page, in: query, schema: { anyOf: [{ type: integer }, { type: 'null' }] } }",
      },
      { kind: "number", page: ["page"] },
    ],
    [
      "the page of an exploded object",
      {
        parameters:
          "{ name: pageable, in: query, schema: { type: object, properties: { page: { type: integer }, size: { type: integer } } } }",
      },
      { kind: "number", page: ["pageable", "page"], size: ["pageable", "size"] },
    ],
    [
      "a declared first page",
      { parameters: "{ name: page, in: query, schema: { type: integer, default: 0 } }" },
      { kind: "number", page: ["page"], first: 0 },
    ],
    [
      "a minimum, which is no first page",
      { parameters: "{ name: page, in: query, schema: { type: integer, minimum: 0 } }" },
      { kind: "number", page: ["page"] },
    ],
    [
      "a page as a text with a number for its default",
      {
        parameters: `{ name: page, in: query, schema: { type: string, default: "0" } }, { name: size, in: query, schema: { type: string, maximum: 50 } }`,
      },
      { kind: "number", page: ["page"], first: 0, size: ["size"] },
    ],
    [
      "a page as a text with a number for its example",
      { parameters: `{ name: page, in: query, example: "2", schema: { type: string } }` },
      { kind: "number", page: ["page"] },
    ],
    [
      "a page as a text whose description calls it a number",
      {
        parameters: "{ name: page, in: query, description: Page number, schema: { type: string } }",
      },
      { kind: "number", page: ["page"] },
    ],
    [
      "a page as a text that is read as a number",
      {
        parameters:
          "{ name: page, in: query, schema: { type: string, description: A string to be decoded into a number } }",
      },
      { kind: "number", page: ["page"] },
    ],
    [
      "a page as a text beside a total of pages",
      { parameters: flat("page", "string"), response: `${data}, total_pages: ${number}` },
      { kind: "number", page: ["page"], totalPages: ["total_pages"] },
    ],
    [
      "a page as a text for which the response has a cursor",
      {
        parameters: flat("page", "string"),
        response: `${data}, total: ${number}, next_page: ${text}`,
      },
      { kind: "cursor", cursor: ["page"], next: ["next_page"] },
    ],
    [
      "an offset as a text whose description counts",
      {
        parameters:
          "{ name: offset, in: query, description: The number of widgets to skip, schema: { type: string } }",
      },
      { kind: "offset", offset: ["offset"] },
    ],
    [
      "an offset as a text with a number for its default",
      { parameters: `{ name: offset, in: query, schema: { type: string, default: "0" } }` },
      { kind: "offset", offset: ["offset"], first: 0 },
    ],
    [
      "offset and limit",
      { parameters: `${flat("offset")}, ${flat("limit")}` },
      { kind: "offset", offset: ["offset"], size: ["limit"] },
    ],
    [
      "skip and take",
      { parameters: `${flat("skip")}, ${flat("take")}` },
      { kind: "offset", offset: ["skip"], size: ["take"] },
    ],
    [
      "a cursor",
      { parameters: flat("cursor", "string"), response: `${data}, next_cursor: ${text}` },
      { kind: "cursor", cursor: ["cursor"], next: ["next_cursor"] },
    ],
    [
      "an offset that is a text",
      {
        parameters: flat("offset", "string"),
        response: `${data}, next_page: { type: object, properties: { offset: ${text} } }`,
      },
      { kind: "cursor", cursor: ["offset"], next: ["next_page", "offset"] },
    ],
    [
      "an offset that the response states",
      { parameters: flat("offset"), response: `${data}, next_offset: ${number}` },
      { kind: "cursor", cursor: ["offset"], next: ["next_offset"] },
    ],
    [
      "a cursor, or a link that holds it, in an object",
      {
        parameters: page("after: { type: string }"),
        response: `${data}, meta: { type: object, properties: { page: { type: object, properties: { next: ${text} } } } }`,
      },
      { kind: "link", cursor: ["page", "after"], next: ["meta", "page", "next"] },
    ],
    [
      "a cursor in a header",
      {
        parameters: flat("after", "string"),
        headers: "X-After-Cursor: { schema: { type: string } }",
      },
      { kind: "cursor", cursor: ["after"], next: { header: "X-After-Cursor" } },
    ],
    [
      "the id of the last item",
      {
        parameters: `${flat("starting_after", "string")}, ${flat("ending_before", "string")}`,
        response: `${data}, has_more: { type: boolean }`,
      },
      { kind: "cursor", cursor: ["starting_after"], lastItem: ["id"], more: ["has_more"] },
    ],
    [
      "a link in the body",
      {
        response: `${data}, links: { type: object, properties: { next: ${text}, prev: ${text} } }`,
      },
      { kind: "link", next: ["links", "next"] },
    ],
    [
      "a link of HAL",
      {
        response: `${data}, _links: { type: object, properties: { next: { type: object, properties: { href: ${text} } } } }`,
      },
      { kind: "link", next: ["_links", "next", "href"] },
    ],
    [
      "a Link header",
      { parameters: flat("after", "string"), headers: "Link: { schema: { type: string } }" },
      { kind: "link", cursor: ["after"], next: { header: "Link" } },
    ],
    [
      "a link beside a page number and its token",
      {
        parameters: `${flat("Page")}, ${flat("PageToken", "string")}`,
        response: `${data}, next_page_uri: ${text}`,
      },
      { kind: "link", cursor: ["PageToken"], next: ["next_page_uri"] },
    ],
    [
      "a search by POST",
      {
        method: "post",
        path: "/widgets/search",
        body: `query: ${text}, after: ${text}`,
        response: `${data}, paging: { type: object, properties: { next: { type: object, properties: { after: ${text} } } } }`,
      },
      { kind: "cursor", cursor: ["body", "after"], next: ["paging", "next", "after"] },
    ],
    [
      "a number with a total beside a cursor",
      {
        parameters: `${flat("page")}, ${flat("cursor", "string")}`,
        response: `${data}, total_pages: ${number}, next_cursor: ${text}`,
      },
      { kind: "number", page: ["page"], totalPages: ["total_pages"] },
    ],
    [
      "a cursor beside a number without a total",
      {
        parameters: `${flat("page")}, ${flat("cursor", "string")}`,
        response: `${data}, next_cursor: ${text}`,
      },
      { kind: "cursor", cursor: ["cursor"], next: ["next_cursor"] },
    ],
  ])("is found by %s", (_, given, want) => {
    const applied = run(given);
    expect(applied.pagination).toEqual({ items: ["data"], identity: "id", ...asObject(want) });
    expect(applied.changes).toHaveLength(1);
    expect(applyAgain(markPagination, applied).changes).toEqual([]);
  });
});

describe("a cursor in an object", () => {
  const cursor = flat("cursor", "string");
  const after = flat("after", "string");
  test.each<[string, string, string, readonly string[], readonly string[]]>([
    [
      "of the next page",
      cursor,
      `next: ${object(`cursor: ${text}`)}`,
      ["cursor"],
      ["next", "cursor"],
    ],
    [
      "that declares no type",
      cursor,
      `next: ${untyped(`cursor: ${text}`)}`,
      ["cursor"],
      ["next", "cursor"],
    ],
    [
      "in an object",
      after,
      `pagination: ${object(`next: ${object(`after: ${text}, limit: ${number}`)}`)}`,
      ["after"],
      ["pagination", "next", "after"],
    ],
    [
      "three objects deep",
      cursor,
      `meta: ${object(`pagination: ${object(`next: ${object(`cursor: ${text}`)}`)}`)}`,
      ["cursor"],
      ["meta", "pagination", "next", "cursor"],
    ],
    [
      "beside another, the one that is called like the parameter",
      cursor,
      `next: ${object(`after: ${text}, cursor: ${text}`)}`,
      ["cursor"],
      ["next", "cursor"],
    ],
    [
      "that itself is called a cursor",
      cursor,
      `next_cursor: ${object(`value: ${text}`)}`,
      ["cursor"],
      ["next_cursor", "value"],
    ],
    [
      "among the parameters of the next page",
      cursor,
      `next: ${object(`params: ${object(`cursor: ${text}`)}`)}`,
      ["cursor"],
      ["next", "params", "cursor"],
    ],
    [
      "of numbers, where the parameter is a page as a text",
      flat("page", "string"),
      `next: ${object(`page: ${number}`)}`,
      ["page"],
      ["next", "page"],
    ],
    [
      "of a connection",
      after,
      `pageInfo: ${object(`startCursor: ${text}, endCursor: ${text}`)}`,
      ["after"],
      ["pageInfo", "endCursor"],
    ],
    [
      "for the parameter that is called like it",
      `${after}, ${cursor}`,
      `next: ${object(`cursor: ${text}`)}`,
      ["cursor"],
      ["next", "cursor"],
    ],
    [
      "for the parameter that can only be a cursor",
      `${flat("after_id", "string")}, ${flat("pagination_token", "string")}`,
      `meta: ${object(`end_cursor: ${text}`)}`,
      ["pagination_token"],
      ["meta", "end_cursor"],
    ],
    [
      "for the parameter that is not deprecated",
      `{ name: cursor, in: query, deprecated: true, schema: ${text} }, ${flat("page_token", "string")}`,
      `next: ${object(`after: ${text}`)}`,
      ["page_token"],
      ["next", "after"],
    ],
  ])("%s", (_, parameters, response, taken, next) => {
    expect(run({ parameters, response: `${data}, ${response}` }).pagination).toEqual({
      kind: "cursor",
      items: ["data"],
      cursor: taken,
      next,
      identity: "id",
    });
  });

  test("is the next one where the response repeats the one that it was asked with", () => {
    const response = `${data}, ContinuationToken: ${text}, NextContinuationToken: ${text}, IsTruncated: { type: boolean }`;
    const parameters = flat("continuation-token", "string");
    expect(run({ parameters, response }).pagination).toMatchObject({
      next: ["NextContinuationToken"],
      more: ["IsTruncated"],
    });
  });

  test("of a connection inside the data, with its edges and what says whether there are more", () => {
    const edges = `edges: { type: array, items: ${object(`node: {}, cursor: ${text}`)} }`;
    const info = `pageInfo: ${object(`endCursor: ${text}, hasNextPage: { type: boolean }`)}`;
    const response = `data: ${object(`widgets: ${object(`${edges}, ${info}`)}`)}`;
    expect(run({ parameters: after, response }).pagination).toEqual({
      kind: "cursor",
      items: ["data", "widgets", "edges"],
      cursor: ["after"],
      next: ["data", "widgets", "pageInfo", "endCursor"],
      more: ["data", "widgets", "pageInfo", "hasNextPage"],
    });
  });

  test.each<[string, string]>([
    ["an object without members", "next_cursor: { type: object }"],
    ["an object of the next page without members", "next: { type: object }"],
    ["an object of other members", `next_cursor: ${object(`created: ${text}`)}`],
    ["a text or an object", `next_cursor: ${textOr(object(`token: ${text}`))}`],
    ["a text or an object, of the next page", `next: ${textOr(object(`cursor: ${text}`))}`],
    ["the id of something else that comes next", `next: ${object(`id: ${text}, title: ${text}`)}`],
    ["a list", `next_cursor: { type: array, items: ${text} }`],
    ["that of the current page", `current_page: ${object(`cursor: ${text}`)}`],
    ["that of the request", `meta: ${object(`request: ${object(`cursor: ${text}`)}`)}`],
    [
      "what was asked for, in metadata",
      `meta: ${object("pagination_token: { type: string, description: The token that was given. }")}`,
    ],
    ["what was asked for", `cursor: { type: string, description: The cursor of the current page }`],
  ])("is none if it is %s", (_, response) => {
    expect(run({ parameters: cursor, response: `${data}, ${response}` }).mark).toEqual({
      pages: false,
      reason: "does not page: it has the parameter cursor, but no cursor for it in the response",
    });
  });

  test("is none for a parameter that takes an object", () => {
    const parameters = `{ name: after, in: query, style: deepObject, schema: ${object(`id: ${text}`)} }`;
    const response = `${data}, next_cursor: ${text}`;
    expect(run({ parameters, response }).pagination).toEqual({ pages: false });
  });

  test("is taken by the member of a parameter that is called like it", () => {
    const parameters = `{ name: cursor, in: query, style: deepObject, schema: ${object(`after: ${text}, before: ${text}`)} }`;
    const response = `${data}, next_cursor: ${text}`;
    expect(run({ parameters, response }).pagination).toMatchObject({
      kind: "cursor",
      cursor: ["cursor", "after"],
      next: ["next_cursor"],
    });
  });

  test("of the next page does not say on which page the response is, but whether there is one", () => {
    for (const [members, next] of [
      [`next: ${object(`page: ${number}, limit: ${number}`)}`, ["next", "page"]],
      [`next_page: ${object(`number: ${number}`)}`, ["next_page", "number"]],
    ] as const)
      expect(run({ parameters: flat("page"), response: `${data}, ${members}` }).pagination).toEqual(
        { ...byNumber, next },
      );
  });

  test("is not the offset that was asked for", () => {
    const response = `${data}, offset: ${number}, total: ${number}`;
    expect(run({ parameters: flat("offset"), response }).pagination).toEqual({
      kind: "offset",
      items: ["data"],
      offset: ["offset"],
      total: ["total"],
      identity: "id",
    });
  });
});

test("In whatever objects it stands, what leads to the next page is a text or a number, never an object", () => {
  const names =
    "next next_page next_cursor end_cursor nextLink cursor cursors after token value href url id page pagination meta paging links data query";
  const name = fc.constantFrom(...names.split(" "));
  const leaf = fc.constantFrom<JsonObject>(
    { type: "string" },
    { type: ["string", "null"] },
    { type: "integer" },
    { type: "boolean" },
    { type: "object" },
    { type: "array", items: { type: "string" } },
    { oneOf: [{ type: "string" }, { properties: { cursor: { type: "string" } } }] },
  );
  const { schema } = fc.letrec<{ readonly schema: JsonObject; readonly object: JsonObject }>(
    (tie) => ({
      schema: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, tie("object")),
      object: fc
        .record({
          properties: fc.dictionary(name, tie("schema"), { maxKeys: 4 }),
          type: fc.option(fc.constant("object"), { nil: undefined }),
        })
        .map((each) => JSON.parse(JSON.stringify(each)) as JsonObject),
    }),
  );
  const parameters = fc.subarray(["cursor", "after", "page_token", "page", "next"], {
    minLength: 1,
  });
  const document = fc.record({
    parameters,
    members: fc.dictionary(name, schema, { minKeys: 1, maxKeys: 4 }),
  });
  fc.assert(
    fc.property(document, ({ parameters: taken, members }) => {
      const items = { type: "array", items: { properties: { id: {} } } };
      const response = JSON.stringify({
        type: "object",
        properties: { ...members, widgets: items },
      });
      const { pagination } = run({
        parameters: taken.map((each) => flat(each, "string")).join(", "),
        response,
      });
      const { cursor, items: found, kind, next } = pagination ?? {};
      if (next === undefined || (kind !== "cursor" && kind !== "link")) return;
      if (kind === "cursor") expect(taken).toContain(asArray(cursor)[0]);
      expect(found).toEqual(["widgets"]);
      let at: JsonObject = { type: "object", properties: members };
      for (const each of asArray(next)) {
        expect(at["oneOf"]).toBeUndefined();
        at = asObject(asObject(at["properties"])[String(each)]);
      }
      expect([at["type"]].flat()[0]).toMatch(/^(string|integer)$/);
    }),
    { numRuns: 500 },
  );
});

describe("a link", () => {
  const link = (rel = text): string => linkList(`rel: ${rel}, href: ${text}`);
  test.each<[string, string, readonly string[]]>([
    ["an object of the next page", `next: ${object(`href: ${text}`)}`, ["next", "href"]],
    [
      "its URL",
      `pagination: ${object(`next: ${object(`url: ${text}`)}`)}`,
      ["pagination", "next", "url"],
    ],
    [
      "an object that is called a link",
      `nextLink: ${object(`href: ${text}`)}`,
      ["nextLink", "href"],
    ],
    [
      "a text or an object with href",
      `next_link: ${textOr(object(`href: ${text}`))}`,
      ["next_link"],
    ],
    [
      "a next page that is described as a URL",
      "next_page: { type: string, description: A URL. }",
      ["next_page"],
    ],
    ["a list of links", `links: ${link()}`, ["links"]],
    ["a list of links in metadata", `meta: ${object(`links: ${link()}`)}`, ["meta", "links"]],
    ["a list of links of HAL", `_links: ${link()}`, ["_links"]],
    ["a list of links of FHIR", `link: ${linkList(`relation: ${text}, url: ${text}`)}`, ["link"]],
  ])("is found in %s", (_, response, next) => {
    expect(run({ response: `${data}, ${response}` }).pagination).toEqual({
      kind: "link",
      items: ["data"],
      next,
      identity: "id",
    });
  });

  test.each<[string, string]>([
    ["a list of links without relations", `links: ${linkList(`href: ${text}`)}`],
    ["a list of links without targets", `links: ${linkList(`rel: ${text}`)}`],
    ["a list of relations elsewhere", `relatives: ${link()}`],
    ["an object without a target", `nextLink: ${object(`title: ${text}`)}`],
  ])("is none in %s", (_, response) => {
    expect(run({ response: `${data}, ${response}` }).pagination).toEqual({ pages: false });
  });

  test.each<[string, string, object]>([
    [
      "a list that is said to hold it",
      link("{ enum: [self, next] }"),
      { kind: "link", next: ["links"] },
    ],
    ["a list that may not hold it", link(), { kind: "number", page: ["page"] }],
  ])("in %s is %o beside a page number without a total", (_, links, want) => {
    const response = `${data}, links: ${links}`;
    expect(run({ parameters: flat("page"), response }).pagination).toEqual({
      items: ["data"],
      identity: "id",
      ...want,
    });
  });

  test("in a list is not needed where pages are counted", () => {
    const response = `${data}, total_pages: ${number}, links: ${link("{ enum: [next] }")}`;
    expect(run({ parameters: flat("page"), response }).pagination).toEqual({
      ...byNumber,
      totalPages: ["total_pages"],
    });
  });
});

test("The members of an object that are sent as parameters of their own page like these", () => {
  const members = object(`q: ${text}, page: ${number}, per_page: ${number}`);
  const parameter = (rest: string) => `{ name: search, in: query, ${rest} schema: ${members} }`;
  const response = `${data}, total: ${number}`;
  expect(run({ parameters: parameter(""), response }).pagination).toEqual({
    ...byNumber,
    page: ["search", "page"],
    size: ["search", "per_page"],
    total: ["total"],
  });
});

test("The members of any object page if one is the size of a page", () => {
  const response = `${data}, total: ${number}`;
  const parameter = (name: string, members: string) =>
    `{ name: ${name}, in: query, style: deepObject, schema: ${object(members)} }`;
  const members = `currentPage: ${number}, pageSize: ${number}, q: ${text}`;
  expect(run({ parameters: parameter("criteria", members), response }).pagination).toEqual({
    ...byNumber,
    page: ["criteria", "currentPage"],
    size: ["criteria", "pageSize"],
    total: ["total"],
  });
  const body = `federation: ${object(`offset: ${number}, limit: ${number}`)}`;
  expect(run({ method: "post", body, response }).pagination).toMatchObject({
    kind: "offset",
    offset: ["body", "federation", "offset"],
    size: ["body", "federation", "limit"],
  });
  const without = parameter("filter", `page: ${number}, q: ${text}`);
  expect(run({ parameters: without, response }).pagination).toEqual({ pages: false });
});

test.each<[string, string]>([
  ["a text", text],
  ["a text whose description says it", "{ type: string, description: The next page, if any }"],
])("What is called next and %s may be a link or a cursor, but in a body", (_, next) => {
  const response = `${data}, total: ${number}, pagination: ${object(`next: ${next}`)}`;
  expect(run({ parameters: flat("page_token", "string"), response }).pagination).toMatchObject({
    kind: "link",
    cursor: ["page_token"],
    next: ["pagination", "next"],
  });
  const inBody = { method: "post", body: `page_token: ${text}`, response };
  expect(run(inBody).pagination).toMatchObject({
    kind: "cursor",
    cursor: ["body", "page_token"],
    next: ["pagination", "next"],
  });
});

test.each<[string, string]>([
  ["is called a token", "{ type: string, description: The token of the next page }"],
  ["is a number", number],
])("What is called next and %s is a cursor", (_, next) => {
  const response = `${data}, pagination: ${object(`next: ${next}`)}`;
  expect(run({ parameters: flat("page_token", "string"), response }).pagination).toMatchObject({
    kind: "cursor",
    cursor: ["page_token"],
    next: ["pagination", "next"],
  });
});

test("Where no parameter takes what comes next, it is a link", () => {
  const more = "has_more: { type: boolean }";
  const path = "next: { type: string, description: The path to subsequent widgets }";
  for (const [response, want] of [
    [`${data}, ${more}, next: ${text}`, { kind: "link", next: ["next"], more: ["has_more"] }],
    [`${data}, ${path}`, { kind: "link", next: ["next"] }],
    [`${data}, next: ${text}`, { kind: "link", next: ["next"] }],
    [`${data}, links: ${object(`next: ${number}`)}`, { pages: false }],
  ] as const)
    expect(run({ parameters: flat("limit"), response }).pagination).toMatchObject(want);
});

describe("the end", () => {
  test.each<[string, string, Json]>([
    ["total_pages", `${data}, total_pages: ${number}`, { totalPages: ["total_pages"] }],
    [
      "a total without a type",
      `${data}, meta: { type: object, properties: { total_pages: {} } }`,
      { totalPages: ["meta", "total_pages"] },
    ],
    [
      "pages three levels deep",
      `${data}, meta: { type: object, properties: { pagination: { type: object, properties: { pages: ${number} } } } }`,
      { totalPages: ["meta", "pagination", "pages"] },
    ],
    [
      "totals of a component",
      `${data}, meta: { $ref: '#/components/schemas/Meta' }`,
      { totalPages: ["meta", "total_pages"] },
    ],
    ["the number of items", `${data}, totalItems: ${number}`, { total: ["totalItems"] }],
    ["a count", `${data}, count: ${number}`, { count: ["count"] }],
    ["has_more", `${data}, has_more: { type: boolean }`, { more: ["has_more"] }],
    ["last", `${data}, last: { type: boolean }`, { last: ["last"] }],
    ["a next link", `${data}, next: { type: string, format: uri }`, { next: ["next"] }],
    ["a next page", `${data}, next_page: { type: [integer, 'null'] }`, { next: ["next_page"] }],
    ["the page's own number", `${data}, page: ${number}`, { currentPage: ["page"] }],
  ])("is told by %s", (_, response, want) => {
    expect(run({ parameters: flat("page"), response }).pagination).toEqual({
      ...byNumber,
      ...asObject(want),
    });
  });

  test("is not told by the size of the page that was asked for", () => {
    const response = `${data}, meta: ${object(`size: ${number}`)}`;
    const given = { parameters: `${flat("page")}, ${flat("size")}`, response };
    expect(run(given).pagination).toEqual({ ...byNumber, size: ["size"] });
    expect(run({ ...given, parameters: flat("page") }).pagination).toEqual({
      ...byNumber,
      count: ["meta", "size"],
    });
  });

  test.each([
    ["X-Total-Pages", "X-Total-Count"],
    ["X-WP-TotalPages", "X-WP-Total"],
  ])("is told by the headers %s and %s", (totalPages, total) => {
    const { pagination } = run({
      parameters: flat("page"),
      headers: `${totalPages}: { schema: ${number} }, ${total}: { schema: ${number} }`,
    });
    expect(pagination).toEqual({
      ...byNumber,
      totalPages: { header: totalPages },
      total: { header: total },
    });
  });
});

describe("the items", () => {
  const array = "{ type: array, items: { type: object, properties: { id: {} } } }";
  test.each<[string, string, Json]>([
    [
      "the only array",
      "log_messages: { type: array, items: { properties: { id: {} } } }",
      ["log_messages"],
    ],
    ["data beside another array", `errors: ${array}, ${data}`, ["data"]],
    [
      "the array that is named like the path",
      `warnings: ${array}, others: ${array}, widgets: ${array}`,
      ["widgets"],
    ],
    [
      "the array beside messages about it",
      `issues: ${array}, warningMessages: ${array}, errorMessages: ${array}`,
      ["issues"],
    ],
    [
      "the array whose items are of its name",
      `others: ${array}, fine_widgets: { type: array, items: { $ref: '#/components/schemas/Widget' } }, widget: { type: array, items: { $ref: '#/components/schemas/Widget' } }`,
      ["widget"],
    ],
    ["an array by reference", "data: { $ref: '#/components/schemas/Widgets' }", ["data"]],
    [
      "an array inside an object",
      `result: { type: object, properties: { items: ${array}, facets: ${array} } }`,
      ["result", "items"],
    ],
    ["the response itself", array, []],
    [
      "an array of a composed response",
      `{ allOf: [{ type: object, properties: { total: ${number} } }, { type: object, properties: { ${data} } }] }`,
      ["data"],
    ],
  ])("are %s", (_, response, items) => {
    expect(run({ parameters: flat("page"), response }).pagination).toMatchObject({ items });
  });

  test("may be called like what stands beside items elsewhere, if the path names them", () => {
    const given = { parameters: flat("page"), response: `warnings: ${array}` };
    expect(run({ ...given, path: "/warnings/outbound" }).pagination).toMatchObject({
      items: ["warnings"],
    });
    expect(run({ ...given, path: "/widgets/outbound" }).pagination).toBeUndefined();
  });

  test.each<[string, string, boolean]>([
    [
      "every alternative has one",
      "oneOf: [{ properties: { id: {} } }, { properties: { id: {} } }]",
      true,
    ],
    [
      "an alternative has none",
      "oneOf: [{ properties: { id: {} } }, { properties: { key: {} } }]",
      false,
    ],
    [
      "a part has one",
      "allOf: [{ $ref: '#/components/schemas/Widget' }, { properties: { name: {} } }]",
      true,
    ],
  ])("are known by their id if %s", (_, items, isKnown) => {
    const response = `data: { type: array, items: { ${items} } }`;
    const { pagination } = run({ parameters: flat("page"), response });
    expect(pagination?.["identity"]).toBe(isKnown ? "id" : undefined);
  });
});

describe("not taken for what it looks like:", () => {
  test.each<[string, Given, Json]>([
    [
      "a cursor that is of use only beside another parameter",
      {
        parameters: [flat("marker", "string"), flat("usemarker", "boolean"), flat("offset")].join(),
        response: `${data}, next_marker: ${text}, total_count: ${number}`,
      },
      { kind: "offset", offset: ["offset"], items: ["data"] },
    ],
    [
      "the cursor of a timeline that leads back",
      {
        parameters: [flat("after", "string"), flat("before", "string")].join(),
        response: `${data}, next: { type: string, format: uri }, cursors: ${object(`after: ${text}, before: ${text}`)}`,
      },
      { kind: "link", next: ["next"], items: ["data"] },
    ],
    [
      "the items: names beside the list",
      {
        path: "/tokens",
        parameters: flat("cursor", "string"),
        response: `scopes: { type: array, items: ${text} }, data: ${object(`tokens: { type: array, items: ${object("id: {}")} }, next_cursor: ${text}`)}`,
      },
      { kind: "cursor", items: ["data", "tokens"], next: ["data", "next_cursor"] },
    ],
    [
      "a page that counts from 0, since its answer may",
      {
        parameters: `{ name: page, in: query, description: "One-based page index (1..N)", schema: ${number} }`,
        response: `${data}, number: ${number}, totalPages: ${number}`,
      },
      { kind: "number", first: 1 },
    ],
  ])("%s", (_name, given, want) => {
    expect(run(given).pagination).toMatchObject(asObject(want));
  });

  test.each<[string, string, string]>([
    [
      "the end of the list: of a job",
      "done",
      'done: { type: boolean, description: "Whether the job has finished" }',
    ],
    ["the end of the list: of a count", "complete", "complete: { type: boolean }"],
    ["a number of items: money", "total_amount", `total_amount: ${number}`],
  ])("%s", (_name, member, declared) => {
    const { pagination } = run({ parameters: flat("page"), response: `${data}, ${declared}` });
    expect(pagination).toMatchObject(byNumber);
    expect(JSON.stringify(pagination)).not.toContain(member);
  });

  test("the end of the list: not where an object of the page says it", () => {
    const response = `${data}, meta: ${object("complete: { type: boolean }")}`;
    const { pagination } = run({ parameters: flat("page"), response });
    expect(pagination).toMatchObject({ last: ["meta", "complete"] });
  });

  test.each<[string, Given, string]>([
    [
      "the items: what could not be read of a map of them",
      {
        parameters: flat("pageToken", "string"),
        response: `items: { type: object, additionalProperties: ${object("id: {}")} }, unreachables: { type: array, items: ${text} }, nextPageToken: ${text}`,
      },
      "unreachables or items",
    ],
    [
      "the items: one of several lists of the same name",
      {
        path: "/search",
        parameters: flat("offset"),
        response: ["albums", "artists"]
          .map(
            (each) =>
              `${each}: ${object(`items: { type: array, items: ${object("id: {}")} }, total: ${number}`)}`,
          )
          .join(),
      },
      "albums.items or artists.items",
    ],
    [
      "the items: those beside messages, which are no words of the API",
      {
        path: "/channels/{id}/history",
        parameters: flat("cursor", "string"),
        response: `messages: { type: array, items: ${object("user: {}, text: {}")} }, participants: { type: array, items: ${object("id: {}")} }, next_cursor: ${text}`,
      },
      "messages or participants",
    ],
  ])("%s", (_name, given, candidates) => {
    expect(run(given).reason).toBe(`does not page: its items could be ${candidates}`);
  });
});

describe("a list that does not page", () => {
  test.each<[string, Given, string]>([
    ["no parameter", {}, "it has no parameter of a page, and no link to a next one"],
    [
      "a size alone",
      { parameters: flat("page_size") },
      "it has no parameter of a page, and no link to a next one",
    ],
    [
      "a page that is a text",
      { parameters: flat("page", "string") },
      "it has the parameter page, but no cursor for it in the response",
    ],
    [
      "a page between 0 and 1",
      {
        parameters: "{ name: p, in: query, schema: { type: number, default: 0.5, maximum: 1 } }",
      },
      "it has the parameter p, but no cursor for it in the response",
    ],
    [
      "a page that is no number of a page, and is not to be used",
      {
        parameters: `{ name: page, in: query, description: "Deprecated. The value is not the page number but a reference.", schema: ${number} }, ${flat("page_token", "string")}`,
      },
      "it has the parameter page_token, but no cursor for it in the response",
    ],
    [
      "a cursor that no response states",
      { parameters: flat("cursor", "string") },
      "it has the parameter cursor, but no cursor for it in the response",
    ],
    [
      "a cursor beside a list that is called like nothing in the path",
      {
        path: "/history",
        parameters: flat("cursor", "string"),
        response: `messages: { type: array, items: ${object(`user: ${text}`)} }`,
      },
      "it has the parameter cursor, but no cursor for it in the response",
    ],
    [
      "two arrays",
      { parameters: page(), response: "a: { type: array }, b: { type: array }" },
      "its items could be a or b",
    ],
    [
      "a declaration",
      { parameters: page(), extensions: "x-pagination: { pages: false }," },
      "x-pagination says so",
    ],
    [
      "a bare array and no parameter",
      { response: "{ type: array }" },
      "it has no parameter of a page, and no link to a next one",
    ],
  ])("says why: %s", (_, given, reason) => {
    const applied = run(given);
    expect(applied.mark).toEqual({ pages: false, reason: `does not page: ${reason}` });
    expect(applied.changes).toHaveLength(1);
    expect(applyAgain(markPagination, applied).changes).toEqual([]);
  });

  test.each<[string, Given]>([
    ["returns no array", { parameters: page(), response: "a: { type: string }" }],
    ["returns an object without properties", { parameters: page(), response: "" }],
    [
      "returns one thing that has lists, and links as lists have them",
      {
        path: "/widgets/{id}",
        response: `lines: { type: array }, links: ${object(`next: ${text}`)}`,
      },
    ],
    [
      "returns one thing in an object, with a list of its own",
      {
        path: "/me/widget",
        response: `data: ${object(`widget: ${object("addresses: { type: array }")}`)}, links: ${object(`next: ${text}`)}`,
      },
    ],
    [
      "takes a probability",
      { method: "post", body: `p: { type: number }`, response: `${data}, total: ${number}` },
    ],
    [
      "returns one thing that has lists",
      { path: "/widgets/{id}", response: `id: ${text}, tags: { type: array }` },
    ],
    ["may create something", { method: "post", parameters: page() }],
    [
      "may create something and returns a link",
      {
        method: "post",
        response: `${data}, links: { type: object, properties: { next: ${text} } }`,
      },
    ],
  ])("is none if the operation %s", (_, given) => {
    expect(run(given)).toMatchObject({ pagination: undefined, changes: [] });
  });
});

describe("what is declared wins over names", () => {
  const odd = {
    parameters: `${flat("seite")}, ${flat("weiter", "string")}`,
    response: `zeilen: { type: array, items: { properties: { id: {} } } }, reste: { type: array }, von: ${number}, danach: { type: object, properties: { marke: ${text} } }`,
  };
  const found = { items: ["zeilen"], identity: "id" };
  test.each<[string, string, Json]>([
    [
      "x-pagination",
      "x-pagination: { items: zeilen, page: [seite], totalPages: [von], firstPage: 0 },",
      { kind: "number", page: ["seite"], totalPages: ["von"], first: 0 },
    ],
    [
      "x-speakeasy-pagination by page",
      "x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: seite, in: parameters, type: page }], outputs: { results: $.zeilen, numPages: $.von } },",
      { kind: "number", page: ["seite"], totalPages: ["von"] },
    ],
    [
      "x-speakeasy-pagination by cursor",
      "x-speakeasy-pagination: { type: cursor, inputs: [{ name: weiter, in: parameters, type: cursor }], outputs: { results: $.zeilen, nextCursor: $.danach.marke } },",
      { kind: "cursor", cursor: ["weiter"], next: ["danach", "marke"] },
    ],
    ...["-1", "-1:", "(@.length-1)"].map((last): [string, string, Json] => [
      `x-speakeasy-pagination by a member of the item [${last}]`,
      `x-speakeasy-pagination: { type: cursor, inputs: [{ name: weiter, in: parameters, type: cursor }], outputs: { nextCursor: "$.zeilen[${last}].id" } },`,
      { kind: "cursor", cursor: ["weiter"], lastItem: ["id"] },
    ]),
    [
      "x-fern-pagination by cursor",
      "x-fern-pagination: { cursor: $request.weiter, next_cursor: $response.danach.marke, results: $response.zeilen },",
      { kind: "cursor", cursor: ["weiter"], next: ["danach", "marke"] },
    ],
    [
      "x-fern-pagination by offset",
      "x-fern-pagination: { offset: $request.seite, results: $response.zeilen },",
      { kind: "number", page: ["seite"] },
    ],
    [
      "x-ms-pageable",
      "x-ms-pageable: { itemName: zeilen, nextLinkName: danach },",
      { kind: "link", next: ["danach"] },
    ],
    [
      "x-pagination before a peer's",
      "x-pagination: { items: zeilen, page: seite }, x-ms-pageable: { nextLinkName: null },",
      { kind: "number", page: ["seite"] },
    ],
  ])("%s", (_, extensions, want) => {
    const applied = run({ ...odd, extensions });
    expect(applied.pagination).toEqual({ ...found, ...asObject(want) });
    expect(applyAgain(markPagination, applied).changes).toEqual([]);
  });

  const nested = {
    parameters: `${page()}, ${flat("cursor", "string")}`,
    body: `suche: ${object(`weiter: ${text}`)}`,
    response: `result: ${object(`items: { type: array, items: { properties: { id: {}, key: ${untyped(`id: ${text}`)} } } }`)}, meta: ${object(`next: ${text}, pages: ${number}`)}`,
  };
  const path = ["result", "items"];
  test.each<[string, string, object]>([
    [
      "by cursor",
      "x-pagination: { items: result.items, cursor: cursor, next: meta.next },",
      { kind: "cursor", items: path, cursor: ["cursor"], next: ["meta", "next"] },
    ],
    [
      "by number, in an object",
      "x-pagination: { items: result.items, page: page.number, size: 'page[size]', totalPages: meta.pages },",
      {
        kind: "number",
        items: path,
        page: ["page", "number"],
        size: ["page", "size"],
        totalPages: ["meta", "pages"],
      },
    ],
    [
      "by the last item",
      "x-pagination: { items: result.items, cursor: cursor, lastItem: key.id },",
      { kind: "cursor", items: path, cursor: ["cursor"], lastItem: ["key", "id"] },
    ],
    [
      "in a body",
      "x-pagination: { items: result.items, cursor: body.suche.weiter, next: meta.next },",
      { kind: "cursor", items: path, cursor: ["body", "suche", "weiter"], next: ["meta", "next"] },
    ],
    [
      "by the extension of Azure",
      "x-ms-pageable: { itemName: result.items, nextLinkName: meta.next },",
      { kind: "link", items: path, next: ["meta", "next"] },
    ],
  ])("with paths that are written as one text: %s", (_, extensions, want) => {
    const applied = run({ ...nested, method: "post", extensions });
    expect(applied.pagination).toEqual({ identity: "id", ...want });
    expect(applyAgain(markPagination, applied).changes).toEqual([]);
  });

  test("with names that have dots in them, where there are such", () => {
    const applied = run({
      parameters: flat("page.number"),
      response: `"result.items": { type: array }, "meta.pages": ${number}`,
      extensions:
        "x-pagination: { items: result.items, page: page.number, totalPages: meta.pages },",
    });
    expect(applied.pagination).toEqual({
      kind: "number",
      items: ["result.items"],
      page: ["page.number"],
      totalPages: ["meta.pages"],
    });
    expect(applyAgain(markPagination, applied).changes).toEqual([]);
  });

  test("the configuration, above all", () => {
    const pagination = {
      ListWidgets: { items: ["zeilen"], cursor: ["weiter"], next: ["danach", "marke"] },
    };
    const extensions = "x-pagination: { pages: false },";
    expect(run({ ...odd, extensions }, { pagination }).pagination).toMatchObject({
      kind: "cursor",
    });
    expect(run({ parameters: page() }, { pagination: { ListWidgets: false } }).mark).toEqual({
      pages: false,
      reason: "does not page: the configuration says so",
    });
  });

  test("what leads to the next page, where a declaration leaves that open, by its name", () => {
    const extensions = "x-fern-pagination: { cursor: $request.cursor, results: $response.data },";
    const response = `${data}, next_cursor: ${text}`;
    const applied = run({ parameters: flat("cursor", "string"), response, extensions });
    expect(applied.pagination).toMatchObject({ cursor: ["cursor"], next: ["next_cursor"] });
    expect(applyAgain(markPagination, applied).changes).toEqual([]);
  });

  test.each<[string, string, string]>([
    [
      "what leads to the next page",
      "x-speakeasy-pagination: { type: cursor, inputs: [{ name: weiter, in: parameters, type: cursor }], outputs: { results: $.zeilen, nextCursor: $..marke } },",
      "does not page: x-speakeasy-pagination does not name what leads to the next page",
    ],
    [
      "a parameter",
      "x-pagination: { items: zeilen, page: [blatt] },",
      "does not page: x-pagination names the parameter blatt, which the operation does not have",
    ],
    [
      "items",
      "x-pagination: { items: rest, page: [seite] },",
      "does not page: x-pagination names the items rest, where the response has no array",
    ],
  ])("but %s that it names must be there", (_, extensions, reason) => {
    expect(run({ ...odd, extensions }).mark).toEqual({ pages: false, reason });
  });
});

describe("the identity of an item", () => {
  test.each([
    [
      "id, whatever the other properties",
      "id: {}, ticket_id: {}",
      "ticket_id",
      "id",
      /known by its id$/,
    ],
    [
      "the property that a sibling operation takes in its path",
      "ticket_id: {}, number_id: {}",
      "ticket_id",
      "ticket_id",
      /known by its ticket_id, which a sibling operation takes in its path$/,
    ],
    ["that property in camelCase", "ticketId: {}, other: {}", "ticketId", "ticketId", /ticketId/],
    [
      "a property that the sibling operation calls by a longer name",
      "number_id: {}",
      "phone_number_id",
      "number_id",
      /number_id/,
    ],
    [
      "unknown if no sibling operation takes it",
      "ticket_id: {}",
      "other_id",
      undefined,
      /no identity, so whole items are compared$/,
    ],
    ["unknown if its name does not end in id", "ticket: {}", "ticket", undefined, /no identity/],
    [
      "unknown if two properties match",
      "number_id: {}, phone_number_id: {}",
      "phone_number_id",
      undefined,
      /could be known by number_id or phone_number_id/,
    ],
  ])("is %s", (_, properties, taken, identity, because) => {
    const { pagination, reason } = run({
      parameters: page(),
      response: `data: { type: array, items: { properties: { ${properties} } } }`,
      siblings: `/widgets/{${taken}}/parts: { get: { operationId: GetParts, responses: {} } }`,
    });
    expect(pagination?.["identity"]).toBe(identity);
    expect(reason).toMatch(because);
  });
});

describe("a list is told how to page by what its parameters and its response have in common:", () => {
  const described = (name: string, description: string): string =>
    `{ name: ${name}, in: query, description: "${description}", schema: ${number} }`;
  const total = `${data}, total_pages: ${number}`;

  test.each<[string, Given, object]>([
    [
      "a cursor under its own name, at the root",
      {
        parameters: flat("offset", "string"),
        response: `records: { type: array }, offset: ${text}`,
      },
      { kind: "cursor", cursor: ["offset"], next: ["offset"] },
    ],
    [
      "a cursor under its own name, in metadata",
      {
        parameters: flat("continue", "string"),
        response: `${data}, metadata: { properties: { continue: ${text} } }`,
      },
      { kind: "cursor", cursor: ["continue"], next: ["metadata", "continue"] },
    ],
    ...(["from next", "next next", "token next_token", "key next_key"] as const).map(
      (names): [string, Given, object] => {
        const [parameter = "", member = ""] = names.split(" ");
        return [
          `a ${parameter} for which the response has ${member}`,
          { parameters: flat(parameter, "string"), response: `${data}, ${member}: ${text}` },
          { cursor: [parameter], next: [member] },
        ];
      },
    ),
    [
      "the link beside cursors, which the last page has too",
      {
        parameters: flat("after", "string"),
        response: `${data}, paging: { properties: { next: ${text}, cursors: { properties: { after: ${text} } } } }`,
      },
      { kind: "link", cursor: ["after"], next: ["paging", "next"] },
    ],
    [
      "the cursor among cursors, where the link stands elsewhere",
      {
        parameters: flat("after", "string"),
        response: `${data}, meta: { properties: { next: ${text} } }, paging: { properties: { cursors: { properties: { after: ${text} } } } }`,
      },
      { kind: "cursor", cursor: ["after"], next: ["paging", "cursors", "after"] },
    ],
    [
      "the start of the next page, rather than the number of items",
      {
        parameters: `${flat("start")}, ${flat("limit")}`,
        response: `${data}, isLastPage: { type: boolean }, nextPageStart: ${number}`,
      },
      { kind: "cursor", cursor: ["start"], next: ["nextPageStart"], last: ["isLastPage"] },
    ],
    [
      "a number that is described as counting from 0",
      { parameters: described("page", "Zero-based page number."), response: total },
      { kind: "number", page: ["page"], first: 0 },
    ],
    [
      "a number of which the first is said to be 0",
      { parameters: described("page", "Page index. First page is 0."), response: total },
      { kind: "number", page: ["page"], first: 0 },
    ],
    [
      "an offset that is described as a page number",
      { parameters: described("offset", "The page number."), response: total },
      { kind: "number", page: ["offset"] },
    ],
    [
      "a number that is a text by its default",
      { parameters: "{ name: page, in: query, schema: { type: string, default: '1' } }" },
      { kind: "number", page: ["page"], first: 1 },
    ],
    [
      "a text where pages are counted",
      { parameters: flat("page", "string"), response: total },
      { kind: "number", page: ["page"] },
    ],
    [
      "a boolean that is called next",
      { parameters: flat("page"), response: `${data}, next: { type: boolean }` },
      { kind: "number", page: ["page"], more: ["next"] },
    ],
    [
      "a continuation in a header of the request and of the response",
      {
        parameters: `{ name: x-ms-continuation, in: header, schema: ${text} }`,
        headers: `x-ms-continuation: { schema: ${text} }`,
      },
      {
        kind: "cursor",
        cursor: ["x-ms-continuation"],
        next: { header: "x-ms-continuation" },
      },
    ],
    [
      "a count of what is skipped, and of the most results",
      {
        parameters: `${flat("SkipCount")}, ${flat("MaxResultCount")}`,
        response: `${data}, totalCount: ${number}`,
      },
      { kind: "offset", offset: ["SkipCount"], size: ["MaxResultCount"], total: ["totalCount"] },
    ],
    [
      "names in a namespace",
      {
        parameters: flat("page"),
        response: `"hydra:member": { type: array }, "hydra:totalItems": ${number}, "hydra:view": ${object(`"hydra:next": { type: string, format: iri-reference }`)}`,
      },
      {
        items: ["hydra:member"],
        total: ["hydra:totalItems"],
        next: ["hydra:view", "hydra:next"],
      },
    ],
    [
      "a total that is named after the items",
      {
        method: "post",
        path: "/widgets/get",
        body: `options: ${object(`count: ${number}, offset: ${number}`)}`,
        response: `accounts: { type: array }, widgets: { type: array }, total_widgets: ${number}`,
      },
      {
        kind: "offset",
        items: ["widgets"],
        offset: ["body", "options", "offset"],
        size: ["body", "options", "count"],
        total: ["total_widgets"],
      },
    ],
  ])("%s", (_, given, want) => {
    expect(run(given).pagination).toMatchObject(want);
  });

  test.each(["from", "next", "token", "key"])("not by a %s alone", (name) => {
    const given = { parameters: flat(name, "string"), response: `${data}, ${name}_date: ${text}` };
    expect(run(given).pagination).toEqual({ pages: false });
  });

  test("not what leads on to what has not happened yet", () => {
    const parameters = flat("stream_position", "string");
    const given = { parameters, response: `${data}, next_stream_position: ${text}` };
    expect(run(given).pagination).toEqual({ pages: false });
  });

  test("the link, rather than the beginning of a period", () => {
    const parameters = `${flat("from", "string")}, ${flat("to", "string")}`;
    const given = { parameters, response: `${data}, next: ${text}` };
    expect(run(given).pagination).toMatchObject({ kind: "link", next: ["next"] });
  });

  test.each<[string, Given, object]>([
    [
      "an iterator that the answer repeats, beside the one before",
      {
        parameters: `${flat("iterator", "string")}, ${flat("limit")}`,
        response: `${data}, done: { type: boolean }, iterator: ${text}, prevIterator: ${text}`,
      },
      { kind: "cursor", cursor: ["iterator"], next: ["iterator"], last: ["done"] },
    ],
    [
      "what the answer calls the next one of a parameter, whatever that is called",
      { parameters: flat("anchor", "string"), response: `${data}, next_anchor: ${text}` },
      { kind: "cursor", cursor: ["anchor"], next: ["next_anchor"] },
    ],
    [
      "the key of the last item, which the answer names",
      { parameters: flat("offset", "string"), response: `${data}, lastKey: ${text}` },
      { kind: "cursor", cursor: ["offset"], next: ["lastKey"] },
    ],
    [
      "a token for that of the next page",
      {
        parameters: flat("token", "string"),
        response: `${data}, pagination: ${object(`nextPageToken: ${text}`)}`,
      },
      { kind: "cursor", cursor: ["token"], next: ["pagination", "nextPageToken"] },
    ],
    [
      "a start that the link to the next page contains",
      { parameters: flat("start", "string"), response: `${data}, next: ${text}` },
      { kind: "link", cursor: ["start"], next: ["next"] },
    ],
    [
      "an offset, rather than the start of a period",
      {
        parameters: `${flat("offset")}, ${flat("start", "string")}, ${flat("end", "string")}`,
        response: `${data}, pagination: ${object(`next: ${text}, total: ${number}`)}`,
      },
      { kind: "offset", offset: ["offset"] },
    ],
    [
      "an offset that is named after an object of the whole query",
      { parameters: `${flat("'queryParameters.skip'")}, ${flat("'queryParameters.take'")}` },
      { kind: "offset", offset: ["queryParameters.skip"], size: ["queryParameters.take"] },
    ],
    [
      "members of a page, which are called by its name before a dot",
      { parameters: `${flat("'Pageable.Page'")}, ${flat("'Pageable.Size'")}` },
      { kind: "number", page: ["Pageable.Page"], size: ["Pageable.Size"] },
    ],
    [
      "a cursor that comes from a header, which only its description names",
      {
        parameters: described(
          "cursor",
          "Taken from the response headers `X-Acme-Cursor-Prev` and `X-Acme-Cursor-Next`.",
        ),
      },
      { kind: "cursor", cursor: ["cursor"], next: { header: "X-Acme-Cursor-Next" } },
    ],
    [
      "a token of a list of URLs",
      {
        parameters: flat("pageToken", "string"),
        response: `${data}, nextPageToken: { type: string, description: Token of the next page of URLs. }`,
      },
      { kind: "cursor", cursor: ["pageToken"], next: ["nextPageToken"] },
    ],
    [
      "the start of a limit",
      { parameters: `${flat("limitstart")}, ${flat("limit")}` },
      { kind: "offset", offset: ["limitstart"], size: ["limit"] },
    ],
    [
      "a number that is described as 0 by default",
      {
        parameters: described("page", "Page of widgets (starts at and defaults to 0)"),
        response: total,
      },
      { kind: "number", page: ["page"], first: 0 },
    ],
    [
      "the link of OData, where the server cuts pages, rather than an offset",
      {
        parameters: `${flat("$skip")}, ${flat("$top")}`,
        response: `value: { type: array }, "@odata.count": ${number}, "@odata.nextLink": ${text}`,
      },
      { kind: "link", items: ["value"], next: ["@odata.nextLink"] },
    ],
    [
      "a cursor of whatever type, or null",
      {
        parameters: `{ name: continuationToken, in: query, schema: { oneOf: [{}, { type: "null" }] } }`,
        response: `items: { type: array }, continuationToken: ${text}, hasNextPage: { type: boolean }`,
      },
      { kind: "cursor", cursor: ["continuationToken"], next: ["continuationToken"] },
    ],
    [
      "the link of Azure, where the server cuts pages, rather than an offset",
      {
        parameters: `${flat("skip")}, ${flat("top")}, ${flat("maxpagesize")}`,
        response: `value: { type: array }, nextLink: ${text}`,
      },
      { kind: "link", items: ["value"], next: ["nextLink"] },
    ],
    [
      "an offset beside a link of pages that a caller may cut",
      {
        parameters: `${flat("skip")}, ${flat("top")}`,
        response: `value: { type: array }, nextLink: ${text}`,
      },
      { kind: "offset", offset: ["skip"], size: ["top"], next: ["nextLink"] },
    ],
    [
      "the offset of OData, where it has no link",
      {
        parameters: `${flat("$skip")}, ${flat("$top")}`,
        response: `value: { type: array }, "@odata.count": ${number}`,
      },
      { kind: "offset", offset: ["$skip"], size: ["$top"], total: ["@odata.count"] },
    ],
    [
      "an offset as a text that the response repeats as a number",
      {
        parameters: `${flat("limit", "string")}, ${flat("offset", "string")}`,
        response: `${data}, offset: ${number}, total: ${number}`,
      },
      { kind: "offset", offset: ["offset"], total: ["total"] },
    ],
    [
      "where a page begins, as first beside max",
      { parameters: `${flat("first")}, ${flat("max")}` },
      { kind: "offset", offset: ["first"] },
    ],
    [
      "a cursor that comes from a header that only its description names",
      {
        parameters:
          "{ name: after, in: query, description: Obtained from the `Link` response header., schema: { type: string } }",
      },
      { kind: "link", cursor: ["after"], next: { header: "Link" } },
    ],
    [
      "the cursor among the parameters of the next page, rather than a counted number",
      {
        parameters: `${flat("page")}, ${flat("starting_after", "string")}`,
        response: `${data}, pages: ${object(`page: ${number}, total_pages: ${number}, next: ${object(`per_page: ${number}, starting_after: ${text}`)}`)}`,
      },
      { kind: "cursor", cursor: ["starting_after"], next: ["pages", "next", "starting_after"] },
    ],
    [
      "the cursor, rather than the number, of the next page",
      {
        parameters: `${flat("page")}, ${flat("starting_after", "string")}`,
        response: `${data}, total_pages: ${number}, next: ${object(`page: ${number}, starting_after: ${text}`)}`,
      },
      { kind: "cursor", cursor: ["starting_after"], next: ["next", "starting_after"] },
    ],
    [
      "a cursor beside the total and the size of the page, whatever their object is called",
      {
        method: "post",
        body: `cursor: ${text}`,
        response: `calls: { type: array }, records: ${object(`totalRecords: ${number}, currentPageSize: ${number}, cursor: ${text}`)}`,
      },
      { kind: "cursor", cursor: ["body", "cursor"], next: ["records", "cursor"] },
    ],
    [
      "the index of a page, in an object of pages",
      {
        method: "post",
        body: `paging: ${object(`pageIndex: { type: integer, default: 0 }, pageSize: ${number}`)}`,
        response: `${data}, totalCount: ${number}`,
      },
      { kind: "number", page: ["body", "paging", "pageIndex"], first: 0, total: ["totalCount"] },
    ],
    [
      "a number with its total, rather than a link to the last page",
      {
        parameters: flat("pageNumber"),
        response: `${data}, lastPage: { type: string, format: uri }, totalPages: ${number}`,
      },
      { kind: "number", page: ["pageNumber"], totalPages: ["totalPages"] },
    ],
    [
      "a number, and a header that says whether the page is the last one",
      { parameters: flat("page"), headers: "Last-Page: { schema: { type: boolean } }" },
      { kind: "number", page: ["page"], last: { header: "Last-Page" } },
    ],
    [
      "a key that is an object",
      {
        method: "post",
        body: `ExclusiveStartKey: { type: object }, Limit: ${number}`,
        response: `Items: { type: array }, LastEvaluatedKey: { type: object }`,
      },
      {
        kind: "cursor",
        cursor: ["body", "ExclusiveStartKey"],
        next: ["LastEvaluatedKey"],
        size: ["body", "Limit"],
      },
    ],
    [
      "the value of a total",
      { parameters: flat("offset"), response: `${data}, total: ${object(`value: ${number}`)}` },
      { kind: "offset", offset: ["offset"], total: ["total", "value"] },
    ],
    [
      "a number, with the size of a page rather than the limit beside an offset",
      { parameters: ["limit", "offset", "page", "page_size"].map((name) => flat(name)).join(", ") },
      { kind: "number", page: ["page"], size: ["page_size"] },
    ],
    [
      "an offset, with its limit rather than the size of a page",
      {
        parameters: ["limit", "offset", "page_size"].map((name) => flat(name)).join(", "),
        response: total,
      },
      { kind: "offset", offset: ["offset"], size: ["limit"] },
    ],
    [
      "the number of a page, with the size in the same object",
      { parameters: `${page()}, ${flat("per_page")}` },
      { kind: "number", page: ["page", "number"], size: ["page", "size"] },
    ],
  ])("%s", (_, given, want) => {
    expect(run(given).pagination).toMatchObject(want);
  });

  test.each<[string, string]>([
    [
      "the least that a total may be",
      `hits: ${object(`hits: { type: array }, total: ${object(`value: ${number}, relation: ${text}`)}`)}`,
    ],
    ["an estimate", `hits: { type: array }, estimatedTotalHits: ${number}`],
    ["the offset that was asked for", `hits: { type: array }, from: ${number}`],
  ])("what a search by POST returns, by %s, which is not its end", (_, response) => {
    const given = { method: "post", body: `from: ${number}, size: ${number}`, response };
    const { pagination } = run(given);
    expect(pagination).toMatchObject({ kind: "offset", offset: ["body", "from"] });
    expect(pagination).not.toHaveProperty("total");
  });

  test.each([
    ["counts the resources of SCIM from 1", "Resources", 1],
    ["does not count other items from 1", "Items", undefined],
  ])("a start index %s", (_, items, first) => {
    const response = `${items}: { type: array, items: {} }, totalResults: ${number}`;
    const { pagination } = run({ parameters: flat("startIndex"), response });
    expect(pagination).toMatchObject({ kind: "offset", offset: ["startIndex"] });
    expect(asObject(pagination)["first"]).toBe(first);
  });

  test.each(["delete", "patch", "put"])("not what %s changes", (method) => {
    const response = `${data}, total: ${number}, next_cursor: ${text}`;
    const parameters = `${flat("cursor", "string")}, ${flat("offset")}`;
    expect(run({ method, parameters, response }).pagination).toBeUndefined();
  });

  test.each<[string, string, string, boolean]>([
    ["creates, which it sends", "201", `{ type: array, items: ${object(`name: ${text}`)} }`, false],
    ["creates, if it sends but one thing", "201", `name: ${text}`, true],
    ["finds by a list", "200", `{ type: array, items: ${text} }`, true],
  ])("what a POST %s", (_, status, body, isPaged) => {
    const response = `${data}, total: ${number}`;
    const given = { method: "post", parameters: flat("page"), status, body, response };
    expect(run(given).pagination !== undefined).toBe(isPaged);
  });

  test.each<[string, string, boolean]>([
    ["/orders/{id}", `id: ${text}, items: { type: array, items: {} }`, false],
    ["/orders/{id}", `items: { type: array, items: {} }`, true],
    ["/orders/{id}/widgets", `id: ${text}, items: { type: array, items: {} }`, true],
  ])("not the items of what %s shows with its id", (path, response, isPaged) => {
    const { pagination } = run({ parameters: flat("offset"), path, response });
    expect(asObject(pagination)["kind"]).toBe(isPaged ? "offset" : undefined);
  });

  test.each([
    ["what has an id", `id: ${text}, title: ${text}, tag_list: { type: array, items: ${text} }`],
    [
      "what has an id inside",
      `data: ${object(`id: ${text}, versions: { type: array, items: ${text} }`)}, links: ${object(`next: ${text}`)}`,
    ],
  ])("not the list of %s", (_, response) => {
    const parameters = response.startsWith("id") ? flat("page") : "";
    expect(run({ parameters, response }).pagination).toBeUndefined();
  });

  test("the list of what has an id, where the answer counts it", () => {
    const response = `id: ${text}, parts: { type: array, items: {} }, total: ${number}`;
    const { pagination } = run({ parameters: flat("page"), response });
    expect(pagination).toMatchObject({ kind: "number", items: ["parts"] });
  });

  test("not the tags of a widget that is found by its tag", () => {
    const response = `title: ${text}, tags: { type: array, items: ${text} }`;
    const given = { parameters: flat("page"), path: "/tags/{id}/widgets", response };
    expect(run(given).pagination).toBeUndefined();
  });

  test("not by the id of the last item after which newer ones were created", () => {
    const description = "Only widgets that were created after this one.";
    const parameters = `{ name: after_id, in: query, description: ${description}, schema: ${text} }`;
    const given = { parameters, response: `${data}, has_more: { type: boolean }` };
    expect(run(given).pagination).toEqual({ pages: false });
  });

  test.each([
    ["something else", `account: ${object(`total: ${number}`)}`],
    ["money", `summary: ${object(`currency: ${text}, total: ${number}`)}`],
    ["money at the root", `currency: ${text}, total: ${number}`],
  ])("not by the total of %s", (_, response) => {
    const given = { parameters: flat("page"), response: `${data}, ${response}` };
    expect(run(given).pagination).toEqual(byNumber);
  });

  test("not by a page that is only repeated", () => {
    const given = { parameters: flat("page", "string"), response: `${data}, page: ${text}` };
    expect(run(given).pagination).toEqual({ pages: false });
  });
});
