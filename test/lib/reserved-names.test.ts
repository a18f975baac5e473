import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { takenFunctionNames, takenTypeNames } from "../../scripts/lib/reserved-names.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";
import { generatePackage } from "../../scripts/pipeline.ts";

const root = join(import.meta.dirname, "../..");

/** The files that @hey-api/openapi-ts prints and the paginator is added to, of every fixture and of the package. */
const printed = ["generated/src", "test/fixtures/*/want/src"]
  .flatMap((folder) => globSync(`${folder}/{components,operations}/*.ts`, { cwd: root }))
  .map((path) =>
    ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.ES2022, true),
  );

const everyNode = (node: ts.Node): readonly ts.Node[] => [
  node,
  ...node.getChildren().flatMap(everyNode),
];

/** What the printed files import from the runtime, and the global types that they use. */
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

describe("no component takes a name that printed files need", () => {
  test("for a type that the package exports", () => {
    expect(exported).toContain("ApiError");
    expect(exported.filter((name) => !takenTypeNames.has(name))).toEqual([]);
  });

  test("for a type that they import from the runtime", () => {
    const names = used.flatMap(({ types }) => types);
    expect(names).toContain("Operation");
    expect(names.filter((name) => !takenTypeNames.has(name))).toEqual([]);
  });

  test("for a global type", () => {
    const names = used.flatMap(({ globals }) => globals);
    expect(names).toEqual(expect.arrayContaining(["Array", "Promise", "ReadonlyArray"]));
    expect(names.filter((name) => !takenTypeNames.has(name))).toEqual([]);
  });

  test.each(["ReadonlyArray", "NonNullable", "Array", "Operation", "Pagination"])(
    "and the package of a document with a component %s compiles",
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

test("no function takes the name of a value that operation files import from the runtime", () => {
  const names = used.flatMap(({ values }) => values);
  expect(names).toContain("paginate");
  expect(names.filter((name) => !takenFunctionNames.has(name))).toEqual([]);
  // Every name that a plan may refer to, whether or not a fixture uses it.
  const functions = ["styles", "body", "security", "array-format"].flatMap((file) => {
    const text = templates.get(`runtime/${file}.ts`) ?? "";
    return [...text.matchAll(/^export (?:const|(?:async )?function) (\w+)/gm)].map(
      ([, name = ""]) => name,
    );
  });
  expect(functions).toEqual(expect.arrayContaining(["deepObject", "writeJson", "bearer"]));
  const needed = functions.filter((name) => !["comma", "repeat", "indices"].includes(name));
  expect(needed.filter((name) => !takenFunctionNames.has(name))).toEqual([]);
});
