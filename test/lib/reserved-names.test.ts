import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { takenFunctionNames, takenTypeNames } from "../../scripts/lib/reserved-names.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";
import { generatePackage } from "../../scripts/pipeline.ts";

const root = join(import.meta.dirname, "../..");

/** The files that @hey-api/openapi-ts prints for every fixture and for the package, with their paginators. */
const printed = ["generated/src", "test/fixtures/*/want/src"]
  .flatMap((folder) => globSync(`${folder}/{components,operations}/*.ts`, { cwd: root }))
  .map((path) =>
    ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true),
  );

const everyNode = (node: ts.Node): readonly ts.Node[] => [
  node,
  ...node.getChildren().flatMap(everyNode),
];

/** The names that a printed file imports from the runtime, and the global types that it uses. */
const namesIn = (file: ts.SourceFile) => {
  const nodes = everyNode(file);
  const imports = nodes.filter(ts.isImportSpecifier);
  const declared = new Set([
    ...imports.map(({ name }) => name.text),
    ...nodes.filter(ts.isTypeAliasDeclaration).map(({ name }) => name.text),
  ]);
  const fromRuntime = imports.filter((each) =>
    each.parent.parent.parent.moduleSpecifier.getText().includes("/runtime/"),
  );
  const isType = ({ isTypeOnly, parent }: ts.ImportSpecifier): boolean =>
    isTypeOnly || parent.parent.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return {
    types: fromRuntime.filter(isType).map(({ name }) => name.text),
    values: fromRuntime.filter((each) => !isType(each)).map(({ name }) => name.text),
    globals: nodes
      .filter(ts.isTypeReferenceNode)
      .map(({ typeName }) => typeName.getText())
      .filter((name) => !declared.has(name)),
  };
};

const used = printed.map(namesIn);

/** The type names that the package's index exports from the runtime. */
const exported = [...(templates.get("runtime/index.ts") ?? "").matchAll(/\{([^}]*)\}/g)]
  .flatMap(([, names = ""]) => names.split(","))
  .map((name) => name.replace(/\btype\b/, "").trim())
  .filter((name) => /^[A-Z]/.test(name));

describe("the reserved type names", () => {
  test("include every type that the package exports from the runtime", () => {
    expect(exported).toContain("ApiError");
    expect(exported.filter((name) => !takenTypeNames.has(name))).toEqual([]);
  });

  test("include every type that printed files import from the runtime", () => {
    const names = used.flatMap(({ types }) => types);
    expect(names).toContain("Operation");
    expect(names.filter((name) => !takenTypeNames.has(name))).toEqual([]);
  });

  test("include every global type that printed files use", () => {
    const names = used.flatMap(({ globals }) => globals);
    expect(names).toEqual(expect.arrayContaining(["Array", "Promise", "ReadonlyArray"]));
    expect(names.filter((name) => !takenTypeNames.has(name))).toEqual([]);
  });

  test.each(["ReadonlyArray", "NonNullable", "Array", "Operation", "Pagination"])(
    "allow a package with a component %s to compile",
    async (name) => {
      const schema = `{ $ref: "#/components/schemas/${name}" }`;
      const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
  /a:
    get:
      operationId: ListA
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses: { "200": { description: d, content: { application/json: { schema: { type: object, properties: { data: { type: array, nullable: true, items: ${schema} } } } } } } }
    post:
      operationId: MakeA
      requestBody: { content: { application/json: { schema: { type: object, properties: { tags: { type: array, items: { type: string } }, a: ${schema} } } } } }
      responses: { "204": { description: d } }
components: { schemas: { ${name}: { type: object, properties: { id: { type: string } } } } }
`;
      const { files } = await generatePackage(document, "a.yml", config, templates);
      expect(compile(files)).toEqual([]);
    },
    60_000,
  );
});

test("the reserved function names include every value that operation files import from the runtime", () => {
  const names = used.flatMap(({ values }) => values);
  expect(names).toContain("paginate");
  expect(names.filter((name) => !takenFunctionNames.has(name))).toEqual([]);
  // A plan may refer to each of these names, even if no fixture uses it.
  const files = [
    "styles",
    "reserved",
    "content",
    "idempotency-key",
    "array-format",
    "servers",
    "body",
    "encoded-form",
    "parts",
    "styled-parts",
    "choose-body",
    "read",
    "events",
    "lines",
    "security",
    "choose-security",
    "without-retries",
  ];
  const functions = files.flatMap((file) => {
    const text = templates.get(`runtime/${file}.ts`) ?? "";
    expect(text).not.toBe("");
    return [...text.matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(
      ([, name = ""]) => name,
    );
  });
  expect(functions).toEqual(expect.arrayContaining(["deepObject", "writeJson", "bearer"]));
  const needed = functions.filter((name) => !["comma", "indices"].includes(name));
  expect(needed.filter((name) => !takenFunctionNames.has(name))).toEqual([]);
});
