import * as library from "telnyx-external-connections";
import { readList } from "./read-list.mjs";

const { baseUrl, apiKey } = Object.fromEntries(new URL(location.href).searchParams);
document.cookie = "session=of-the-page";
// A page may not set this header: the browser is to drop it, and the call to go on without.
const headers = { Cookie: "session=of-the-header" };
const report = await readList(library, { baseUrl, apiKey, headers }).catch((error) => ({
  thrown: String(error),
}));
await fetch("/report", { method: "POST", body: JSON.stringify(report) });
