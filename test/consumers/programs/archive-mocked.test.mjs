import { writeFileSync } from "node:fs";
import * as archive from "archive";
import { http, HttpResponse, passthrough } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useArchive } from "./use-archive.mjs";

const { ARCHIVE, REPORT } = process.env;
const events = 'data: {"id":"1"}\n\ndata: {"id":"2"}\n\n';
const server = setupServer(
  http.get("https://mocked.example.com/records", ({ request }) => {
    const number = Number(new URL(request.url).searchParams.get("page[number]") ?? 1);
    const meta = { page_number: number, total_pages: 3 };
    return HttpResponse.json({ data: [{ id: String(number) }], meta });
  }),
  http.get(
    "https://mocked.example.com/changes",
    () => new HttpResponse(events, { headers: { "content-type": "text/event-stream" } }),
  ),
  http.get("https://mocked.example.com/records/1/file", () =>
    HttpResponse.arrayBuffer(new Uint8Array([1, 2, 3]).buffer),
  ),
  http.get("https://down.example.com/records", () => HttpResponse.error()),
  http.all(`${ARCHIVE}/*`, () => passthrough()),
);
beforeAll(() => server.listen());
afterAll(() => server.close());

test("the package works with a mocked API", async () => {
  const client = archive.createClient({ baseUrl: "https://mocked.example.com" });
  const records = await archive.paginateListRecords(client).toArray();
  expect(records.map(({ id }) => id)).toEqual(["1", "2", "3"]);
  const changes = [];
  for await (const { data } of await archive.watchChanges(client)) changes.push(data.id);
  expect(changes).toEqual(["1", "2"]);
  expect((await archive.downloadFile(client, { id: "1" })).size).toBe(3);

  const down = archive.createClient({ baseUrl: "https://down.example.com", maxRetries: 0 });
  await expect(archive.listRecords(down)).rejects.toThrow(archive.ConnectionError);
});

test("the package works with an API that is not mocked", async () => {
  writeFileSync(REPORT, JSON.stringify(await useArchive(archive, { baseUrl: ARCHIVE })));
}, 40_000);
