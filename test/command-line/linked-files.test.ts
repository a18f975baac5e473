import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { DriftReport } from "../../scripts/drift/report.ts";
import type { Lock } from "../../scripts/fetch/lock.ts";
import { type CommandName, type Outcome, runCommand } from "../commands.ts";
import { configuration, snapshot, workspace } from "../fetch/upstream-server.ts";
import { serve } from "../server.ts";

/** A document in four files. */
const files = {
  "api/openapi.yml": `openapi: 3.1.0
info: { title: Things, version: "1" }
servers: [{ url: https://api.example.com }]
paths:
  /things: { $ref: paths/things.yml }
`,
  "api/paths/things.yml": `get:
  operationId: ListThings
  parameters: [{ $ref: ../page.yml }]
  responses:
    "200":
      description: ok
      content: { application/json: { schema: { $ref: ../schemas/thing.yml } } }
`,
  "api/page.yml": "{ name: page, in: query, schema: { type: integer } }\n",
  "api/schemas/thing.yml": `type: object
properties:
  id: { type: string }
  parent: { $ref: "#" }
`,
};

const changed = {
  ...files,
  "api/schemas/thing.yml": files["api/schemas/thing.yml"].replace("id:", "name:"),
};

const config = { "config.mjs": configuration({ source: "api/openapi.yml", operations: "all" }) };

const inWorkspace = (texts: Readonly<Record<string, string>> = files): string =>
  workspace("api/openapi.yml", { ...config, ...texts });

const run = (command: CommandName, folder: string, ...flags: readonly string[]): Promise<Outcome> =>
  runCommand(command, folder, ["--quiet", ...flags]);

const generate = (folder: string, ...flags: readonly string[]): Promise<Outcome> =>
  run("generate", folder, "--spec", "api/openapi.yml", "--out", "out", ...flags);

const done = { code: 0, stdout: "", stderr: "" };

/** Serves files below a server's `/v1/`, and redirects from `/latest`. */
const publish = async (texts: Readonly<Record<string, string>>) => {
  const server = await serve(({ target }, response) => {
    const text = texts[`api/${target.replace(/^\/v1\//, "")}`];
    if (target === "/latest") response.writeHead(302, { location: "/v1/openapi.yml" }).end();
    else response.writeHead(text === undefined ? 404 : 200, { etag: '"one"' }).end(text);
  });
  return { ...server, document: `${server.url}/v1/openapi.yml` };
};

