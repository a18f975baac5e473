import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { cutSource } from "../../scripts/stages/cut-source.ts";
import { readSource, type SourceDocument } from "../../scripts/stages/read-source.ts";
import { type Operations, select } from "../../scripts/stages/select.ts";

const cut = (text: string, wanted: Operations): string => {
  const source = readSource(text, "openapi.yml");
  return cutSource(source, select(source, wanted));
};
const crlf = (text: string): string => text.replaceAll("\n", "\r\n");

const shop = `# Everything we sell.
openapi: 3.1.0   # quoted nowhere
# Who we are.
info: {title: 'Shop',   version: "1"}
tags:
  # Things.
  - name: Items
  # People who buy things.
  - name: Orders
paths:
  # All that we sell.
  /items:
    # Reads.
    get:
      operationId: ListItems   # stable
      tags: [Items]
      responses:
        '200':
          # The page.
          $ref: "#/components/responses/Page"
    # Writes.
    post:
      operationId: CreateItem
  # All that was sold.
  /orders:
    get:
      operationId: ListOrders
      tags:
      - Orders

components:
  responses:
    # One page.
    Page:
      description: >-
        # Not a comment,
        but words.
  # Shapes.
  schemas:
    Unused: {}
`;

const items = `openapi: 3.1.0   # quoted nowhere
# Who we are.
info: {title: 'Shop',   version: "1"}
tags:
  # Things.
  - name: Items
paths:
  # All that we sell.
  /items:
    # Reads.
    get:
      operationId: ListItems   # stable
      tags: [Items]
      responses:
        '200':
          # The page.
          $ref: "#/components/responses/Page"
components:
  responses:
    # One page.
    Page:
      description: >-
        # Not a comment,
        but words.

`;

const orders = `openapi: 3.1.0   # quoted nowhere
# Who we are.
info: {title: 'Shop',   version: "1"}
tags:
  # People who buy things.
  - name: Orders
paths:
  # All that was sold.
  /orders:
    get:
      operationId: ListOrders
      tags:
      - Orders

`;

const creation = `openapi: 3.1.0   # quoted nowhere
# Who we are.
info: {title: 'Shop',   version: "1"}
paths:
  # All that we sell.
  /items:
    # Writes.
    post:
      operationId: CreateItem

`;

describe("removes whole members with the comments above them, and leaves the rest unchanged:", () => {
  test.each([
    ["keeping the first operation", ["ListItems"], items],
    ["keeping the second operation of a path", ["CreateItem"], creation],
    ["keeping the last operation", ["ListOrders"], orders],
  ])("%s", (_, wanted, want) => {
    expect(cut(shop, wanted)).toBe(want);
  });

  test.each([
    ["CRLF", crlf],
    ["a BOM", (text: string) => `\uFEFF${text}`],
    ["a BOM and CRLF", (text: string) => `\uFEFF${crlf(text)}`],
  ])("with %s", (_, write) => {
    expect(cut(write(shop), ["ListItems"])).toBe(write(items));
  });

  test("without a newline at the end of the file", () => {
    expect(cut(shop.trimEnd(), ["ListOrders"])).toBe(orders);
  });
});

test("a comment that is indented deeper than the next key belongs to the previous one", () => {
  const text =
    "openapi: 3.1.0\npaths:\n  /a:\n    get: {}\n    # No put.\n  # B.\n  /b:\n    get: {}\n";
  expect(cut(text, ["getA"])).toBe("openapi: 3.1.0\npaths:\n  /a:\n    get: {}\n    # No put.\n\n");
});

test("a document with nothing to cut stays the same, byte for byte", () => {
  const whole = "# Ours.\nopenapi: 3.1.0\npaths:\n  /a:\n    get: { operationId: GetA }";
  expect(cut(whole, "all")).toBe(whole);
});

test("cutting a second time changes nothing", () => {
  expect(cut(items, ["ListItems"])).toBe(items);
});

