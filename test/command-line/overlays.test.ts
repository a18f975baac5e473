import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import projectConfig from "../../pipeline.config.ts";
import type { DriftReport } from "../../scripts/drift/report.ts";
import { readOverlay } from "../../scripts/overlays/read-overlay.ts";
import { generatePackage } from "../../scripts/pipeline.ts";
import { runCommand } from "../commands.ts";
import { compile } from "../compile.ts";
import { configuration, workspace } from "../fetch/upstream-server.ts";
import { templates } from "../fixtures.ts";

const answer = (schema: string): string =>
  `{ "200": { description: ok, content: { application/json: { schema: ${schema} } } } }`;
const shop = `openapi: 3.1.0
info: { title: Shop, version: "1" }
servers: [{ url: https://shop.example }]
paths:
  /items:
    get:
      operationId: ListItems
      responses: ${answer('{ $ref: "#/components/schemas/Item" }')}
  /orders:
    get:
      operationId: ListOrders
      responses: ${answer('{ $ref: "#/components/schemas/Gone" }')}
components:
  schemas:
    Item: { type: object, properties: { id: { type: string } } }
    Order: { type: object, properties: { item: { type: string } } }
`;

const overlay = (...actions: readonly string[]): string =>
  `overlay: 1.0.0\ninfo: { title: Fixes, version: "1" }\nactions:\n${actions.map((each) => `  - ${each}\n`).join("")}`;
const requireId =
  "{ target: $.components.schemas.Item, description: Every item has an id., update: { required: [id] } }";
const repairOrders = `{ target: "$.paths['/orders'].get", update: { responses: ${answer('{ $ref: "#/components/schemas/Order" }').replace("description: ok, ", "")} } }`;
const removeOrders = `{ target: "$.paths['/orders'].get.responses", remove: true }`;
const missing = "{ target: $.components.schemas.Nothing, update: {} }";

const folderWith = (files: Readonly<Record<string, string>>, changes: object = {}): string =>
  workspace("openapi.yml", {
    "spec/openapi.yml": shop,
    "openapi.yml": shop,
    "config.mjs": configuration({ source: "openapi.yml", operations: ["ListItems"], ...changes }),
    ...files,
  });
const read = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");
const item = "package/src/components/item.ts";
const corrections = (folder: string) =>
  (JSON.parse(read(folder, "spec/normalization.json")) as { readonly rule: string }[]).filter(
    ({ rule }) => rule === "overlay",
  );

describe("generate", () => {
  test("applies the overlays of the configuration and then those of the flag, and lists what they change", async () => {
    const folder = folderWith(
      {
        "spec/first.yml": overlay(requireId),
        "second.yml": overlay(
          "{ target: $.components.schemas.Item.required, remove: true }",
          requireId,
        ),
      },
      { overlays: ["spec/first.yml"] },
    );
    expect(await runCommand("generate", folder, ["--quiet"])).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect(read(folder, item)).toContain("id: string");
    expect(corrections(folder)).toEqual([
      {
        rule: "overlay",
        pointer: "/components/schemas/Item",
        line: 15,
        change: "spec/first.yml:4: Every item has an id.",
      },
    ]);
    const flags = ["--quiet", "--check", "--overlay", "second.yml"];
    const check = await runCommand("generate", folder, flags);
    expect(check.code).toBe(1); // The listed changes differ.
    expect(check.stderr).not.toContain("item.ts");
  });

  test("corrects faults, and what is not selected, without listing it", async () => {
    const folder = folderWith({ "fixes.yml": overlay(removeOrders, repairOrders) });
    const flags = ["--quiet", "--overlay", "fixes.yml"];
    expect(await runCommand("generate", folder, flags)).toMatchObject({ code: 0, stderr: "" });
    expect(corrections(folder)).toEqual([]);
    const all = await runCommand("generate", folder, [...flags, "--operations", "all"]);
    expect(all).toMatchObject({ code: 0, stderr: "" });
    expect(read(folder, "package/src/components/order.ts")).toContain("item?: string");
    expect(corrections(folder)).toHaveLength(2);
  });

  test("refuses an action that matches nothing, and changes nothing", async () => {
    const folder = folderWith({ "fixes.yml": overlay(requireId, missing) });
    expect(await runCommand("generate", folder, ["--quiet", "--overlay", "fixes.yml"])).toEqual({
      code: 3,
      stdout: "",
      stderr:
        "fixes.yml:5: the target $.components.schemas.Nothing matches nothing in openapi.yml; upstream may have corrected or moved it: remove the action, or correct its target.\n",
    });
  });

  test.each([
    ["none.yml", "none.yml: no such file; check the path."],
    ["broken.yml", "broken.yml:1: expected `overlay: 1.0.0` or `overlay: 1.1.0`"],
  ])("refuses %s", async (name, message) => {
    const folder = folderWith({ "broken.yml": "a: 1\n" });
    const { code, stderr } = await runCommand("generate", folder, ["--overlay", name]);
    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });

  test("tells that an overlay was written for another document", async () => {
    const folder = folderWith({ "fixes.yml": `${overlay(requireId)}extends: other.yml\n` });
    const { stderr } = await runCommand("generate", folder, ["--overlay", "fixes.yml"]);
    expect(stderr).toContain(
      "note: fixes.yml:5: the overlay extends other.yml, but is applied to openapi.yml.\n",
    );
  });

  test("with --spec and --out applies only those of the flag", async () => {
    const folder = folderWith({ "fixes.yml": overlay(requireId) }, { overlays: ["none.yml"] });
    const flags = ["--spec", "openapi.yml", "--out", "out", "--operations", "ListItems"];
    const { code } = await runCommand("generate", folder, [
      "--config",
      "config.mjs",
      "--quiet",
      ...flags,
    ]);
    expect(code).toBe(3); // The configuration was asked for, and names a file that is not there.
  });
});

