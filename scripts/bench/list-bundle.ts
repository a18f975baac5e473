import { join } from "node:path";
import { budgets } from "./budgets.ts";
import { bundleSize, bundleSizes } from "./bundle-size.ts";
import { generateClient, type GeneratorName } from "./clients.ts";
import { bytes, exactly, type Figure } from "./figure.ts";
import { normalized } from "./places.ts";
import { atMost, type Row } from "./row.ts";

/** The same program, as each asks for it to be written. */
export const listBundle: Row = {
  name: "list-bundle",
  async measure({ folder, package: ours, peers }) {
    const sizes: Record<string, Figure> = {};
    for (const [name, program] of Object.entries(programs)) {
      const client = join(folder, "listing", name);
      await generateClient(name as Peer, { document: normalized, folder: client, peers });
      sizes[name] = exactly(bytes, await bundleSize(program, client));
    }
    return [
      atMost(
        budgets.listBundle,
        "a bundle that lists one page, min + gzip",
        exactly(bytes, (await bundleSizes(ours)).list),
        {
          telnyx: exactly(bytes, await bundleSize(telnyxProgram, folder, ["crypto"])),
          ...sizes,
          "by hand": exactly(bytes, await bundleSize(handWritten, folder)),
        },
      ),
    ];
  },
};

type Peer = Exclude<GeneratorName, "pagewise">;

const programs: Readonly<Record<Peer, string>> = {
  "@hey-api/openapi-ts": `
    import { listExternalConnections } from "./sdk.gen.ts";
    const { data } = await listExternalConnections({ auth: "KEY", query: { page: { number: 1 } }, throwOnError: true });
    console.log(data.data);
  `,
  "redocly generate-client": `
    import { configure, ListExternalConnections } from "./client.ts";
    configure({ auth: { bearer: "KEY" } });
    const { data } = await ListExternalConnections({ query: { page: { number: 1 } } });
    console.log(data);
  `,
  orval: `
    import { listExternalConnections } from "./client.ts";
    const headers = { Authorization: "Bearer KEY" };
    const { data, status } = await listExternalConnections({ page: { number: 1 } }, { headers });
    if (status !== 200) throw new Error(String(status));
    console.log(data.data);
  `,
  "openapi-fetch": `
    import createClient from "openapi-fetch";
    const baseUrl = "https://api.telnyx.com/v2";
    const client = createClient({ baseUrl, headers: { Authorization: "Bearer KEY" } });
    const { data, response } = await client.GET("/external_connections", { params: { query: { page: { number: 1 } } } });
    if (!data) throw new Error(String(response.status));
    console.log(data.data);
  `,
  oazapfts: `
    import { defaults, listExternalConnections } from "./client.ts";
    defaults.headers = { Authorization: "Bearer KEY" };
    const response = await listExternalConnections({ page: { number: 1 } });
    if (response.status !== 200) throw new Error(String(response.status));
    console.log(response.data.data);
  `,
  "swagger-typescript-api": `
    import { Api } from "./client.ts";
    const api = new Api({ baseApiParams: { headers: { Authorization: "Bearer KEY" } } });
    const { data } = await api.externalConnections.listExternalConnections({ page: { number: 1 } });
    console.log(data.data);
  `,
};

const telnyxProgram = `
  import Telnyx from "telnyx";
  const client = new Telnyx({ apiKey: "KEY" });
  const { data } = await client.externalConnections.list({ "page[number]": 1 });
  console.log(data);
`;

const handWritten = `
  const response = await fetch("https://api.telnyx.com/v2/external_connections?page[number]=1", {
    headers: { Authorization: "Bearer KEY" },
  });
  if (!response.ok) throw new Error(String(response.status));
  const { data } = await response.json();
  console.log(data);
`;
