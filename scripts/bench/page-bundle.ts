import { budgets } from "./budgets.ts";
import { bundleSize, bundleSizes } from "./bundle-size.ts";
import { bytes, exactly } from "./figure.ts";
import { atMost, type Row } from "./row.ts";

export const pageBundle: Row = {
  name: "page-bundle",
  measure: async ({ folder, package: ours }) => [
    atMost(
      budgets.pageBundle,
      "a bundle that pages through all items, min + gzip",
      exactly(bytes, (await bundleSizes(ours)).page),
      { telnyx: exactly(bytes, await bundleSize(telnyxProgram, folder, ["crypto"])) },
    ),
  ],
};

const telnyxProgram = `
  import Telnyx from "telnyx";
  const client = new Telnyx({ apiKey: "KEY" });
  for await (const connection of client.externalConnections.list()) console.log(connection);
`;