describe("drift", () => {
  const drift = async (upstream: string, actions: readonly string[]) => {
    const folder = folderWith({ "openapi.yml": upstream, "fixes.yml": overlay(...actions) });
    const { code, stdout } = await runCommand("drift", folder, [
      "--quiet",
      "--format",
      "json",
      ...(actions.length > 0 ? ["--overlay", "fixes.yml"] : []),
    ]);
    return { code, report: JSON.parse(stdout) as DriftReport };
  };
  const corrected = shop.replace(
    "Item: { type: object, ",
    "Item: { type: object, required: [id], ",
  );

  test("corrects both documents, so that what upstream corrects too is no change", async () => {
    expect((await drift(corrected, [])).report.verdict).toBe("compatible");
    expect((await drift(corrected, [requireId])).report.changes).toEqual([]);
  });

  test("reports an action that matches nothing any more", async () => {
    const target = "$.components.schemas.Item";
    const { code, report } = await drift(
      shop.replaceAll("schemas/Item", "schemas/Thing").replace("Item:", "Thing:"),
      [requireId],
    );
    expect(code).toBeGreaterThan(0);
    const change = report.changes.find(({ id }) => id === "overlay-unmatched");
    expect(change).toMatchObject({
      upgrade: "none",
      stay: "fine",
      before: target,
      after: "fixes.yml:4",
    });
    expect(change?.message).toContain(
      `the target ${target} of the overlay (fixes.yml:4) matches nothing`,
    );
  });

  test("notes an action that matches nothing in the vendored document only", async () => {
    const { report } = await drift(
      shop.replace("schemas:\n", "schemas:\n    Nothing: { type: string }\n"),
      [missing],
    );
    expect(report.notes).toEqual([
      expect.stringMatching(/^fixes\.yml:4: the target .* matches nothing in openapi\.yml/),
    ]);
    expect(report.changes.map(({ id }) => id)).not.toContain("overlay-unmatched");
  });
});

test("fetch vendors upstream's own text, with what overlays refer to, and leaves faults that they correct", async () => {
  const folder = folderWith(
    { "spec/fixes.yml": overlay(removeOrders, repairOrders) },
    { operations: ["ListOrders"], overlays: ["spec/fixes.yml"] },
  );
  expect(await runCommand("fetch", folder, ["--quiet"])).toMatchObject({ code: 0, stderr: "" });
  expect(read(folder, "spec/openapi.yml")).toContain("schemas/Gone");
  expect(read(folder, "spec/openapi.yml")).toContain("Order: {");
  expect(read(folder, "spec/openapi.yml")).not.toContain("/items");
  expect(await runCommand("generate", folder, ["--quiet"])).toMatchObject({ code: 0, stderr: "" });
});

test("the example of the guide gives what it says", { timeout: 120_000 }, async () => {
  const section =
    /## Correct a document\n([\s\S]*?)\n## /.exec(read(".", "docs/maintain.md"))?.[1] ?? "";
  const fence = (language: string): string =>
    new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? "";
  const text = read(".", "spec/external-connects.yml");
  const name = "external-connects.yml";
  const program = `import { createClient, listExternalConnections } from "./index.js";
export const run = async () => {
  const client = createClient();
${fence("ts")}
  return ids;
};
`;
  const errorsWith = async (overlays: readonly string[]): Promise<readonly string[]> => {
    const choices = { overlays: overlays.map((each) => readOverlay(each, "required.yml")) };
    const stage = async <Result>(_: string, run: () => Result | Promise<Result>) => run();
    const { files } = await generatePackage(text, name, projectConfig, templates, stage, choices);
    return compile(new Map([...files, ["src/example.ts", program]]), {
      noUnusedLocals: false,
      isolatedDeclarations: false,
    });
  };
  expect(await errorsWith([fence("yaml")])).toEqual([]);
  expect(await errorsWith([])).not.toEqual([]);
});
