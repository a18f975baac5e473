import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** A folder with the packed package in its `node_modules`, as from the registry, and programs that use it. */
export const makeConsumer = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "consumer-"));
  install(join(folder, "node_modules"));
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(folder, name), text);
  return folder;
};

function install(modules: string): void {
  const target = join(modules, "telnyx-external-connections");
  for (const folder of [target, join(modules, "@types")]) mkdirSync(folder, { recursive: true });
  const tarball = execFileSync(
    "npm",
    [
      "pack",
      "--workspace=generated",
      "--ignore-scripts",
      "--silent",
      "--pack-destination",
      modules,
    ],
    { cwd: root, encoding: "utf8" },
  ).trim();
  execFileSync("tar", ["-xzf", join(modules, tarball), "--strip-components=1", "-C", target]);
  symlinkSync(join(root, "node_modules/@types/node"), join(modules, "@types/node"));
}

/** The program that a README shows, word for word; `process` is declared since not everybody has @types/node. */
const shownIn = (readme: string): string =>
  `declare const process: { readonly env: { readonly TELNYX_API_KEY?: string } };
${/```ts\n(import[\s\S]*?)```/.exec(read(readme))?.[1] ?? ""}`;

const programs: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module" }',
  "readme.ts": shownIn("README.md"),
  "package-readme.ts": `${shownIn("generated/README.md")}void client;\n`,
  "program.ts": read("test/consumers/program.ts"),
  "inferred.ts": `import type { ApiError, ClientOptions } from "telnyx-external-connections";

export const firstOf = (error: ApiError) => error.errors[0];
export const keyOf = (options: ClientOptions) => options.apiKey;
`,
  "required.cts": `import telnyx = require("telnyx-external-connections");
import operation = require("telnyx-external-connections/operations/list-external-connections");

const client: telnyx.Client = telnyx.createClient({ apiKey: "KEY" });
const params: operation.ListExternalConnectionsParams = { filter: { id: "1" } };

async function ids(): Promise<(string | undefined)[]> {
  const { paginateListExternalConnections } = await import("telnyx-external-connections");
  const { data = [] } = await operation.listExternalConnections(client, params);
  const items = await paginateListExternalConnections(client, params).toArray();
  return [...data, ...items].map(({ id }) => id);
}

ids().catch((error: unknown) => {
  if (error instanceof telnyx.ApiError) console.error(error.status);
});
`,
};
