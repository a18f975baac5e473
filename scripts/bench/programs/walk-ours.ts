import { createClient, paginateListExternalConnections } from "telnyx-external-connections";
import { measureWalk } from "./walking.ts";

await measureWalk(async (baseUrl) => {
  const client = createClient({ apiKey: "KEY", baseUrl });
  const options = { concurrency: 8 };
  return (await paginateListExternalConnections(client, {}, options).toArray()).length;
});
