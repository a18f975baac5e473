import { join } from "node:path";
import { budgets } from "./budgets.ts";
import { bundleSize, bundleSizes } from "./bundle-size.ts";
import { runNode } from "./child.ts";
import { bytes, exactly } from "./figure.ts";
import { heyApiCommand, redoclyCommand } from "./peers.ts";
import { normalized } from "./places.ts";
import { atMost, type Row } from "./row.ts";

/** The same program, as each asks for it to be written. */
export const listBundle: Row = {
  name: "list-bundle",
  async measure({ folder, package: ours, peers }) {
    const heyApi = join(folder, "hey-api");
    await runNode([heyApiCommand(peers), "-i", normalized, "-o", heyApi, "-s", "--no-log-file"], {
      cwd: folder,
    });
    const redocly = join(folder, "redocly");
    await runNode(
      [redoclyCommand(peers), "generate-client", normalized, "-o", join(redocly, "client.ts")],
      { cwd: folder },
    );
    return [
      atMost(
        budgets.listBundle,
        "a bundle that lists one page, min + gzip",
        exactly(bytes, (await bundleSizes(ours)).list),
        {
          "@hey-api/openapi-ts": exactly(bytes, await bundleSize(heyApiProgram, heyApi)),
          "redocly generate-client": exactly(bytes, await bundleSize(redoclyProgram, redocly)),
          telnyx: exactly(bytes, await bundleSize(telnyxProgram, folder, ["crypto"])),
          "by hand": exactly(bytes, await bundleSize(handWritten, folder)),
        },
      ),
    ];
  },
};

const heyApiProgram = `
  import { listExternalConnections } from "./sdk.gen.ts";
  const { data } = await listExternalConnections({ auth: "KEY", query: { page: { number: 1 } } });
  console.log(data.data);
`;

const redoclyProgram = `
  import { configure, ListExternalConnections } from "./client.ts";
  configure({ auth: { bearer: "KEY" } });
  const { data } = await ListExternalConnections({ page: { number: 1 } });
  console.log(data);
`;

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
