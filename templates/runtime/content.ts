import { addCookies } from "./headers.js";
import type { Leaf, Serializer } from "./operation.js";

/** The JSON text of a parameter's value, all ASCII, so that a header can carry it. */
const textOf = ([leaf]: readonly Leaf[]): string =>
  JSON.stringify(leaf?.value).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** `where={"city":"Berlin"}`, percent-encoded. */
export const jsonInQuery: Serializer = ({ query }, leaves, { name }) => {
  query.push(`${encodeURIComponent(name)}=${encodeURIComponent(textOf(leaves))}`);
};

/** The JSON text as one path segment, percent-encoded. */
export const jsonInPath: Serializer = (request, leaves, { name }) => {
  const segment = encodeURIComponent(textOf(leaves));
  request.path = request.path.replaceAll(`{${name}}`, () => segment);
};

/** The JSON text as a header value. */
export const jsonInHeader: Serializer = ({ headers }, leaves, { name }) => {
  headers.set(name, textOf(leaves));
};

/** The JSON text as a cookie, percent-encoded: for servers only, since browsers drop the header. */
export const jsonInCookie: Serializer = ({ headers }, leaves, { name }) => {
  addCookies(headers, [`${encodeURIComponent(name)}=${encodeURIComponent(textOf(leaves))}`]);
};
