/** Exports all connections to connections.db and connections.csv. After an error, the next run goes on where it stopped. */
import { createWriteStream } from "node:fs";
import { DatabaseSync, type SQLOutputValue } from "node:sqlite";
import { pipeline } from "node:stream/promises";
import {
  createClient,
  type ListExternalConnectionsParams,
  paginateListExternalConnections,
} from "telnyx-external-connections";

// The key is in the environment, as TELNYX_API_KEY.
const client = createClient({ baseUrl: process.env["TELNYX_BASE_URL"] });
const database = new DatabaseSync("connections.db");
database.exec(`
  CREATE TABLE IF NOT EXISTS connections
    (id TEXT PRIMARY KEY, service TEXT, created_at TEXT, outbound_voice_profile_id TEXT, tags TEXT);
  CREATE TABLE IF NOT EXISTS unread (params TEXT NOT NULL)
`);

async function readAll(): Promise<void> {
  const insert = database.prepare("INSERT OR REPLACE INTO connections VALUES (?, ?, ?, ?, ?)");
  const unread = database.prepare("SELECT params FROM unread").get();
  let isNew = unread === undefined;
  const params = (
    unread ? JSON.parse(String(unread["params"])) : { page: { size: 50 } }
  ) as ListExternalConnectionsParams;

  const pages = paginateListExternalConnections(client, params).pages();
  for await (const { data = [], meta } of pages) {
    // Either a page is stored and also where to go on, or neither.
    database.exec(isNew ? "BEGIN; DELETE FROM connections" : "BEGIN; DELETE FROM unread");
    isNew = false;
    for (const { id, created_at, external_sip_connection, outbound, tags = [] } of data)
      insert.run(
        id ?? null,
        external_sip_connection ?? null,
        created_at ?? null,
        outbound?.outbound_voice_profile_id ?? null,
        tags.join(" "),
      );
    if (pages.resume !== undefined)
      database.prepare("INSERT INTO unread VALUES (?)").run(JSON.stringify(pages.resume));
    database.exec("COMMIT");
    showProgress(meta?.total_results);
  }
}

function showProgress(total: number | undefined): void {
  const done = Number(database.prepare("SELECT count(*) AS done FROM connections").get()?.["done"]);
  const bar = "█".repeat(Math.min(30, Math.round((30 * done) / (total || 1)))).padEnd(30, "░");
  process.stderr.write(`\r${bar} ${done} of ${total ?? "?"} connections`);
}

async function writeCsv(): Promise<void> {
  const statement = database.prepare("SELECT * FROM connections ORDER BY rowid");
  const line = (values: readonly SQLOutputValue[]): string =>
    `${values.map((value) => `"${String(value ?? "").replaceAll('"', '""')}"`).join(",")}\r\n`;
  const lines = function* () {
    yield line(statement.columns().map(({ name }) => name));
    for (const row of statement.iterate()) yield line(Object.values(row));
  };
  await pipeline(lines, createWriteStream("connections.csv"));
}

try {
  await readAll();
  await writeCsv();
  console.error("\nWritten to connections.db and connections.csv.");
} catch (error) {
  console.error(`\n${String(error)}\nRun this again to go on.`);
  process.exitCode = 1;
}
