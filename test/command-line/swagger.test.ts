import { expect, test } from "vitest";
import { parse } from "yaml";
import type { DriftReport } from "../../scripts/drift/report.ts";
import { runCommand } from "../commands.ts";
import { configuration, snapshot, workspace } from "../fetch/upstream-server.ts";

const swagger = `swagger: "2.0"
info: { title: Things, version: "1" }
host: api.example.com
paths:
  /things:
    get:
      operationId: ListThings
      parameters:
        - { name: size, in: query, type: integer }
        - { name: tabs, in: query, type: array, items: { type: string }, collectionFormat: tsv }
      responses:
        "200": { description: ok, schema: { $ref: "#/definitions/Thing" } }
  /others:
    get:
      operationId: ListOthers
      parameters: [{ name: tabs, in: query, type: array, items: { type: string }, collectionFormat: tsv }]
      responses: { "204": { description: ok } }
definitions:
  Thing: { type: object, properties: { id: { type: string } } }
`;

const note = "swagger.yml is Swagger 2.0, and is read as OpenAPI 3.0";
const tabs =
  "the query parameter tabs is a list in the format tsv, which OpenAPI 3 does not have: pass it as one string";

const inWorkspace = (text = swagger): string =>
  workspace("swagger.yml", {
    "config.mjs": configuration({ source: "swagger.yml", operations: ["ListThings"] }),
    "swagger.yml": swagger,
    "new.yml": text,
  });

const notesIn = (stderr: string): readonly string[] => stderr.match(/^note: .*/gm) ?? [];

test("generate makes a package of Swagger 2.0, and notes say what became of the wanted operations", async () => {
  const folder = inWorkspace();
  const flags = ["--spec", "swagger.yml", "--out", "out"];
  const { code, stderr } = await runCommand("generate", folder, flags);
  expect(code).toBe(0);
  expect(notesIn(stderr)).toEqual([`note: ${note}`, `note: ListThings: ${tabs}`]);
  const written = snapshot(folder);
  expect(written["out/src/operations/list-things.ts"]).toContain("size?: number | undefined;");
  expect(written["out/src/components/thing.ts"]).toContain("id?: string;");
  expect(await runCommand("generate", folder, [...flags, "--quiet"])).toEqual({
    code: 0,
    stdout: "",
    stderr: "",
  });
});

test("fetch vendors the upgraded document, from which the same package is made, without drift", async () => {
  const folder = inWorkspace();
  const { code, stderr } = await runCommand("fetch", folder);
  expect(code).toBe(0);
  expect(notesIn(stderr)).toEqual([`note: ${note}`, `note: ListThings: ${tabs}`]);
  const vendored = parse(snapshot(folder)["spec/openapi.yml"] ?? "") as object;
  expect(vendored).toMatchObject({
    openapi: expect.stringMatching(/^3\.0\./) as string,
    paths: { "/things": { get: { operationId: "ListThings" } } },
    components: { schemas: { Thing: {} } },
  });
  expect(Object.keys(vendored)).not.toContain("swagger");

  expect((await runCommand("drift", folder, ["--quiet"])).code).toBe(0);
  expect((await runCommand("generate", folder, ["--quiet"])).code).toBe(0);
  const sources = (path: string): object =>
    Object.fromEntries(
      Object.entries(snapshot(folder)).flatMap(([file, text]) =>
        file.startsWith(`${path}/src/`) ? [[file.slice(path.length), text]] : [],
      ),
    );
  const flags = ["--spec", "swagger.yml", "--out", "out", "--quiet"];
  expect((await runCommand("generate", folder, flags)).code).toBe(0);
  expect(sources("out")).toEqual(sources("package"));
});

test("drift reads both sides alike, and names Swagger's lines", async () => {
  const folder = inWorkspace(swagger.replace("id: { type: string }", "name: { type: string }"));
  const flags = ["--base", "swagger.yml", "--upstream", "new.yml", "--format", "json", "--quiet"];
  const { code, stdout } = await runCommand("drift", folder, flags);
  expect(code).toBe(2);
  const { changes, notes } = JSON.parse(stdout) as DriftReport;
  // The response, in which one property is gone, and the other property.
  expect(new Set(changes.map(({ line }) => line))).toEqual(new Set([12, 19]));
  expect(notes).toEqual([`${note}.`, `${note.replace("swagger.yml", "new.yml")}.`]);
});
