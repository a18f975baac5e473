import { build } from "esbuild";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { runNode } from "./child.ts";
import { generateClient, type GeneratorName, generators } from "./clients.ts";
import type { Bench } from "./row.ts";

/** What came of a query with a client. */
export interface QueryOutcome {
  readonly client: string;
  readonly what: string;
  readonly arrived?: string;
  readonly error?: string;
  readonly holds: boolean;
}

const document = join(import.meta.dirname, "documents/queries.yml");

/** What reaches a real server for nested queries, with each client. */
export const askQueries = async ({
  folder,
  peers,
}: Pick<Bench, "folder" | "peers">): Promise<readonly QueryOutcome[]> => {
  const outcomes: QueryOutcome[] = [];
  const ask = async (client: string, place: string, program: string, only?: string) => {
    const port = await freePort();
    const module = join(place, "asking.mjs");
    await build({
      stdin: { contents: program, resolveDir: place, loader: "ts" },
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "silent",
      outfile: module,
    });
    const args = ["programs/ask.ts", module, String(port), ...(only === undefined ? [] : [only])];
    const { output } = await runNode(args, { cwd: folder, timeout: 60_000 });
    for (const outcome of JSON.parse(output) as Omit<QueryOutcome, "client">[])
      outcomes.push({ client, ...outcome });
  };
  for (const client of Object.keys(generators) as GeneratorName[]) {
    const place = join(folder, "asking", client);
    await generateClient(client, { document, folder: place, peers });
    await ask(client, place, programs[client]);
  }
  // It knows its own document alone, of whose parameters only this one takes any members.
  await ask("telnyx", folder, telnyxProgram, "filter");
  return outcomes;
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Each exports a function that takes the server's URL, and gives one that asks for the list. */
const programs: Readonly<Record<GeneratorName, string>> = {
  pagewise: `
    import { createClient, listThings } from "./src/index.ts";
    export const connect = (baseUrl) => {
      const client = createClient({ baseUrl });
      return (params) => listThings(client, params);
    };
  `,
  "@hey-api/openapi-ts": `
    import { listThings } from "./sdk.gen.ts";
    export const connect = (baseUrl) => (query) => listThings({ baseUrl, query, throwOnError: true });
  `,
  "redocly generate-client": `
    import { configure, ListThings } from "./client.ts";
    export const connect = (serverUrl) => {
      configure({ serverUrl });
      return (query) => ListThings({ query });
    };
  `,
  // It sends to the origin of the page, as browsers have one.
  orval: `
    import { listThings } from "./client.ts";
    export const connect = (origin) => {
      const send = globalThis.fetch;
      globalThis.fetch = (path, init) => send(new URL(path, origin), init);
      return (params) => listThings(params);
    };
  `,
  "openapi-fetch": `
    import createClient from "openapi-fetch";
    export const connect = (baseUrl) => {
      const client = createClient({ baseUrl });
      return async (query) => {
        const { error } = await client.GET("/external_connections", { params: { query } });
        if (error) throw error;
      };
    };
  `,
  oazapfts: `
    import { defaults, listThings } from "./client.ts";
    export const connect = (baseUrl) => {
      defaults.baseUrl = baseUrl;
      return (params) => listThings(params);
    };
  `,
  "swagger-typescript-api": `
    import { Api } from "./client.ts";
    export const connect = (baseUrl) => {
      const api = new Api({ baseUrl });
      return (query) => api.externalConnections.listThings(query);
    };
  `,
};

const telnyxProgram = `
  import Telnyx from "telnyx";
  export const connect = (baseURL) => {
    const client = new Telnyx({ apiKey: "KEY", baseURL, maxRetries: 0 });
    return (query) => client.externalConnections.list(query);
  };
`;
