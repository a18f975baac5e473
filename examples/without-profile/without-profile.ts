/** Lists the connections that have no outbound voice profile: their id, service and tags. */
import { createClient, paginateListExternalConnections } from "telnyx-external-connections";

// The key is in the environment, as TELNYX_API_KEY.
const client = createClient({ baseUrl: process.env["TELNYX_BASE_URL"] });
const connections = paginateListExternalConnections(
  client,
  { page: { size: 100 } },
  { concurrency: 3 },
);

for await (const { id, external_sip_connection, outbound, tags = [] } of connections)
  if (!outbound?.outbound_voice_profile_id) console.log(id, external_sip_connection, ...tags);
