import * as archive from "archive";
import * as library from "telnyx-external-connections";
import { compareFeeds } from "./compare-feeds.mjs";
import { readList } from "./read-list.mjs";
import { useArchive } from "./use-archive.mjs";

const { apiKey, baseUrl, program } = Object.fromEntries(new URL(location.href).searchParams);
document.cookie = "session=of-the-page";
// A page may not set this header: the browser is to drop it, and the call to go on without.
const headers = { Cookie: "session=of-the-header" };
const programs = {
  archive: () => useArchive(archive, { baseUrl }),
  feeds: () => compareFeeds(archive, { baseUrl }),
  list: () => readList(library, { apiKey, baseUrl, headers }),
};
const report = await programs[program ?? "list"]().catch((error) => ({ thrown: String(error) }));
await fetch("/report", { method: "POST", body: JSON.stringify(report) });
