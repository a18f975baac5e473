import { readJson } from "../../templates/runtime/json.ts";
import type { RequestParts } from "../../templates/runtime/operation.ts";

/** A request to which nothing has been added. */
export const emptyRequest = (path = "/x"): RequestParts => ({
  baseUrl: "https://api.example.com",
  path,
  query: [],
  secrets: [],
  init: {},
  operation: { method: "GET", path, read: readJson },
  label: `GET ${path}`,
  options: {},
  timeout: 0,
  headers: new Headers(),
  isIdempotent: true,
  isStrict: true,
});
