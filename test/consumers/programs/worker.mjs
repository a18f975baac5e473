import * as library from "telnyx-external-connections";
import { readList } from "./read-list.mjs";

export default {
  async fetch(request) {
    const { baseUrl, apiKey } = Object.fromEntries(new URL(request.url).searchParams);
    const report = await readList(library, { baseUrl, apiKey }).catch((error) => ({
      thrown: String(error),
    }));
    return Response.json(report);
  },
};