test("a generated or numbered id is not written into the text", () => {
  const anonymous = "openapi: 3.1.0\npaths:\n  /a:\n    get: {}\n    put: {}\n";
  expect(cut(anonymous, ["putA"])).toBe("openapi: 3.1.0\npaths:\n  /a:\n    put: {}\n\n");
});

test("a directive and a document marker are kept", () => {
  const marked = "%YAML 1.2\n---\nopenapi: 3.1.0\npaths:\n  /a:\n    get: {}\n    put: {}\n";
  expect(cut(marked, ["getA"])).toBe(marked.replace("    put: {}\n", "\n"));
});

describe("in flow collections and JSON", () => {
  const document = {
    openapi: "3.1.0",
    paths: {
      "/a": { get: { operationId: "GetA" }, put: { operationId: "PutA" } },
      "/b": { get: { operationId: "GetB" } },
    },
    components: { schemas: { Unused: {} } },
  };
  const { openapi, paths } = document;
  const kept = {
    GetA: { openapi, paths: { "/a": { get: paths["/a"].get } } },
    PutA: { openapi, paths: { "/a": { put: paths["/a"].put } } },
    GetB: { openapi, paths: { "/b": paths["/b"] } },
  };
  const indentations: [string, string | number][] = [
    ["on one line", 0],
    ["indented by two spaces", 2],
    ["indented by tabs", "\t"],
  ];

  describe.each(indentations)("JSON %s", (_, indentation) => {
    const print = (value: unknown): string => JSON.stringify(value, null, indentation);

    test.each(["GetA", "PutA", "GetB"] as const)("%s", (id) => {
      expect(cut(print(document), [id])).toBe(`${print(kept[id])}\n\n`);
      expect(cut(crlf(print(document)), [id]).trimEnd()).toBe(crlf(print(kept[id])));
    });
  });

  test.each([
    ["GetA", "{ get: { operationId: GetA } }"],
    ["PutA", "{ put: { operationId: PutA } }"],
  ])("%s in a flow map", (id, want) => {
    const text = `openapi: 3.1.0\npaths:\n  /a: { get: { operationId: GetA }, put: { operationId: PutA } }\n`;
    expect(cut(text, [id])).toBe(`openapi: 3.1.0\npaths:\n  /a: ${want}\n\n`);
  });

  test("a comment above a kept key is kept", () => {
    const text = `openapi: 3.1.0\npaths: {\n  # A.\n  /a: { get: {} },\n  # B.\n  /b: { get: {} }\n}\n`;
    expect(cut(text, ["getB"])).toBe(`openapi: 3.1.0\npaths: {\n  # B.\n  /b: { get: {} }\n}\n\n`);
  });
});

