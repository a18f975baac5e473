import { jsonOf } from "./body-values.js";
import { addCookies } from "./headers.js";
import type { Leaf, Serializer, Shape } from "./operation.js";

/** The JSON text of a parameter's value, all ASCII, so that a header can carry it. */
const textOf = ([leaf]: readonly Leaf[], shape: Shape | undefined): string =>
  jsonOf(leaf?.value, shape, leaf?.keys[0]).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** `where={"city":"Berlin"}`, percent-encoded. */
export const jsonInQuery: Serializer = ({ query }, leaves, { name, shape }) => {
  query.push(`${encodeURIComponent(name)}=${encodeURIComponent(textOf(leaves, shape))}`);
};

/** The JSON text as one path segment, percent-encoded. */
export const jsonInPath: Serializer = (request, leaves, { name, shape }) => {
  const segment = encodeURIComponent(textOf(leaves, shape));
  request.path = request.path.replaceAll(`{${name}}`, () => segment);
};

/** The JSON text as a header value. */
export const jsonInHeader: Serializer = ({ headers }, leaves, { name, shape }) => {
  headers.set(name, textOf(leaves, shape));
};

/** The JSON text as a cookie, percent-encoded: for servers only, since browsers drop the header. */
export const jsonInCookie: Serializer = ({ headers }, leaves, { name, shape }) => {
  addCookies(headers, [`${encodeURIComponent(name)}=${encodeURIComponent(textOf(leaves, shape))}`]);
};
