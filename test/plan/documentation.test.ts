import { describe, expect, test } from "vitest";
import {
  type DocComment,
  documentOperation,
  documentSchema as schemaComment,
  withRequest,
} from "../../scripts/plan/documentation.ts";
import { printJsDoc } from "../../scripts/plan/print-documentation.ts";
import { asSchema } from "../../scripts/lib/schema.ts";
import { yaml } from "../rules/apply.ts";

const documentSchema = (...given: Parameters<typeof schemaComment>): string[] =>
  printJsDoc(schemaComment(...given));
const documentFunction = (comment: DocComment, path: string): string[] =>
  printJsDoc(withRequest(comment, "GET", path));
const limitsOf = (schema: string): string[] => documentSchema(asSchema(yaml(schema)), []);
const prose = (text: string): string[] => documentSchema({}, [text]);

describe("limits are documented as text", () => {
  test.each([
    ["{ minimum: 1 }", "Minimum: 1."],
    ["{ minimum: 0 }", "Minimum: 0."],
    ["{ maximum: 9 }", "Maximum: 9."],
    ["{ minimum: 1, maximum: 9 }", "From 1 to 9."],
    ["{ minimum: 3, maximum: 3 }", "Exactly 3."],
    ["{ exclusiveMinimum: 0 }", "More than 0."],
    ["{ exclusiveMaximum: 9 }", "Less than 9."],
    ["{ multipleOf: 5 }", "A multiple of 5."],
    ["{ minLength: 1 }", "At least 1 character."],
    ["{ maxLength: 9 }", "At most 9 characters."],
    ["{ minLength: 2, maxLength: 9 }", "2 to 9 characters."],
    ["{ minLength: 3, maxLength: 3 }", "Exactly 3 characters."],
    ["{ minLength: 0, maxLength: 9 }", "0 to 9 characters."],
    ["{ minItems: 2 }", "At least 2 items."],
    ["{ maxItems: 2 }", "At most 2 items."],
    ["{ uniqueItems: true }", "The items are unique."],
    ["{ pattern: '^a\nb' }", "Pattern: `^a b`."],
    ["{ format: uuid }", "Format: uuid."],
    ["{ maximum: 9, multipleOf: 3, format: int32 }", "Maximum: 9. A multiple of 3. Format: int32."],
  ])("%s", (schema, want) => {
    expect(limitsOf(schema)).toEqual([want]);
  });

  test.each([
    "{}",
    "{ minLength: 0 }",
    "{ minItems: 0 }",
    "{ uniqueItems: false }",
    "{ type: string }",
  ])("%s documents no limit", (schema) => {
    expect(limitsOf(schema)).toEqual([]);
  });
});

describe("JSDoc tags", () => {
  test.each([
    ["a default", "{ default: 20 }", ["@default 20"]],
    ["a default of false", "{ default: false }", ["@default false"]],
    ["a default of null", "{ default: null }", ["@default null"]],
    ["a default that is a string", "{ default: a }", ['@default "a"']],
    ["a default that is a list", "{ default: [a, b] }", ['@default ["a","b"]']],
    ["an example", "{ example: a }", ['@example "a"']],
    ["the first of several examples", "{ examples: [a, b] }", ['@example "a"']],
    [
      "an example, which takes precedence over examples",
      "{ example: c, examples: [a, b] }",
      ['@example "c"'],
    ],
    ["an example with line breaks, on one line", '{ example: "a\\nb" }', ['@example "a\\nb"']],
    ["an example that is an object", "{ example: { a: 1 } }", ["@example", "{", '  "a": 1', "}"]],
    ["an empty object", "{ example: {} }", ["@example {}"]],
    ["a deprecated schema", "{ deprecated: true }", ["@deprecated"]],
    ["a schema that is not deprecated", "{ deprecated: false }", []],
    ["a link", "{ externalDocs: { url: https://x.y } }", ["@see https://x.y"]],
    [
      "a link with a description",
      '{ externalDocs: { url: https://x.y, description: "a\\n b" } }',
      ["@see https://x.y a b"],
    ],
    ["a link without a URL", "{ externalDocs: { description: a } }", []],
    [
      "all tags, in a fixed order",
      "{ deprecated: true, externalDocs: { url: https://x.y }, example: b, default: a }",
      ['@default "a"', '@example "b"', "@deprecated", "@see https://x.y"],
    ],
  ])("%s", (_, schema, want) => {
    expect(limitsOf(schema)).toEqual(want);
  });
});

