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
      {
        telnyx: exactly(bytes, await bundleSize(telnyxProgram, folder, ["crypto"])),
        "by hand": exactly(bytes, await bundleSize(handWritten, folder)),
      },
    ),
  ],
};

const telnyxProgram = `
  import Telnyx from "telnyx";
  const client = new Telnyx({ apiKey: "KEY" });
  for await (const connection of client.externalConnections.list()) console.log(connection);
`;

const handWritten = `
  for (let number = 1, last = 1; number <= last; number++) {
    const response = await fetch("https://api.telnyx.com/v2/external_connections?page[number]=" + number, {
      headers: { Authorization: "Bearer KEY" },
    });
    if (!response.ok) throw new Error(String(response.status));
    const { data, meta } = await response.json();
    last = meta.total_pages;
    for (const connection of data) console.log(connection);
  }
`;
