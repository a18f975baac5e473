import { arrayFormat } from "./api.js";
import { addCookies, isHeaderText } from "./headers.js";
import { refuse } from "./leaves.js";
import type { Leaf, RequestParts, Style, Written } from "./operation.js";

type Escape = (text: string) => string;
const encode: Escape = encodeURIComponent;
const asIs: Escape = (text) => text;

/** An array inside a value, its items encoded and the comma between them not. */
const join = (value: Leaf["value"], escape: Escape = encode, separator = ","): string =>
  [value].flat().map(escape).join(separator);

/** `filter[connection_name][contains]=a%26b`, to any depth. */
export const deepObject: Style = ({ query }, leaves, { name }) => {
  for (const leaf of leaves) {
    for (const { keys, value } of (leaf.format ?? arrayFormat)(leaf)) {
      const [, ...inner] = keys;
      query.push(`${encode(name + inner.map((key) => `[${key}]`).join(""))}=${join(value)}`);
    }
  }
};

/** `status=a&status=b`, `status=a,b`; `R=1&G=2`, `color=R,1,G,2`. */
export const form: Style = ({ query }, leaves, written) => {
  query.push(...pairs(leaves, written, ","));
};

/** `status=a%20b`, `color=R%201%20G%202`. */
export const spaceDelimited: Style = ({ query }, leaves, written) => {
  query.push(...pairs(leaves, written, "%20"));
};

/** `status=a%7Cb`, `color=R%7C1%7CG%7C2`. */
export const pipeDelimited: Style = ({ query }, leaves, written) => {
  query.push(...pairs(leaves, written, "%7C"));
};

/** Like `form`, in the `Cookie` header: for servers only, since browsers drop the header. */
export const cookie: Style = (request, leaves, written) => {
  addCookies(request.headers, pairs(leaves, written, ","));
};

/** `/a,b`, `/R,1,G,2`; exploded `/R=1,G=2`. */
export const simple: Style = (request, leaves, written) => {
  fill(request, written, flat(leaves, written, encode).join(","));
};

/** `/.a,b`, `/.R,1,G,2`; exploded `/.a.b`, `/.R=1.G=2`. */
export const label: Style = (request, leaves, written) => {
  fill(request, written, `.${flat(leaves, written, encode).join(written.explode ? "." : ",")}`);
};

/** `/;color=a,b`, `/;color=R,1,G,2`; exploded `/;color=a;color=b`, `/;R=1;G=2`. */
export const matrix: Style = (request, leaves, written) => {
  const parts = pairs(leaves, written, ",").map((pair) => `;${pair.replace(/=$/, "")}`);
  fill(request, written, parts.join(""));
};

/** The `simple` style in a header, where nothing is percent-encoded. */
export const header: Style = ({ headers }, leaves, written) => {
  const text = flat(leaves, written, asIs).join(",");
  if (!isHeaderText(text))
    throw refuse(written.name, "one line of text that a header can carry", text);
  headers.set(written.name, text);
};

/** A path parameter is one segment, so what would end or climb the path is refused. */
function fill(request: RequestParts, { name }: Written, text: string): void {
  if (/^\.{0,2}$/.test(text))
    throw new TypeError(`${name}: expected a path segment, found ${JSON.stringify(text)}`);
  request.path = request.path.replaceAll(`{${name}}`, () => text);
}

/** `name=value` for a scalar, and for arrays and objects what explode says. */
function pairs(leaves: readonly Leaf[], written: Written, separator: string): readonly string[] {
  const key = encode(written.name);
  const isObject = leaves.some(({ keys }) => keys.length > 1);
  const parts = flat(leaves, written, encode);
  if (!written.explode) return [`${key}=${parts.join(separator)}`];
  return isObject ? parts : parts.map((part) => `${key}=${part}`);
}

/** A scalar's or array's values; an object's `key=value` if exploded, else its keys and values in turn. */
function flat(leaves: readonly Leaf[], { explode }: Written, escape: Escape): readonly string[] {
  return leaves.flatMap(({ keys, value }) => {
    const [, key, deeper] = keys;
    if (deeper !== undefined)
      throw new TypeError(
        `${keys.join(".")}: expected a flat value, found one that is nested: only deepObject can carry it`,
      );
    if (key === undefined) return [value].flat().map(escape);
    return explode ? `${escape(key)}=${join(value, escape)}` : [escape(key), join(value, escape)];
  });
}
