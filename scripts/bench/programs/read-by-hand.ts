import { measureReading } from "./reading.ts";

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly meta: { readonly total_pages: number };
}

/** The shortest program that reads every item: a loop, `fetch`, and `JSON.parse`. */
await measureReading(async ({ by, fetch }) => {
  const get: typeof globalThis.fetch = fetch;
  const headers = { Authorization: "Bearer KEY" };
  let seen = 0;
  for (let number = 1, last = 1; number <= last; number++) {
    const query = `page%5Bnumber%5D=${number}&page%5Bsize%5D=250`;
    const response = await get(`https://api.telnyx.com/v2/external_connections?${query}`, {
      headers,
    });
    if (!response.ok) throw new Error(String(response.status));
    const { data, meta } = JSON.parse(await response.text()) as Page;
    last = meta.total_pages;
    if (by === "pages") seen += data.length;
    else for (const { id } of data) if (id) seen++;
  }
  return seen;
});
