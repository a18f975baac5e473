import { Telnyx } from "./telnyx.ts";
import { measureWalk } from "./walking.ts";

await measureWalk(async (baseURL) => {
  const client = new Telnyx({ apiKey: "KEY", baseURL });
  const items = [];
  for await (const item of client.externalConnections.list({})) items.push(item);
  return items.length;
});
