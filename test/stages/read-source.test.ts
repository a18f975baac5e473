import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Failure } from "../../scripts/lib/failure.ts";
import { readSource } from "../../scripts/stages/read-source.ts";

const yaml = `openapi: 3.1.0 # of OpenAPI, not of the API
# Who we are.
info:
  title: Widgets
  version: 1.0.0
paths:
  /widgets:
    get: &list
      operationId: ListWidgets
  /gadgets:
    get: *list
`;
const operation = { operationId: "ListWidgets" };
const root = {
  openapi: "3.1.0",
  info: { title: "Widgets", version: "1.0.0" },
  paths: { "/widgets": { get: operation }, "/gadgets": { get: operation } },
};
const json = JSON.stringify(root, null, 2);
const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
const page = (block: string, fence = "````"): string =>
  `# List widgets\n\n> What it does.\n\n${fence}yaml openapi.yml get /widgets\n${block}${fence}\n\n## See also\n`;

const failureOf = (text: string): Failure => {
  try {
    readSource(text, "openapi.yml");
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("expected a failure, found none");
};

test.each(["3.0", "3.1", "3.2"])("version %s may lack its quotes", (version) => {
  expect(readSource(`openapi: ${version}\npaths: {}\n`, "openapi.yml").root).toEqual({
    openapi: Number(version),
    paths: {},
  });
});

describe("the same document is read from", () => {
  test.each([
    ["YAML", yaml],
    ["YAML with CRLF", crlf(yaml)],
    ["YAML with a BOM", `\uFEFF${yaml}`],
    ["YAML with a BOM and CRLF", `\uFEFF${crlf(yaml)}`],
    ["YAML below comments, a directive and a document marker", `# Ours\n%YAML 1.2\n---\n${yaml}`],
    ["JSON", json],
    ["JSON on one line", JSON.stringify(root)],
    ["JSON with a BOM and CRLF", `\uFEFF${crlf(json)}`],
    ["a Markdown page", page(yaml)],
    ["a Markdown page with CRLF", crlf(page(yaml))],
    ["a Markdown page with a BOM", `\uFEFF${page(yaml)}`],
    ["a Markdown page with a tilde fence", page(yaml, "~~~")],
    [
      "a Markdown page with other YAML before the definition",
      `\`\`\`yaml\nnpm: install\n\`\`\`\n${page(yaml)}`,
    ],
  ])("%s", (_, text) => {
    expect(readSource(text, "openapi.yml").root).toEqual(root);
  });
});

describe("the text is kept byte for byte from", () => {
  test.each([
    ["YAML", yaml, yaml],
    ["YAML with a BOM and CRLF", `\uFEFF${crlf(yaml)}`, `\uFEFF${crlf(yaml)}`],
    ["JSON", json, json],
    ["a Markdown page, within the fence", page(yaml), yaml],
    ["a Markdown page with CRLF, within the fence", crlf(page(yaml)), crlf(yaml)],
  ])("%s", (_, text, want) => {
    expect(readSource(text, "openapi.yml").text).toBe(want);
  });
});

test("a fence inside a description does not end the page's fence", () => {
  const fenced = yaml.replace(
    "title: Widgets\n",
    "title: Widgets\n  description: |\n    ```sh\n    curl\n    ```\n",
  );
  expect(readSource(page(fenced), "page.md").text).toBe(fenced);
});

test("a document with another one in its description is read as a whole", () => {
  const outer = yaml.replace(
    "title: Widgets\n",
    "title: Widgets\n  description: |\n    ```yaml\n    openapi: 3.0.0\n    paths: {}\n    ```\n",
  );
  expect(readSource(outer, "openapi.yml").text).toBe(outer);
});

describe("the line of a pointer", () => {
  test.each([
    ["a section", yaml, "/info", 3],
    ["a member", yaml, "/info/version", 5],
    ["an escaped key", yaml, "/paths/~1widgets/get/operationId", 9],
    ["a member behind an alias", yaml, "/paths/~1gadgets/get/operationId", 9],
    ["a missing member is that of its nearest ancestor", yaml, "/paths/~1widgets/get/tags/0", 8],
    ["the whole document", yaml, "", 1],
    ["a sequence item", `${yaml}tags:\n  - name: a\n  - name: b\n`, "/tags/1/name", 14],
    ["a member below a BOM, with CRLF", `\uFEFF${crlf(yaml)}`, "/info/version", 5],
    ["a member in JSON", json, "/info/title", 4],
    ["a member on a Markdown page is that of the page", page(yaml), "/info/title", 9],
  ])("of %s", (_, text, pointer, want) => {
    expect(readSource(text, "openapi.yml").lineOf(pointer)).toBe(want);
  });
});

describe("an error names the location and what was found:", () => {
  test.each([
    ["an empty file", "", "1:1", "found nothing"],
    ["whitespace alone", " \r\n\n", "1:1", "found nothing"],
    ["a BOM alone", "\uFEFF", "1:1", "found nothing"],
    ["HTML", "<!DOCTYPE html>\n<html></html>", "1:1", "found an HTML or XML page"],
    ["HTML below a BOM", "\uFEFF<html lang=en>", "1:1", "found an HTML or XML page"],
    ["XML", '<?xml version="1.0"?><Error/>', "1:1", "found an HTML or XML page"],
    ["a list", "- a\n- b\n", "1:1", "found a list"],
    ["plain text", "Not found", "1:1", "found a string"],
    ["other YAML", "name: widgets\n", "1:1", "without an `openapi` version"],
    ["Swagger 1.2", "swagger: '1.2'\npaths: {}\n", "1:1", 'found Swagger "1.2"'],
    ["Swagger 2.0 without paths", "swagger: '2.0'\n", "1:1", "found one without `paths`"],
    ["an unsupported version", "info: {}\nopenapi: 4.0.0\n", "2:1", 'found version "4.0.0"'],
    [
      "a version after 3.2",
      "openapi: 3.3.0\npaths: {}\n",
      "1:1",
      "expected an OpenAPI 3.0, 3.1 or 3.2 or",
    ],
    ["a number that is no version", "openapi: 4\npaths: {}\n", "1:1", "found version 4"],
    ["no paths", "openapi: 3.1.0\ninfo: {}\n", "1:1", "found one without `paths`"],
    ["Markdown without a definition", "# Widgets\n\nText.\n", "1:1", "found Markdown without"],
    [
      "YAML with a tab",
      "openapi: 3.1.0\npaths:\n\t/a: {}\n",
      "3:1",
      "not well-formed YAML or JSON: ",
    ],
    [
      "YAML with a duplicate key",
      "openapi: 3.1.0\npaths: {}\npaths: {}\n",
      "3:1",
      "must be unique",
    ],
    ["an unclosed bracket", "openapi: 3.1.0\npaths: {\n", "3:1", "not well-formed YAML or JSON: "],
    [
      "a merge conflict",
      "openapi: 3.1.0\npaths:\n<<<<<<< HEAD\n  /a: {}\n=======\n  /b: {}\n>>>>>>> main\n",
      "3:1",
      "a merge conflict; resolve it, or take one side's file as it is.",
    ],
    ["truncated JSON", json.slice(0, 40), "4:", "not well-formed YAML or JSON: "],
    ["a second document", `${yaml}---\na: 1\n`, "12:1", "multiple documents"],
    ["an alias without an anchor", `${yaml}x-a:\n  b: *nowhere\n`, "13:", "nowhere"],
    ["a `__proto__`", `${yaml}x-a:\n  __proto__: 1\n`, "13:3", "the name `__proto__` is not safe"],
    [
      "invalid YAML on a page, at the line of the page",
      page("openapi: 3.1.0\n\tb: 1\n"),
      "7:1",
      "not well-formed YAML or JSON: ",
    ],
  ])("%s", (_, text, place, found) => {
    const { message, code } = failureOf(text);
    expect(message.slice(0, `openapi.yml:${place}`.length)).toBe(`openapi.yml:${place}`);
    expect(message).toContain(found);
    expect(message).not.toContain("\n");
    expect(code).toBe(3);
  });
});

test("YAML that expands exponentially is rejected, with its line", () => {
  const bomb = Array.from({ length: 12 }, (_, level) => {
    const inner = level === 0 ? "lol" : `*a${level - 1}`;
    return `x-${level}: &a${level} [${Array<string>(9).fill(inner).join(", ")}]\n`;
  }).join("");
  const { message, code } = failureOf(yaml + bomb);
  expect(message).toMatch(/^openapi\.yml:\d+/);
  expect(code).toBe(3);
});

const corpus = process.env["SPEC_CORPUS"];

test.skipIf(!corpus)("upstream's page of one operation contains the vendored text", () => {
  const name = "list-all-external-connections.md";
  const upstream = readFileSync(join(corpus ?? "", "seed", name), "utf8");
  const vendored = join(import.meta.dirname, "../../spec/external-connects.yml");
  expect(readSource(upstream, name).text).toBe(readFileSync(vendored, "utf8"));
});
