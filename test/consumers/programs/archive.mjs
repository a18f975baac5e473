import * as archive from "archive";
import { useArchive } from "./use-archive.mjs";

/** How a program may come to another `fetch` than its runtime's own. */
const ways = {
  "its own fetch": async () => ({}),
  "undici's fetch": async () => ({ fetch: (await import("undici")).fetch }),
  "node-fetch": async () => ({ fetch: (await import("node-fetch")).default }),
  "node-fetch and abort-controller": async () => {
    Object.assign(globalThis, await import("abort-controller"));
    return { fetch: (await import("node-fetch")).default };
  },
};

const [, , baseUrl, way = "its own fetch"] = process.argv;
const report = await useArchive(archive, { baseUrl, ...(await ways[way]()) });
console.log(JSON.stringify(report));
