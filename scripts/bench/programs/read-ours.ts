import { createClient, paginateListExternalConnections } from "telnyx-external-connections";
import { measureReading } from "./reading.ts";

await measureReading(async ({ by, fetch }) => {
  const client = createClient({ apiKey: "KEY", fetch });
  const connections = paginateListExternalConnections(client, { page: { size: 250 } });
  let seen = 0;
  if (by === "pages") for await (const { data = [] } of connections.pages()) seen += data.length;
  else for await (const { id } of connections) if (id) seen++;
  return seen;
});
