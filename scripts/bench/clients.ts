import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Ended, runNode, type RunOptions } from "./child.ts";
import { callGenerate } from "./places.ts";

/** A tool that writes a client in TypeScript for a document, with its default settings. */
export interface Generator {
  /** The arguments of Node that write the client into a folder. */
  readonly args: (peers: string, document: string, folder: string) => readonly string[];
  /** The file in that folder that programs import. */
  readonly entry: string;
  /** How a list that pages shows in the code that it writes; absent if it writes none. */
  readonly paginator?: RegExp;
}

const below =
  (path: string, ...rest: readonly string[]) =>
  (peers: string): readonly string[] => [join(peers, "node_modules", path), ...rest];

const heyApi = below("@hey-api/openapi-ts/dist/run.mjs");
const redocly = below("@redocly/cli/bin/cli.js", "generate-client");
const orval = below("orval/dist/bin/orval.mjs");
const openapiTypescript = below("openapi-typescript/bin/cli.js");
const oazapfts = below("oazapfts/dist/cli.js");
const swaggerTypescriptApi = below("swagger-typescript-api/dist/cli.mjs", "generate");

/** By name, in the order in which tables show them. */
export const generators = {
  pagewise: {
    args: (_, document, folder) => [
      ...callGenerate,
      "--spec",
      document,
      "--out",
      folder,
      "--operations",
      "all",
      "--quiet",
    ],
    entry: "src/index.ts",
    paginator: /^export function paginate\w+/gm,
  },
  "@hey-api/openapi-ts": {
    // Not its bin, which only starts this in another process.
    args: (peers, document, folder) => [
      ...heyApi(peers),
      "-i",
      document,
      "-o",
      folder,
      "-s",
      "--no-log-file",
    ],
    entry: "sdk.gen.ts",
  },
  "redocly generate-client": {
    args: (peers, document, folder) => [
      ...redocly(peers),
      document,
      "-o",
      join(folder, "client.ts"),
    ],
    entry: "client.ts",
    paginator: /^\s+pagination: \{/gm,
  },
  orval: {
    args: (peers, document, folder) => [
      ...orval(peers),
      "--input",
      document,
      "--output",
      join(folder, "client.ts"),
      "--client",
      "fetch",
    ],
    entry: "client.ts",
  },
  "openapi-fetch": {
    args: (peers, document, folder) => [
      ...openapiTypescript(peers),
      document,
      "-o",
      join(folder, "schema.ts"),
    ],
    entry: "schema.ts",
  },
  oazapfts: {
    args: (peers, document, folder) => [...oazapfts(peers), document, join(folder, "client.ts")],
    entry: "client.ts",
  },
  "swagger-typescript-api": {
    args: (peers, document, folder) => [
      ...swaggerTypescriptApi(peers),
      "-p",
      document,
      "-o",
      folder,
      "-n",
      "client.ts",
    ],
    entry: "client.ts",
  },
} as const satisfies Record<string, Generator>;

export type GeneratorName = keyof typeof generators;

/** Has a client written into a folder of its own. */
export const generateClient = (
  name: GeneratorName,
  { document, folder, peers }: Readonly<Record<"document" | "folder" | "peers", string>>,
  options: Partial<RunOptions> = {},
): Promise<Ended> => {
  mkdirSync(folder, { recursive: true }); // Not every generator does.
  return runNode(generators[name].args(peers, document, folder), { cwd: folder, ...options });
};
