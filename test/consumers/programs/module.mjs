import * as library from "telnyx-external-connections";
import { listExternalConnections } from "telnyx-external-connections/operations/list-external-connections";
import { readList } from "./read-list.mjs";

const [, , baseUrl, apiKey] = process.argv;
const report = await readList({ ...library, listExternalConnections }, { baseUrl, apiKey });
console.log(JSON.stringify(report));
