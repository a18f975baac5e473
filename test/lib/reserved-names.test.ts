import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import {
  takenFunctionNames,
  takenOptionNames,
  takenTypeNames,
} from "../../scripts/lib/reserved-names.ts";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";

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
      .filter((node) => !ts.isConstTypeReference(node))
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

/** The types of what an operation's constant refers to, wherever the runtime declares it. */
const referredTypes = new Set([
  "AddToRequest",
  "Advance",
  "NoItems",
  "ReadBody",
  "ReadEnd",
  "Serializer",
]);

const referred = [...templates]
  .filter(([path]) => /^runtime\/[^/]+\.ts$/.test(path))
  .flatMap(([path, text]) =>
    everyNode(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)),
  )
  .filter(ts.isVariableDeclaration)
  .filter(({ parent, type }) => {
    const statement = parent.parent;
    const isExported =
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    return isExported && type !== undefined && referredTypes.has(type.getText());
  })
  .map(({ name }) => name.getText());

test("the reserved function names include all that the constant of an operation may refer to", () => {
  expect(referred).toEqual(expect.arrayContaining(["byNumber", "deepObject", "readJson"]));
  expect(referred.filter((name) => !takenFunctionNames.has(name))).toEqual([]);
});

/** The members of an interface of the runtime. */
const membersOf = (path: string, name: string): readonly string[] =>
  everyNode(ts.createSourceFile(path, templates.get(path) ?? "", ts.ScriptTarget.Latest, true))
    .filter(ts.isInterfaceDeclaration)
    .filter((each) => each.name.text === name)
    .flatMap(({ members }) => members.map((member) => member.name?.getText() ?? ""));

test("the reserved option names are the options of a client, and those of basic authentication", () => {
  const options = [
    ...membersOf("runtime/options.ts", "ClientOptions"),
    ...membersOf("runtime/api.ts", "Server"),
    ...membersOf("runtime/api.ts", "Limits"),
  ];
  expect([...takenOptionNames].sort()).toEqual([...options, "password", "username"].sort());
});

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
