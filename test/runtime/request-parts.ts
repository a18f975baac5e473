import type { RequestParts } from "../../templates/runtime/operation.ts";

/** A request to which nothing has been added. */
export const emptyRequest = (path = "/x"): RequestParts => ({
  ...{ baseUrl: "https://api.example.com", path, query: [], secrets: [], init: {} },
  headers: new Headers(),
  options: {},
  isIdempotent: true,
  isStrict: true,
});