describe("an alias whose anchor was cut is replaced by its value:", () => {
  /** `/a` has the anchors and is cut; `/b` has the aliases and is kept. */
  const text = (a: string, b: string): string =>
    `openapi: 3.1.0\npaths:\n  /a:\n    get:\n${a}  /b:\n    get:\n      operationId: GetB\n${b}`;
  const want = (b: string): string =>
    `openapi: 3.1.0\npaths:\n  /b:\n    get:\n      operationId: GetB\n${b}\n`;

  describe.each([
    ["a scalar", "      x: &x 'a: b'\n", "      x: *x\n", '      x: "a: b"\n'],
    [
      "a flow collection, with the comment beside the alias",
      "      x: &x { a: [1] }\n",
      "      x: *x # here\n",
      '      x: {"a":[1]} # here\n',
    ],
    [
      "a block map, each time it is used",
      "      x: &x\n        a:\n          b: 1\n",
      "      x:\n        - *x\n        - *x\n",
      '      x:\n        - {"a":{"b":1}}\n        - {"a":{"b":1}}\n',
    ],
  ])("%s", (_, a, b, resolved) => {
    test("with LF", () => {
      expect(cut(text(a, b), ["GetB"])).toBe(want(resolved));
    });
    test("with CRLF", () => {
      expect(cut(crlf(text(a, b)), ["GetB"])).toBe(crlf(want(resolved)));
    });
  });

  test.each([
    [
      "a value that contains another alias",
      "      y: &y { b: 1 }\n      x: &x { a: *y }\n",
      "      x: *x\n",
    ],
    [
      "a block scalar at a deeper level",
      "      x: &x |\n        a\n        b\n",
      "      x:\n        x:\n          x: *x\n",
    ],
    [
      "a block map inside a flow sequence",
      "      x: &x\n        a: 1\n        b: 2\n",
      "      x: [*x]\n",
    ],
    [
      "an anchor that is defined twice",
      "      x: &x 1\n",
      "      x: *x\n      y: &x 2\n      z: *x\n",
    ],
    [
      "two anchors of the same name, both of which are cut",
      "      x: &x 1\n",
      "      x: *x\n  /c:\n    get:\n      x: &x 2\n  /d:\n    get:\n      operationId: GetD\n      x: *x\n",
    ],
    ["an anchor with a tag", "      x: &x !!str 1\n", "      x: *x\n"],
  ])("%s, without changing the parsed document", (_, a, b) => {
    const source = readSource(text(a, b), "openapi.yml");
    const wanted = b.includes("GetD") ? ["GetB", "GetD"] : ["GetB"];
    const selected = select(source, wanted);
    expect(read(cutSource(source, selected))).toEqual(selected.root);
  });

  test("an alias whose anchor is kept is left unchanged", () => {
    const both = text("      x: &x 1\n", "      x: *x\n  /c:\n    get: {}\n");
    expect(cut(both, ["getA", "GetB"])).toBe(both.replace("  /c:\n    get: {}\n", "\n"));
  });
});

const read = (text: string): unknown => parse(text, { maxAliasCount: -1 });

/** A piece of a document: its pointer and its lines. */
interface Piece {
  readonly pointer: string;
  readonly lines: readonly string[];
}

const component = fc.constantFrom("A", "B", "C", "D");
const operation = fc.record({
  schemas: fc.uniqueArray(component, { maxLength: 3 }),
  tags: fc.uniqueArray(fc.constantFrom("one", "two"), { maxLength: 2 }),
  isFlow: fc.boolean(),
});
const document = fc.record({
  operations: fc.array(operation, { minLength: 2, maxLength: 4 }),
  chain: fc.array(fc.option(component), { minLength: 4, maxLength: 4 }),
  /** The comment above each key: none, as deep as the key, or at the margin; with or without an empty line above. */
  comments: fc.array(fc.constantFrom("", "deep", "margin", "deep, apart", "margin, apart"), {
    minLength: 30,
    maxLength: 30,
  }),
  lineEnd: fc.constantFrom("\n", "\r\n"),
  bom: fc.constantFrom("", "\uFEFF"),
});

