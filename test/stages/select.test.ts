import { describe, expect, test } from "vitest";
import { Failure } from "../../scripts/lib/failure.ts";
import { asArray, asObject, isObject } from "../../scripts/lib/json.ts";
import { toPointer } from "../../scripts/lib/references.ts";
import type { OpenApiDocument } from "../../scripts/lib/document.ts";
import { inlinePathItems } from "../../scripts/lib/path-items.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { identifyOperations } from "../../scripts/select/identify-operations.ts";
import { type Operations, select, type SelectedDocument } from "../../scripts/stages/select.ts";

const document = readSource(
  `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ bearer: [] }]
tags: [{ name: Items }, { name: Orders }, { name: Unused }]
paths:
  /items:
    parameters: [{ $ref: '#/components/parameters/Tenant' }]
    get:
      operationId: ListItems
      tags: [Items]
      responses:
        '200': { $ref: '#/components/responses/Items' }
    post:
      operationId: CreateItem
      tags: [Items]
      security: [{ basic: [] }]
      requestBody:
        content: { application/json: { schema: { $ref: '#/components/schemas/vendor_Item' } } }
  /orders:
    get:
      operationId: ListOrders
      tags: [Orders]
      security: []
      responses:
        '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
  /status:
    get: { summary: Nobody named it }
webhooks:
  changed: { post: { operationId: Changed } }
components:
  parameters:
    Tenant: { name: tenant, in: header, schema: { $ref: '#/components/schemas/Id' } }
    Unused: { name: unused, in: query }
  responses:
    Items: { content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
  schemas:
    Id: { type: string }
    Item: { type: object, properties: { parent: { $ref: '#/components/schemas/Item' } } }
    vendor_Item: { type: object, properties: { id: { $ref: '#/components/schemas/Id' } } }
    Order:
      type: object
      oneOf: [{ $ref: '#/components/schemas/Sale' }]
      discriminator:
        propertyName: kind
        mapping: { gift: Gift, sale: '#/components/schemas/Sale' }
    Sale: { type: object }
    Gift: { type: object }
    Unused: { type: object }
  securitySchemes:
    bearer: { type: http, scheme: bearer }
    basic: { type: http, scheme: basic }
`,
  "shop.yml",
);

/** The pointers of everything that `select` keeps or drops: operations, components and tags. */
const selectable = ({ root }: OpenApiDocument): string[] => [
  ...["paths", "components"].flatMap((section) =>
    Object.entries(asObject(root[section])).flatMap(([key, group]) =>
      Object.keys(asObject(group))
        .filter((name) => name !== "parameters")
        .map((name) => toPointer(section, key, name)),
    ),
  ),
  ...asArray(root["tags"]).map((tag) => toPointer("tags", String(asObject(tag)["name"]))),
];