describe("a JSDoc comment", () => {
  test("has prose, then limits, then tags, separated by empty lines", () => {
    expect(
      documentSchema(yaml("{ maximum: 9, default: 1 }"), ["One.", undefined, " ", "Two."]),
    ).toEqual(["One.", "", "Two.", "", "Maximum: 9.", "", "@default 1"]);
  });

  test("omits repeated prose", () => {
    expect(documentSchema({}, ["One.", " One. "])).toEqual(["One."]);
  });

  test("is empty if there is nothing to document", () => {
    expect(documentSchema({}, [undefined, ""])).toEqual([]);
  });

  const end = "a */ b **/ c */*/";
  test.each<[string, () => string[]]>([
    ["prose", () => prose(end)],
    ["a line that is not wrapped", () => prose(`| ${end.repeat(20)}`)],
    ["a code block", () => prose(`\`\`\`\n${end}\n\`\`\``)],
    ["a default", () => documentSchema({ default: end }, [])],
    ["an example", () => documentSchema({ example: { [end]: end } }, [])],
    ["a pattern", () => documentSchema({ pattern: end }, [])],
    ["a format", () => documentSchema({ format: end }, [])],
    ["a link", () => documentSchema({ externalDocs: { url: end, description: end } }, [])],
    [
      "a summary and a path",
      () =>
        documentFunction(
          documentOperation({ deprecated: false, documentation: { summary: end } }),
          `/a/${end}`,
        ),
    ],
  ])("does not end early in %s", (_, write) => {
    const lines = write();
    expect(lines.join("\n")).toContain("*\\/");
    expect(lines.join("\n")).not.toContain("*/");
  });

  test.each([
    ["on a line of its own", "First.\n@deprecated is what it is not"],
    ["on an indented line", "First.\n  @param is none"],
    ["on a wrapped line", `${"word ".repeat(19)}then @internal follows`],
  ])("contains no tag from prose %s", (_, text) => {
    for (const line of prose(text)) expect(line).not.toMatch(/^\s*@/);
  });

  test("keeps a link on one line", () => {
    const lines = documentSchema({ externalDocs: { url: "https://x.y\n@internal" } }, []);
    for (const line of lines) expect(line).not.toContain("\n");
  });
});

describe("prose that is wrapped at 100 columns", () => {
  test("breaks between words and loses none", () => {
    const text = "word ".repeat(60).trim();
    const lines = prose(text);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
    expect(lines.join(" ")).toBe(text);
    expect(lines[0]?.length).toBeGreaterThan(94);
  });

  test("has a longer word on a line of its own", () => {
    const long = `https://${"x".repeat(120)}`;
    expect(prose(`See ${long} there`)).toEqual(["See", long, "there"]);
  });

  const long = "word ".repeat(30).trim();
  test.each([
    ["a list", `- ${long}`],
    ["a numbered list", `1. ${long}`],
    ["a table", `| ${long} |`],
    ["a heading", `# ${long}`],
    ["a quotation", `> ${long}`],
    ["a code block", `\`\`\`\n${long}\n\`\`\``],
    ["a code block with tildes", `~~~\n${long}\n~~~`],
  ])("leaves %s unwrapped", (_, text) => {
    expect(prose(text)).toEqual(text.split("\n"));
  });

  test("resumes wrapping after a code block, which keeps its indentation", () => {
    const [, code, , ...after] = prose(`\`\`\`\n    a\n\`\`\`\n${long}`);
    expect(code).toBe("    a");
    expect(after.length).toBe(2);
  });

  test("keeps upstream's line breaks, whether LF or CRLF", () => {
    expect(prose("one \r\ntwo\n\nthree")).toEqual(["one", "two", "", "three"]);
  });
});

describe("the documentation of an operation", () => {
  test("has its summary, description, method and path, and tags", () => {
    expect(
      documentFunction(
        documentOperation({
          deprecated: true,
          documentation: {
            summary: "List",
            description: "All of them.",
            externalDocs: { url: "https://x.y" },
          },
        }),
        "/widgets/{id}",
      ),
    ).toEqual([
      "List",
      "",
      "All of them.",
      "",
      "`GET /widgets/{id}`",
      "",
      "@deprecated",
      "@see https://x.y",
    ]);
  });

  test("has its method and path if upstream documents nothing", () => {
    expect(
      documentFunction(documentOperation({ deprecated: false, documentation: {} }), "/widgets"),
    ).toEqual(["`GET /widgets`"]);
  });
});
