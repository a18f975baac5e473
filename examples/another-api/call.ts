/** Calls the API by the package that pagewise made of its document. */
import { createClient, paginateListStations, watchLevels } from "tide-stations";

// The key is in the environment, as TIDE_STATIONS_API_KEY.
const client = createClient();

for await (const { id, name } of paginateListStations(client, { region: "kent" })) {
  console.log(name);
  for await (const { data } of await watchLevels(client, { station_id: id }))
    console.log(`  ${data.meters.toFixed(1)} m`);
}