describe("generate", () => {
  test("reads the files beside a document", async () => {
    const folder = inWorkspace();
    expect(await generate(folder)).toEqual(done);
    const written = snapshot(folder);
    expect(written["out/src/components/thing.ts"]).toContain("parent?: thing;");
    expect(written["out/src/operations/list-things.ts"]).toContain("page?: number | undefined;");
  });

  test("names the file and the line of what was normalized", async () => {
    const folder = workspace("none.yml", {
      "config.mjs": configuration({ operations: "all" }),
      "spec/openapi.yml": files["api/openapi.yml"].replace("3.1.0", "3.0.0"),
      "spec/paths/things.yml": files["api/paths/things.yml"],
      "spec/page.yml": files["api/page.yml"],
      "spec/schemas/thing.yml":
        "type: object\nproperties:\n  id: { type: string, nullable: true }\n",
    });
    expect(await run("generate", folder)).toEqual(done);
    const changes = JSON.parse(snapshot(folder)["spec/normalization.json"] ?? "") as object[];
    expect(changes).toContainEqual({
      rule: "nullable-to-type",
      pointer: "/components/schemas/thing/properties/id/nullable",
      file: "schemas/thing.yml",
      line: 3,
      change: expect.any(String) as string,
    });
  });

  test.each([
    [
      "above it",
      "../../outside.yml",
      "leads out of the document's folder; move the file into it, or allow its folder with --allow-ref .",
    ],
    [
      "at an absolute path",
      "/etc/hostname",
      "leads out of the document's folder; move the file into it, or allow its folder with --allow-ref ",
    ],
    ["behind a symbolic link", "link/outside.yml", "leads out of the document's folder; "],
    [
      "that is missing",
      "gone.yml",
      "cannot be read: no such file; correct the reference or add the file.",
    ],
    ["that is missing above it", "../../gone.yml", "leads out of the document's folder; "],
    ["that is a folder", "../schemas", "cannot be read: a folder, not a file; "],
    [
      "on a server",
      "https://example.com/a/b.yml",
      "names a document on example.com; move it into this document's folder, or allow it with --allow-ref https://example.com/a/",
    ],
    [
      "of another scheme",
      "data:text/yaml,a",
      "names nothing that can be read; correct the reference.",
    ],
  ])("refuses a file %s, with the line", async (_, ref, problem) => {
    const folder = inWorkspace({
      ...files,
      "api/schemas/thing.yml": `type: object\nproperties:\n  a: { $ref: "${ref}" }\n`,
      "outside.yml": "type: string\n",
      "elsewhere/outside.yml": "type: string\n",
    });
    symlinkSync(join(folder, "elsewhere"), join(folder, "api/schemas/link"));
    const { code, stderr } = await generate(folder);
    expect(stderr).toContain(`schemas/thing.yml:3: ListThings: \`$ref: ${ref}\` ${problem}`);
    expect(code).toBe(3);
    expect(Object.keys(snapshot(folder)).filter((path) => path.startsWith("out/"))).toEqual([]);
  });

  test("goes on without the operations that reach a missing file with --skip-faulty", async () => {
    const others =
      "  /others: { get: { operationId: ListOthers, responses: { 204: { description: ok } } } }\n";
    const folder = inWorkspace({
      ...files,
      "api/openapi.yml": files["api/openapi.yml"] + others,
      "api/schemas/thing.yml": "$ref: gone.yml\n",
    });
    const { code, stderr } = await generate(folder, "--skip-faulty");
    expect(stderr).toContain("schemas/thing.yml:1: ListThings: `$ref: gone.yml` cannot be read");
    expect(code).toBe(0);
    expect(Object.keys(snapshot(folder)).filter((path) => path.includes("/operations/"))).toEqual([
      "out/src/operations/list-others.ts",
    ]);
  });

  test("reads below the folders that --allow-ref names, each time", async () => {
    const folder = inWorkspace({
      ...files,
      "api/schemas/thing.yml": `properties:
  a: { $ref: "../../common/a.yml" }
  b: { $ref: "../../shared/deep/b.yml" }
`,
      "common/a.yml": "type: string\n",
      "shared/deep/b.yml": "type: integer\n",
    });
    expect((await generate(folder, "--allow-ref", "common")).code).toBe(3);
    expect(await generate(folder, "--allow-ref", "common", "--allow-ref=shared")).toEqual(done);
  });

  test("downloads what --allow-ref names, and nothing else", async () => {
    const server = await publish({ "api/a.yml": "type: string\n" });
    const folder = inWorkspace({
      ...files,
      "api/schemas/thing.yml": `properties: { a: { $ref: "${server.url}/v1/a.yml" } }\n`,
    });
    expect((await generate(folder)).code).toBe(3);
    expect((await generate(folder, "--allow-ref", `${server.url}/v1/a`)).code).toBe(3);
    expect((await generate(folder, "--allow-ref", server.url.slice(0, -1))).code).toBe(3);
    expect(server.requests).toHaveLength(0);
    expect(await generate(folder, "--allow-ref", `${server.url}/v1`)).toEqual(done);
    expect(server.requests).toHaveLength(1);
  });

  test("reads a document behind a symbolic link from where the link is", async () => {
    const folder = inWorkspace();
    mkdirSync(join(folder, "other"));
    symlinkSync(join(folder, "api"), join(folder, "linked"));
    expect(await run("generate", folder, "--spec", "linked/openapi.yml", "--out", "out")).toEqual(
      done,
    );
  });
});