/** Writes two operations per path. Each comment names the pointer of the key below it. */
const write = ({
  operations,
  chain,
  comments,
  lineEnd,
  bom,
}: typeof document extends fc.Arbitrary<infer T> ? T : never): {
  text: string;
  pieces: Piece[];
} => {
  const pieces: Piece[] = [];
  const key = (indent: number, pointer: string, ...lines: string[]): void => {
    const comment = comments[pieces.length] ?? "";
    const margin = " ".repeat(comment.startsWith("deep") ? indent : 0);
    pieces.push({
      pointer,
      lines: [
        ...(comment.endsWith("apart") ? [""] : []),
        ...(comment === "" ? [] : [`${margin}# ${pointer}.`]),
        ...lines.map((line) => " ".repeat(indent) + line),
      ],
    });
  };
  key(0, "/openapi", "openapi: 3.1.0");
  key(0, "/tags", "tags:");
  for (const tag of ["one", "two"]) key(2, `/tags/${tag}`, `- name: ${tag}`);
  key(0, "/paths", "paths:");
  operations.forEach(({ schemas, tags, isFlow }, index) => {
    const path = `/p${index >> 1}`;
    if (index % 2 === 0) key(2, `/paths/~1${path.slice(1)}`, `${path}:`);
    const method = index % 2 === 0 ? "get" : "put";
    const refs = schemas.map((name) => `{ $ref: '#/components/schemas/${name}' }`).join(", ");
    const pointer = `/paths/~1${path.slice(1)}/${method}`;
    if (isFlow)
      key(
        4,
        pointer,
        `${method}: { operationId: Op${index}, tags: [${tags.join(", ")}], x: [${refs}] }`,
      );
    else
      key(
        4,
        pointer,
        `${method}:`,
        `  # inside ${pointer}`,
        `  operationId: Op${index}`,
        `  tags: [${tags.join(", ")}]`,
        "  description: |",
        "    words",
        "    # and no comment",
        `  x: [${refs}]`,
      );
  });
  key(0, "/components", "components:");
  key(2, "/components/schemas", "schemas:");
  ["A", "B", "C", "D"].forEach((name, index) => {
    const next = chain[index];
    key(
      4,
      `/components/schemas/${name}`,
      next == null ? `${name}: {}` : `${name}: { items: { $ref: '#/components/schemas/${next}' } }`,
    );
  });
  return {
    text: bom + pieces.flatMap(({ lines }) => lines.map((line) => line + lineEnd)).join(""),
    pieces,
  };
};

describe("for any document and any selection of operations:", () => {
  const subset = (source: SourceDocument, mask: number): string[] => {
    const ids = Object.values(
      source.root["paths"] as Record<string, Record<string, { operationId: string }>>,
    )
      .flatMap((item) => Object.values(item))
      .map(({ operationId }) => operationId);
    const chosen = ids.filter((_, index) => (mask >> index) & 1);
    return chosen.length === 0 ? ids : chosen;
  };

  test("the text parses to the selection, and consists of lines of the source with the comments of what is kept", () => {
    fc.assert(
      fc.property(document, fc.nat(15), (shape, mask) => {
        const { text, pieces } = write(shape);
        const source = readSource(text, "openapi.yml");
        const selected = select(source, subset(source, mask));
        const got = cutSource(source, selected);
        expect(read(got)).toEqual(selected.root);
        if (got === text) return;

        const kept = pieces.filter(({ pointer }) => selected.keeps(pointer));
        const want = kept.flatMap(({ lines }) => lines).filter((line) => line !== "");
        const head = want[0]?.startsWith("#") ? 1 : 0; // A comment at the head of the file is removed if anything is cut.
        const lines = got.replace("\uFEFF", "").split(shape.lineEnd);
        expect(lines.filter((line) => line !== "")).toEqual(want.slice(head));
        expect(got.startsWith("\uFEFF")).toBe(shape.bom !== "");
      }),
      { numRuns: 300 },
    );
  });

  test("JSON is cut like YAML", () => {
    fc.assert(
      fc.property(
        document,
        fc.nat(15),
        fc.constantFrom(0, 1, 4, "\t"),
        (shape, mask, indentation) => {
          const root = read(write(shape).text.replace("\uFEFF", ""));
          const source = readSource(JSON.stringify(root, null, indentation), "openapi.json");
          const selected = select(source, subset(source, mask));
          const got = cutSource(source, selected);
          expect(got.trimEnd()).toBe(JSON.stringify(selected.root, null, indentation));
        },
      ),
      { numRuns: 300 },
    );
  });
});

const corpus = process.env["SPEC_CORPUS"];

test.skipIf(!corpus)(
  "cutting upstream's full document gives the vendored spec, byte for byte",
  () => {
    const upstream = readFileSync(join(corpus ?? "", "specs/external-connects.full.yml"), "utf8");
    const vendored = join(import.meta.dirname, "../../spec/external-connects.yml");
    expect(cut(upstream, ["ListExternalConnections"])).toBe(readFileSync(vendored, "utf8"));
  },
);
