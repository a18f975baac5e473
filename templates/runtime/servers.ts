import type { AddToRequest } from "./operation.js";

/** An operation's own server. */
export const ownServer: AddToRequest = (request, _, { value = "" }) => {
  request.baseUrl = value;
};

/** An operation's own relative server, which replaces the path of the base URL. RFC 3986, section 5. */
export const relativeServer: AddToRequest = (request, _, { value = "" }) => {
  request.baseUrl = new URL(value, request.baseUrl).href;
};

/** The API's relative server: its path is added to a base URL that has none. */
export const serverPath: AddToRequest = (request, _, { value = "" }) => {
  if (new URL(request.baseUrl).pathname === "/")
    request.baseUrl = new URL(value, request.baseUrl).href;
};

/** The query that a path contains, with parameters of the path in it. */
export const filledQuery: AddToRequest = (request) => {
  const [path = "", query = ""] = request.path.split("?", 2);
  request.path = path;
  request.query.unshift(query);
};

/** The query that a path contains. */
export const ownQuery: AddToRequest = ({ query }, _, { value = "" }) => {
  query.unshift(value);
};