const failureOf = (wanted: Operations, source: OpenApiDocument = document): Failure => {
  try {
    select(source, wanted);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("expected a failure, found none");
};

const listItems = [
  "/paths/~1items/get",
  "/components/parameters/Tenant",
  "/components/responses/Items",
  "/components/schemas/Id",
  "/components/schemas/Item",
  "/components/securitySchemes/bearer",
  "/tags/Items",
];
const listOrders = [
  "/paths/~1orders/get",
  "/components/schemas/Order",
  "/components/schemas/Sale",
  "/components/schemas/Gift",
  "/tags/Orders",
];

describe("keeps the selected operations and everything they reach:", () => {
  test.each<[string, Operations, string[]]>([
    [
      "through responses, parameters of the path item, default security and tags",
      ["ListItems"],
      listItems,
    ],
    [
      "through a discriminator's mapping, and no security scheme if security is disabled",
      ["ListOrders"],
      listOrders,
    ],
    [
      "through a request body and the operation's own security",
      ["CreateItem"],
      [
        "/paths/~1items/post",
        "/components/parameters/Tenant",
        "/components/schemas/Id",
        "/components/schemas/vendor_Item",
        "/components/securitySchemes/basic",
        "/tags/Items",
      ],
    ],
    [
      "an operation with a generated id",
      ["getStatus"],
      ["/paths/~1status/get", "/components/securitySchemes/bearer"],
    ],
    ["two operations", ["ListOrders", "ListItems"], [...new Set([...listItems, ...listOrders])]],
    ["an operation that is selected twice", ["ListItems", "ListItems"], listItems],
  ])("%s", (_, wanted, want) => {
    expect(selectable(select(document, wanted)).sort()).toEqual([...want].sort());
  });

  test("all operations, but no unused components or tags", () => {
    const all = select(document, "all");
    expect(identifyOperations(all.root)).toHaveLength(4);
    expect(selectable(document).filter((pointer) => !selectable(all).includes(pointer))).toEqual([
      "/components/parameters/Unused",
      "/components/schemas/Unused",
      "/tags/Unused",
    ]);
  });

  test("a component with a vendor prefix that claims the name of a kept component", () => {
    const names = (prefixes: string[]): string[] =>
      selectable(select(document, ["ListItems"], prefixes));
    expect(names([])).not.toContain("/components/schemas/vendor_Item");
    expect(names(["vendor"])).toContain("/components/schemas/vendor_Item");
  });
});

test("empty sections, paths and webhooks are removed", () => {
  const { root } = select(document, ["ListOrders"]);
  expect(Object.keys(root)).toEqual(["openapi", "info", "security", "tags", "paths", "components"]);
  expect(Object.keys(asObject(root["paths"]))).toEqual(["/orders"]);
  expect(Object.keys(asObject(root["components"]))).toEqual(["schemas"]);
});

test("reports for every part of the source whether it is kept", () => {
  const selected: SelectedDocument = select(document, ["ListItems"]);
  const kept = selectable(document).filter((pointer) => selected.keeps(pointer));
  expect(kept.sort()).toEqual(selectable(selected).sort());
  expect(["/webhooks", "/webhooks/changed", "/paths/~1orders"].filter(selected.keeps)).toEqual([]);
  expect(["/info", "/paths", "/paths/~1items/parameters"].every(selected.keeps)).toBe(true);
});

test("line numbers are those of the source", () => {
  expect(select(document, ["ListOrders"]).lineOf("/paths/~1orders/get")).toBe(20);
});

test("does not mutate its input", () => {
  const before = JSON.stringify(document.root);
  const freeze = (value: unknown): void => {
    if (!isObject(value) && !Array.isArray(value)) return;
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  };
  const own = readSource(document.text, document.name);
  freeze(own.root);
  select(own, "all", ["vendor"]);
  expect(JSON.stringify(own.root)).toBe(before);
});

describe("every operation has a unique id:", () => {
  const ids = (paths: Record<string, Record<string, { operationId?: string }>>): string[] =>
    identifyOperations({ paths }).map(({ id }) => id);

  test.each([
    ["its operationId", { "/a": { get: { operationId: "ListA" } } }, ["ListA"]],
    [
      "one built from method and path",
      { "/accounts/{id}/cards": { get: {} } },
      ["getAccountsByIdCards"],
    ],
    ["one built from the root path", { "/": { get: {} } }, ["get"]],
    [
      "numbered if it is taken",
      { "/a": { get: { operationId: "List" }, put: { operationId: "List" } } },
      ["List", "List2"],
    ],
    [
      "numbered if it gives the same file name",
      { "/a": { get: { operationId: "ListA" } }, "/b": { get: { operationId: "list_a" } } },
      ["ListA", "list_a2"],
    ],
    [
      "assigned in order of path and method",
      { "/b": { get: {} }, "/a": { put: {}, get: {} } },
      ["getA", "putA", "getB"],
    ],
  ])("%s", (_, paths, want) => {
    expect(ids(paths)).toEqual(want);
  });

  test("independent of what else is selected", () => {
    const twice = readSource(
      "openapi: 3.1.0\npaths:\n  /a: { get: { operationId: List } }\n  /b: { get: { operationId: List } }\n",
      "twice.yml",
    );
    const { root } = select(twice, ["List2"]);
    expect(root["paths"]).toEqual({ "/b": { get: { operationId: "List2" } } });
  });
});

describe("names what it could not find:", () => {
  const empty = readSource("openapi: 3.1.0\npaths: {}\n", "empty.yml");

  test.each<[string, OpenApiDocument, Operations, string]>([
    [
      "an id with a typo",
      document,
      ["ListItem"],
      "shop.yml: no operation with operationId ListItem; did you mean ListItems?",
    ],
    [
      "an id in another case",
      document,
      ["listOrders"],
      "shop.yml: no operation with operationId listOrders; did you mean ListOrders?",
    ],
    [
      "an id unlike any other",
      document,
      ["ListItems", "Zzzzzzzz"],
      "shop.yml: no operation with operationId Zzzzzzzz; available: ListItems, CreateItem, ListOrders, and 1 more.",
    ],
    [
      "a webhook's id",
      document,
      ["Changed"],
      "shop.yml: no operation with operationId Changed; available: ListItems, CreateItem, ListOrders, and 1 more.",
    ],
    [
      "no operation at all",
      empty,
      "all",
      "empty.yml: no operations, so there is nothing to generate; check that the document is complete.",
    ],
    [
      "an empty list",
      document,
      [],
      "shop.yml: no operations, so there is nothing to generate; check that the document is complete.",
    ],
  ])("%s", (_, source, wanted, want) => {
    const { message, code } = failureOf(wanted, source);
    expect(message).toBe(want);
    expect(code).toBe(3);
  });
});

describe("faults belong to the operations that reach them:", () => {
  const faulty = (rest: string): OpenApiDocument =>
    inlinePathItems(
      readSource(`openapi: 3.1.0\ninfo: { title: x, version: "1" }\n${rest}`, "api.yml"),
    );
  const faultsIn = (source: OpenApiDocument, wanted: Operations = "all") =>
    select(source, wanted).faults.map(({ operations, place, problem }) => [
      place,
      operations.join(" "),
      problem.replace(/ \(.*| refers into .*/s, ""),
    ]);
  const gone = "`$ref: #/components/schemas/Gone` refers to nothing in the document";

  const shop = faulty(`security: [{ key: [] }]
paths:
  /items:
    parameters: [{ $ref: '#/components/parameters/Tenant' }]
    get:
      operationId: ListItems
      responses: { '200': { $ref: '#/components/responses/Items' } }
    post: { operationId: CreateItem, responses: {} }
  /orders:
    get:
      operationId: ListOrders
      parameters: [{ name: q, in: query }, { name: r, in: query }]
      responses: {}
  /status:
    get: { operationId: GetStatus, responses: {} }
components:
  parameters:
    Tenant: { name: tenant, in: header, style: matrix, schema: { type: string } }
  responses:
    Items: { content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
  schemas:
    Item: { properties: { parent: { $ref: '#/components/schemas/Item' }, gone: { $ref: '#/components/schemas/Gone' } } }
    Nobody: { $ref: '#/components/schemas/Gone' }
`);
  const style = 'parameter "tenant" has style "matrix", which is not allowed in header';

  test("through components and parameters of the path, each once; those that nothing reaches do not matter", () => {
    expect(faultsIn(shop)).toEqual([
      ["api.yml:24", "ListItems", gone],
      ["api.yml:20", "ListItems CreateItem", style],
      ["api.yml:14", "ListOrders", 'parameter "q" has no schema; give it one'],
      ["api.yml:14", "ListOrders", 'parameter "r" has no schema; give it one'],
    ]);
    expect(faultsIn(shop, ["GetStatus"])).toEqual([]);
    expect(faultsIn(shop, ["CreateItem", "GetStatus"])).toEqual([
      ["api.yml:20", "CreateItem", style],
    ]);
  });

  test("and what is selected is the rest, as if they were not there", () => {
    const selected = select(shop, "all");
    expect(selected.operations).toEqual(["GetStatus"]);
    expect(selected.root).toEqual(select(shop, ["GetStatus"]).root);
  });

  test("through a security scheme that is a reference", () => {
    const source = faulty(`paths:
  /a: { get: { operationId: GetA, security: [{ key: [] }], responses: {} } }
  /b: { get: { operationId: GetB, responses: {} } }
components: { securitySchemes: { key: { $ref: '#/components/securitySchemes/gone' } } }
`);
    expect(faultsIn(source).map(([, operations]) => operations)).toEqual(["GetA"]);
  });

  test("a path that refers to nothing is a fault where all operations are wanted", () => {
    const source = faulty(`paths:
  /a: { get: { operationId: GetA, responses: {} } }
  /b: { $ref: '#/paths/~1c' }
`);
    expect(faultsIn(source)).toEqual([
      ["api.yml:5", "/b", "`$ref: #/paths/~1c` refers to nothing in the document"],
    ]);
    expect(faultsIn(source, ["GetA"])).toEqual([]);
  });

  describe("a `$ref` into an operation", () => {
    const outside = readSource(
      `openapi: 3.1.0
paths:
  /a:
    get:
      operationId: GetA
      parameters: [{ $ref: '#/paths/~1b/get/parameters/0' }]
  /b:
    get: { operationId: GetB, parameters: [{ name: b, in: query }] }
`,
      "outside.yml",
    );

    test("that is not selected is one", () => {
      expect(select(outside, ["GetA"]).faults).toEqual([
        {
          place: "outside.yml:6",
          operations: ["GetA"],
          problem:
            "`$ref: #/paths/~1b/get/parameters/0` refers into an operation that is not selected; select that operation too, or move the target to components",
        },
      ]);
    });

    test("that is at fault is that fault, for both", () => {
      expect(faultsIn(outside)).toEqual([
        ["outside.yml:8", "GetA GetB", 'parameter "b" has no schema; give it one'],
      ]);
    });

    test("but not for a percent-encoded `$ref` into another selected operation", () => {
      const document = readSource(
        `openapi: 3.1.0
info: { title: x, version: "1" }
paths:
  "/a/{id}": { get: { operationId: GetA, parameters: [{ name: id, in: path, schema: { type: string } }], responses: {} } }
  /b: { get: { operationId: GetB, parameters: [{ $ref: "#/paths/~1a~1%7Bid%7D/get/parameters/0" }], responses: {} } }
`,
        "api.yml",
      );
      expect(select(document, "all").faults).toEqual([]);
    });
  });
});