describe("fetch", () => {
  test("vendors one document, which gives the same again", async () => {
    const folder = inWorkspace();
    expect(await run("fetch", folder)).toEqual(done);
    const first = snapshot(folder);
    expect(parse(first["spec/openapi.yml"] ?? "")).toMatchObject({
      paths: { "/things": { get: { operationId: "ListThings" } } },
      components: { schemas: { thing: { type: "object" } }, parameters: { page: {} } },
    });
    expect(await run("fetch", folder)).toEqual(done);
    expect(snapshot(folder)).toEqual(first);
    expect((await run("drift", folder)).code).toBe(0);
  });

  test("downloads the files below the document's URL, after redirects", async () => {
    const server = await publish(files);
    const folder = inWorkspace();
    expect(await run("fetch", folder, "--source", `${server.url}/latest`)).toEqual(done);
    expect(snapshot(folder)["spec/openapi.yml"]).toContain("thing:");
    expect((await run("drift", folder, "--upstream", server.document)).code).toBe(0);
  });

  test("finds a change in a file that the document refers to, though the document is unchanged", async () => {
    const published = { ...files };
    const server = await publish(published);
    const folder = inWorkspace();
    expect(await run("fetch", folder, "--source", server.document)).toEqual(done);
    const lock = JSON.parse(snapshot(folder)["spec/lock.json"] ?? "") as Lock;
    expect(lock).toMatchObject({ url: server.document, etag: null, lastModified: null });
    published["api/schemas/thing.yml"] = changed["api/schemas/thing.yml"];
    expect((await run("drift", folder, "--upstream", server.document)).code).toBe(2);
    expect(await run("fetch", folder, "--source", server.document)).toEqual(done);
    expect(snapshot(folder)["spec/openapi.yml"]).toContain("name:");
  });

  test.each([
    ["../../outside.yml", "leads out", 3],
    ["https://example.com/outside.yml", "names a document on example.com", 3],
    ["gone.yml", "cannot be read: ", 4],
  ])("refuses %s on a server, and keeps what was there", async (ref, problem, code) => {
    const server = await publish({
      ...files,
      "api/schemas/thing.yml": `$ref: ${ref}\n`,
      "api/../outside.yml": "type: string\n",
    });
    const folder = inWorkspace();
    const before = snapshot(folder);
    const outcome = await run("fetch", folder, "--source", server.document);
    expect(outcome.stderr).toContain(
      `schemas/thing.yml:1: ${code === 4 ? "" : "ListThings: "}\`$ref: ${ref}\` `,
    );
    expect(outcome.stderr).toContain(problem.replace("leads out", "names a document on 127.0.0.1"));
    expect(outcome.code).toBe(code);
    expect(snapshot(folder)).toEqual(before);
  });

  test("has no folder for the files of standard input", async () => {
    const folder = inWorkspace();
    const { code, stderr } = await runCommand("fetch", folder, ["--source", "-", "--quiet"], {
      input: files["api/openapi.yml"],
    });
    expect(stderr).toContain(
      "standard input:5: /things: `$ref: paths/things.yml` names a file, but standard input has no folder",
    );
    expect(code).toBe(3);
  });
});

describe("drift", () => {
  test("reads the files of both sides, and names those of upstream", async () => {
    const folder = inWorkspace({
      ...files,
      ...Object.fromEntries(
        Object.entries(changed).map(([path, text]) => [path.replace("api/", "new/"), text]),
      ),
    });
    const sides = ["--base", "api/openapi.yml", "--upstream", "new/openapi.yml"];
    const { code, stdout } = await run("drift", folder, ...sides, "--format", "json");
    expect(code).toBe(2);
    const { changes } = JSON.parse(stdout) as DriftReport;
    expect(changes).toContainEqual(
      expect.objectContaining({ file: "schemas/thing.yml", line: 3, operation: "ListThings" }),
    );
    const text = await run("drift", folder, ...sides);
    expect(text.stdout).toContain("schemas/thing.yml:3 · ");
    expect(
      (await run("drift", folder, "--base", "api/openapi.yml", "--upstream", "api/openapi.yml"))
        .code,
    ).toBe(0);
  });
});

test("update passes --allow-ref on", async () => {
  const folder = inWorkspace({
    ...files,
    "api/schemas/thing.yml": '$ref: "../../common/a.yml"\n',
    "common/a.yml": "type: object\n",
  });
  const update = (...flags: readonly string[]) =>
    runCommand("update", folder, ["--quiet", ...flags], { runProgram: () => 0 });
  expect((await update()).code).toBe(3);
  expect((await update("--allow-ref", "other", "--allow-ref", "common")).code).toBe(0);
});
