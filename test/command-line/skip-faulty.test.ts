import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { DriftReport } from "../../scripts/drift/report.ts";
import { runCommand } from "../commands.ts";
import { configuration, workspace } from "../fetch/upstream-server.ts";

const answer = (schema: string): string =>
  `{ "200": { description: ok, content: { application/json: { schema: ${schema} } } } }`;
const operation = (id: string, rest: string): string =>
  `  /${id}: { get: { operationId: ${id}, ${rest} } }\n`;
const document = (...operations: readonly string[]): string =>
  `openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: https://shop.example }]
paths:
${operations.join("")}components:
  schemas:
    Item: { type: object, required: [id], properties: { id: { type: string } } }
    Order: { type: object, properties: { item: { $ref: "#/components/schemas/Gone" } } }
`;

const listItems = operation(
  "ListItems",
  `responses: ${answer('{ $ref: "#/components/schemas/Item" }')}`,
);
const getItem = operation(
  "GetItem",
  `responses: ${answer('{ $ref: "#/components/schemas/Item" }')}`,
);
const listOrders = operation(
  "ListOrders",
  `responses: ${answer('{ $ref: "#/components/schemas/Order" }')}`,
);
const getOrder = operation(
  "GetOrder",
  `responses: ${answer('{ $ref: "#/components/schemas/Order" }')}`,
);
/** What only planning finds. */
const hidden = operation(
  "GetHidden",
  `parameters: [{ name: toString, in: query, schema: { type: string } }], responses: ${answer("{}")}`,
);
/** It refers into the operation above. */
const dependent = operation(
  "GetDependent",
  `parameters: [{ $ref: "#/paths/~1GetHidden/get/parameters/0" }], responses: ${answer("{}")}`,
);
const faulty = document(listItems, listOrders, getOrder, hidden, dependent);

const gone =
  "`$ref: #/components/schemas/Gone` refers to nothing in the document (/components/schemas/Order/properties/item); correct the reference or add its target.";
const order = `openapi.yml:13: GetOrder, ListOrders: ${gone}`;
const builtIn = (line: number, id: string): string =>
  `openapi.yml:${line}: ${id}: parameter "toString" uses the name "toString", a built-in property of every object, which cannot be told from a value; rename it.`;

const folderWith = (spec: string, changes: object = {}): string =>
  workspace("openapi.yml", {
    "spec/openapi.yml": spec,
    "openapi.yml": spec,
    "config.mjs": configuration({ source: "openapi.yml", operations: "all", ...changes }),
  });
const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(folder, "package/src/operations"));

describe("generate", () => {
  test("tells all faults at once, writes nothing, and says how to go on", async () => {
    const folder = folderWith(faulty);
    expect(await runCommand("generate", folder, ["--quiet"])).toEqual({
      code: 3,
      stdout: "",
      stderr: [
        order,
        builtIn(9, "GetDependent"),
        builtIn(8, "GetHidden"),
        "4 operations are at fault; correct the document, or leave them out with --skip-faulty.\n",
      ].join("\n"),
    });
    expect(existsSync(join(folder, "package"))).toBe(false);
  });

  test("with --skip-faulty gives the package of the others, and lists what was left out", async () => {
    const folder = folderWith(faulty);
    expect(await runCommand("generate", folder, ["--quiet", "--skip-faulty"])).toEqual({
      code: 0,
      stdout: "",
      stderr: [
        "left out 4 operations:",
        order,
        builtIn(9, "GetDependent"),
        `${builtIn(8, "GetHidden")}\n`,
      ].join("\n"),
    });
    expect(filesIn(folder)).toEqual(["list-items.ts"]);
    const sound = folderWith(document(listItems));
    await runCommand("generate", sound, ["--quiet"]);
    const normalized = "spec/openapi.normalized.yml";
    expect(readFileSync(join(folder, normalized), "utf8")).toBe(
      readFileSync(join(sound, normalized), "utf8"),
    );
  });

  test("leaves out what refers into an operation that is left out", async () => {
    const spec = document(
      listItems,
      hidden,
      operation("GetX", `responses: { "200": { $ref: "#/paths/~1GetHidden/get/responses/200" } }`),
    );
    const { code, stderr } = await runCommand("generate", folderWith(spec), [
      "--quiet",
      "--skip-faulty",
    ]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^left out 2 operations:$/m);
    expect(stderr).toMatch(/GetX: .* refers into an operation that is not selected/);
  });

  test("without a sound operation exits with 3, with or without it", async () => {
    const folder = folderWith(document(listOrders));
    for (const flags of [[], ["--skip-faulty"]]) {
      const { code, stderr } = await runCommand("generate", folder, ["--quiet", ...flags]);
      expect([code, stderr]).toEqual([3, `openapi.yml:9: ListOrders: ${gone}\n`]);
    }
  });

  test("does not mind the faults of operations that are not selected", async () => {
    const folder = folderWith(faulty, { operations: ["ListItems"] });
    expect(await runCommand("generate", folder, ["--quiet"])).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
  });
});

