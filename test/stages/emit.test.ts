import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { emit } from "../../scripts/stages/emit.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { plan } from "../../scripts/stages/plan.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { config, fixturePath } from "../fixtures.ts";

const text = readFileSync(fixturePath("list-widgets", "openapi.yml"), "utf8");
const planned = plan(normalize(select(readSource(text, "openapi.yml"), "all"), config).document);

test("hey-api's only rendering is intercepted, so that type imports stay type imports", async () => {
  const files = await emit(planned);
  expect([...files.keys()].toSorted()).toEqual([
    "src/components/widget.ts",
    "src/index.ts",
    "src/operations/list-widgets.ts",
  ]);
  const operation = files.get("src/operations/list-widgets.ts") ?? "";
  expect(operation).toContain("import type { Widget }");
  expect(operation).toMatch(/import type \{[^}]*\bClient\b[^}]*\} from ["']\.\.\/runtime\/client/);
});

test("the plan is not changed, and gives the same files again", async () => {
  const before = structuredClone(planned.types);
  const first = await emit(planned);
  expect(planned.types).toEqual(before);
  expect(await emit(planned)).toEqual(first);
});

describe("hey-api sees only what it prints, so that it neither throws nor skips:", () => {
  /** The type of a component with this schema, as it is emitted. */
  const typeOf = async (schema: string, others = ""): Promise<string | undefined> => {
    const document = text.replace(
      /^ {4}Widget:\n[\s\S]*/m,
      `    Widget: { type: object, required: [a], properties: { a: ${schema} } }\n${others}`,
    );
    const { document: normalized } = normalize(
      select(readSource(document, "a.yml"), "all"),
      config,
    );
    const files = await emit(plan(normalized));
    const printed = files.get("src/components/widget.ts") ?? "";
    return /\ba: (.*);\s+\};/s.exec(printed)?.[1]?.replace(/\s+/g, " ");
  };
  const unknownObject = "{ [key: string]: unknown; }";

  test.each([
    ["a `$ref` in an extension", "{ type: string, x-a: { $ref: '#/x/y' } }", "string"],
    ["a `$ref` in a default", "{ type: string, default: { $ref: '#/x/y' } }", "string"],
    ["a `$ref` in an example", "{ type: string, example: { $ref: '#/x/y' } }", "string"],
    ["objects in an enum", "{ type: object, enum: [{ $ref: '#/x/y' }] }", "{ $ref: '#/x/y'; }"],
    ["an object as the only value", "{ const: { a: 1 } }", "{ a: 1; }"],
    ["null for properties", "{ type: object, properties: null }", unknownObject],
    ["items without a type", "{ items: { type: string } }", "Array<string>"],
    ["an enum of nothing", "{ type: string, enum: [] }", "string"],
    [
      "alternatives that only require",
      "{ type: object, required: [b], properties: { b: { type: string } }, anyOf: [{ required: [b] }, { not: {} }] }",
      "{ b: string; }",
    ],
    [
      "a property that may not be there",
      "{ type: object, properties: { b: false, c: { not: {} }, d: { not: { const: 1 } } } }",
      "{ b?: never; c?: never; d?: unknown; }",
    ],
    ["null for items", "{ type: array, items: null }", "Array<unknown>"],
    [
      "null for a property",
      "{ type: object, required: [b], properties: { b: null } }",
      "{ b: unknown; }",
    ],
    ["null for a component", "{ $ref: '#/components/schemas/None' }", "None", "    None: null\n"],
  ])("%s", async (_, schema, want, others = "") => {
    expect(await typeOf(schema, others)).toBe(want);
  });

  test.each([
    ["refers to nothing", { $ref: "#/components/schemas/None" }, "Reference not found"],
    ["has a value that it skips", { enum: [{}] }, 'unhandled "object"'],
  ])(
    "what it says is not printed, and a schema that %s is an error",
    async (_, schema, message) => {
      const log = vi.spyOn(console, "warn").mockImplementation(() => undefined);
      const types = planned.types.map((type, index) =>
        index === 0 ? { ...type, schema: schema } : type,
      );
      await expect(emit({ ...planned, types })).rejects.toThrow(
        expect.objectContaining({ code: 70, message: expect.stringContaining(message) as string }),
      );
      expect(log).not.toHaveBeenCalled();
      log.mockRestore();
    },
  );
});
