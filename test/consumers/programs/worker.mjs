import * as archive from "archive";
import * as library from "telnyx-external-connections";
import { readList } from "./read-list.mjs";
import { useArchive } from "./use-archive.mjs";

export default {
  async fetch(request) {
    const { apiKey, baseUrl, program } = Object.fromEntries(new URL(request.url).searchParams);
    const used =
      program === "archive"
        ? useArchive(archive, { baseUrl })
        : readList(library, { apiKey, baseUrl });
    return Response.json(await used.catch((error) => ({ thrown: String(error) })));
  },
};
