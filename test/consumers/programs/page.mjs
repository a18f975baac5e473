import * as archive from "archive";
import * as library from "telnyx-external-connections";
import { readList } from "./read-list.mjs";
import { useArchive } from "./use-archive.mjs";

const { apiKey, baseUrl, program } = Object.fromEntries(new URL(location.href).searchParams);
document.cookie = "session=of-the-page";
// A page may not set this header: the browser is to drop it, and the call to go on without.
const headers = { Cookie: "session=of-the-header" };
const used =
  program === "archive"
    ? useArchive(archive, { baseUrl })
    : readList(library, { apiKey, baseUrl, headers });
const report = await used.catch((error) => ({ thrown: String(error) }));
await fetch("/report", { method: "POST", body: JSON.stringify(report) });
