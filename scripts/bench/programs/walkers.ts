import { createClient, paginateListExternalConnections } from "telnyx-external-connections";
import { Telnyx } from "./telnyx.ts";

interface Item {
  readonly id?: string | undefined;
}

interface Page {
  readonly data: readonly Item[];
  readonly meta: { readonly total_pages: number };
}

/** The paginators that exist for the list, and the loop that one writes by hand. */
export const walkers: Readonly<Record<string, (url: string) => AsyncIterable<Item>>> = {
  pagewise: (baseUrl) =>
    paginateListExternalConnections(createClient({ apiKey: "KEY", baseUrl }), {
      page: { size: 2 },
    }),
  telnyx: (baseURL) =>
    new Telnyx({ apiKey: "KEY", baseURL }).externalConnections.list({ "page[size]": 2 }),
  async *"by hand"(url) {
    for (let number = 1, last = 1; number <= last; number++) {
      const response = await fetch(`${url}?page%5Bnumber%5D=${number}&page%5Bsize%5D=2`);
      if (!response.ok) throw new Error(String(response.status));
      const { data, meta } = (await response.json()) as Page;
      last = meta.total_pages;
      yield* data;
    }
  },
};