describe("fetch", () => {
  const idsIn = (folder: string): readonly string[] =>
    Object.keys(
      (parse(readFileSync(join(folder, "spec/openapi.yml"), "utf8")) as { paths: object }).paths,
    );

  test("refuses a faulty document, and vendors the rest of it with --skip-faulty", async () => {
    const folder = folderWith(document(listItems, listOrders));
    const refused = await runCommand("fetch", folder, ["--quiet"]);
    expect([refused.code, refused.stderr]).toEqual([
      3,
      `openapi.yml:10: ListOrders: ${gone}\n1 operation is at fault; correct the document, or leave it out with --skip-faulty.\n`,
    ]);
    const skipped = await runCommand("fetch", folder, ["--quiet", "--skip-faulty"]);
    expect([skipped.code, skipped.stderr]).toEqual([
      0,
      `left out 1 operation:\nopenapi.yml:10: ListOrders: ${gone}\n`,
    ]);
    expect(idsIn(folder)).toEqual(["/ListItems"]);
    expect(await runCommand("generate", folder, ["--quiet"])).toMatchObject({
      code: 0,
      stderr: "",
    });
  });

  test("vendors what is sound in a faulty document without ado", async () => {
    const folder = folderWith(faulty, { operations: ["ListItems"] });
    expect(await runCommand("fetch", folder, ["--quiet"])).toMatchObject({ code: 0, stderr: "" });
    expect(idsIn(folder)).toEqual(["/ListItems"]);
  });
});

describe("drift", () => {
  const sound = document(listItems, getItem);
  const broken = document(
    listItems,
    operation("GetItem", `responses: ${answer('{ $ref: "#/components/schemas/Order" }')}`),
  );
  const drift = async (before: string, after: string, flags: readonly string[] = []) => {
    const folder = workspace("upstream.yml", {
      "spec/openapi.yml": before,
      "upstream.yml": after,
      "config.mjs": configuration({ source: "upstream.yml", operations: "all" }),
    });
    const { code, stderr, stdout } = await runCommand("drift", folder, [
      "--quiet",
      "--format",
      "json",
      ...flags,
    ]);
    return { code, stderr, report: (stdout && JSON.parse(stdout)) as DriftReport };
  };

  test("refuses to compare faulty documents, and tells the faults of both", async () => {
    const { code, report, stderr } = await drift(broken, broken);
    expect(code).toBe(3);
    expect(report).toBe("");
    expect(stderr).toMatch(/^openapi\.yml:10: GetItem: .*Gone/m);
    expect(stderr).toMatch(/^upstream\.yml:10: GetItem: .*Gone/m);
  });

  test("with --skip-faulty reports what became faulty as a change", async () => {
    const { code, report } = await drift(sound, broken, ["--skip-faulty"]);
    expect(code).toBe(2);
    const [change, ...others] = report.changes;
    expect(others).toEqual([]);
    expect(change).toMatchObject({ id: "operation-not-generated", operation: "GetItem" });
    expect(change?.message).toContain("upstream.yml:10: `$ref: #/components/schemas/Gone`");
  });

  test("what was faulty before, in a note", async () => {
    const { code, report } = await drift(broken, sound, ["--skip-faulty"]);
    expect([code, report.changes]).toEqual([0, []]);
    expect(report.notes).toEqual([
      expect.stringMatching(/^not compared: openapi\.yml:10: GetItem: /),
    ]);
  });

  test("what is new and faulty, in a note", async () => {
    const { report } = await drift(document(listItems), broken, ["--skip-faulty"]);
    expect(report.notes).toEqual([
      expect.stringMatching(/^cannot be generated: upstream\.yml:10: GetItem: /),
    ]);
  });

  test("and exits with 3 where nothing is left", async () => {
    const one = document(listOrders);
    expect((await drift(one, one, ["--skip-faulty"])).code).toBe(3);
  });

  test("does not mind the faults of operations that are not selected", async () => {
    const { code, report } = await drift(broken, broken, ["--operations", "ListItems"]);
    expect([code, report.verdict]).toEqual([0, "same"]);
  });
});
