import { measureReading } from "./reading.ts";
import { Telnyx } from "./telnyx.ts";

await measureReading(async ({ by, fetch }) => {
  const client = new Telnyx({ apiKey: "KEY", fetch });
  const connections = client.externalConnections.list({ "page[size]": 250 });
  let seen = 0;
  if (by === "pages")
    for await (const { data } of (await connections).iterPages()) seen += data.length;
  else for await (const { id } of connections) if (id) seen++;
  return seen;
});
