import { describe, expect, test } from "vitest";
import { generatePackage } from "../scripts/pipeline.ts";
import { compile } from "./compile.ts";
import { config, templates } from "./fixtures.ts";

const generate = async (paths: string, schemas = "{}") => {
  const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths: ${paths}
components: { schemas: ${schemas} }
`;
  return (await generatePackage(document, "a.yml", config, templates)).files;
};

const get = (operationId: string, rest = ""): string =>
  `{ get: { operationId: ${operationId}, ${rest} responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/It" } } } } } } }`;

const exportsOf = (files: ReadonlyMap<string, string>): string => files.get("src/index.ts") ?? "";

describe("names that meet", () => {
  test.each([
    ["list_1", "list1"],
    ["getURL", "get_u_r_l"],
    ["users.list", "users_list"],
  ])("operations %s and %s both get a function, and types of their own", async (one, other) => {
    const files = await generate(
      `{ /a: ${get(one)}, /b: ${get(other)} }`,
      "{ It: { type: object } }",
    );
    expect(compile(files)).toEqual([]);
    expect(exportsOf(files).match(/\w+Params\b/g)).toHaveLength(2);
  });

  test.each([
    "listThings",
    "paginateListThings",
    "createClient",
    "form",
    "operation",
    "deepObject",
  ])("a component called %s gives way to the function", async (name) => {
    const ref = `{ $ref: "#/components/schemas/${name}" }`;
    const query =
      "parameters: [{ name: page, in: query, schema: { type: integer } }, { name: o, in: query, schema: { type: object, properties: { a: { type: array } } } }],";
    const files = await generate(
      `{ /a: ${get("listThings", query)} }`,
      `{ It: { type: object, properties: { data: { type: array, items: ${ref} } } }, ${name}: { type: object, properties: { id: { type: string } } } }`,
    );
    expect(compile(files)).toEqual([]);
    expect(exportsOf(files)).toMatch(/\blistThings\b[^]*\bpaginateListThings\b/);
    expect(exportsOf(files)).toContain(`${name}Schema`);
  });

  test("object parameters called params and response get types beside the operation's own", async () => {
    const parameters = ["params", "response"]
      .map(
        (name) => `{ name: ${name}, in: query, schema: { type: object, properties: { a: {} } } }`,
      )
      .join(", ");
    const files = await generate(
      `{ /a: ${get("getUser", `parameters: [${parameters}],`)} }`,
      "{ It: { type: object } }",
    );
    expect(compile(files)).toEqual([]);
    const names = ["GetUserParams", "GetUserParams2", "GetUserResponse", "GetUserResponse2"];
    for (const name of names) expect(exportsOf(files)).toMatch(new RegExp(`\\b${name}\\b`));
  });

  test("components that differ in signs and case only each get a type", async () => {
    const names = ["Pet", "PET", "pet_", "Pet.v1", "PetV1", "GetAllParams", "Get.All.Params"];
    const members = names.map(
      (name, index) => `${index}: { $ref: "#/components/schemas/${name}" }`,
    );
    const files = await generate(
      `{ /a: ${get("getAll")} }`,
      `{ It: { type: object, properties: { ${members.join(", ")} } }, ${names.map((name, index) => `${name}: { type: object, properties: { p${index}: { type: string } } }`).join(", ")} }`,
    );
    expect(compile(files)).toEqual([]);
    const printed = [...files.values()].join("\n");
    names.forEach((_, index) => {
      expect(printed).toContain(`p${index}?: string`);
    });
  });
});

test("an operationId that is too long for a file system is cut in the file's name alone", async () => {
  const long = `retrieve${"TheStatement".repeat(40)}`;
  const files = await generate(
    `{ /a: ${get(long)}, /b: ${get(`${long}Again`)} }`,
    "{ It: { type: object } }",
  );
  for (const path of files.keys()) expect(path.length).toBeLessThan(240);
  expect(exportsOf(files)).toContain(long);
  expect([...files.keys()].filter((path) => path.startsWith("src/operations/"))).toHaveLength(2);
});

test("an int64 parameter accepts a bigint, at any depth; responses and int32 do not", async () => {
  const files = await generate(
    `{ /a: ${get("getIt", "parameters: [{ name: id, in: query, schema: { type: integer, format: int64 } }, { name: small, in: query, schema: { type: integer, format: int32 } }, { name: filter, in: query, style: deepObject, schema: { type: object, properties: { since: { type: integer, format: int64 } } } }],")} }`,
    "{ It: { type: object, properties: { n: { type: integer, format: int64 } } } }",
  );
  const use = `import { createClient, getIt } from "./src/index.js";
const client = createClient({ baseUrl: "https://x.y" });
export const it = getIt(client, { id: 2n ** 60n, small: 1, filter: { since: 3n } });
export const n: Promise<number | undefined> = it.then((response) => response.n);
// @ts-expect-error -- an int32 is exact as a number
export const wrong = getIt(client, { small: 1n });
`;
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});
