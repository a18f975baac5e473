import { arrayFormat } from "./api.js";
import { addCookies, isHeaderText } from "./headers.js";
import { invalid } from "./leaves.js";
import type { Leaf, RequestParts, Serializer, Serialization } from "./operation.js";

type Escape = (text: string) => string;
const encode: Escape = encodeURIComponent;
const unchanged: Escape = (text) => text;

/** Joins the items of an array, which are encoded, with a separator, which is not. */
const join = (value: Leaf["value"], escape: Escape = encode, separator = ","): string =>
  [value].flat().map(escape).join(separator);

/** `filter[connection_name][contains]=a%26b`, at any depth. */
export const deepObject: Serializer = ({ query }, leaves, { name }) => {
  for (const leaf of leaves) {
    for (const { keys, value } of (leaf.format ?? arrayFormat)(leaf)) {
      const [, ...inner] = keys;
      query.push(`${encode(name + inner.map((key) => `[${key}]`).join(""))}=${join(value)}`);
    }
  }
};

/** `status=a&status=b`, `status=a,b`; `R=1&G=2`, `color=R,1,G,2`. */
export const form: Serializer = ({ query }, leaves, serialization) => {
  query.push(...pairs(leaves, serialization, ","));
};

/** `status=a%20b`, `color=R%201%20G%202`. */
export const spaceDelimited: Serializer = ({ query }, leaves, serialization) => {
  query.push(...pairs(leaves, serialization, "%20"));
};

/** `status=a%7Cb`, `color=R%7C1%7CG%7C2`. */
export const pipeDelimited: Serializer = ({ query }, leaves, serialization) => {
  query.push(...pairs(leaves, serialization, "%7C"));
};

/** Like `form`, in the `Cookie` header. This works on servers only, since browsers drop the header. */
export const cookie: Serializer = (request, leaves, serialization) => {
  addCookies(request.headers, pairs(leaves, serialization, ","));
};

/** The style `cookie` of OpenAPI 3.2: like `cookie`, without percent-encoding. */
export const plainCookie: Serializer = (request, leaves, serialization) => {
  const cookies = pairs(leaves, serialization, ",", unchanged);
  const text = cookies.join("");
  if (!isHeaderText(text) || text.includes(";"))
    throw invalid(serialization.name, "one line of Latin-1 text without a semicolon", text);
  addCookies(request.headers, cookies);
};

/** `/a,b`, `/R,1,G,2`; exploded `/R=1,G=2`. */
export const simple: Serializer = (request, leaves, serialization) => {
  fill(request, serialization, flat(leaves, serialization, encode).join(","));
};

/** `/.a,b`, `/.R,1,G,2`; exploded `/.a.b`, `/.R=1.G=2`. */
export const label: Serializer = (request, leaves, serialization) => {
  fill(
    request,
    serialization,
    `.${flat(leaves, serialization, encode).join(serialization.explode ? "." : ",")}`,
  );
};

/** `/;color=a,b`, `/;color=R,1,G,2`; exploded `/;color=a;color=b`, `/;R=1;G=2`. */
export const matrix: Serializer = (request, leaves, serialization) => {
  const parts = pairs(leaves, serialization, ",").map((pair) => `;${pair.replace(/=$/, "")}`);
  fill(request, serialization, parts.join(""));
};

/** The `simple` style in a header, without percent-encoding. */
export const header: Serializer = ({ headers }, leaves, serialization) => {
  const text = flat(leaves, serialization, unchanged).join(",");
  if (!isHeaderText(text)) throw invalid(serialization.name, "one line of Latin-1 text", text);
  headers.set(serialization.name, text);
};

/** Inserts a path parameter. It must be one segment, so values that would change the path are rejected. */
function fill(request: RequestParts, { name }: Serialization, text: string): void {
  if (/^\.{0,2}$/.test(text))
    throw new TypeError(`${name}: expected a path segment, found "${text}"`);
  request.path = request.path.replaceAll(`{${name}}`, () => text);
}

/** `name=value` for a scalar; for an array or object, according to `explode`. */
function pairs(
  leaves: readonly Leaf[],
  serialization: Serialization,
  separator: string,
  escape: Escape = encode,
): readonly string[] {
  const key = escape(serialization.name);
  const isObject = leaves.some(({ keys }) => keys.length > 1);
  const parts = flat(leaves, serialization, escape);
  if (!serialization.explode) return [`${key}=${parts.join(separator)}`];
  return isObject ? parts : parts.map((part) => `${key}=${part}`);
}

/**
 * The values of a scalar or array; the `key=value` pairs of an object, an array in it repeating its key, or its
 * alternating keys and values.
 */
function flat(
  leaves: readonly Leaf[],
  { explode }: Serialization,
  escape: Escape,
): readonly string[] {
  return leaves.flatMap(({ keys, value }) => {
    const [, key, deeper] = keys;
    if (deeper !== undefined)
      throw new TypeError(
        `${keys.join(".")}: expected a flat value, found a nested one, which only deepObject supports`,
      );
    if (key === undefined) return [value].flat().map(escape);
    return explode
      ? [value].flat().map((item) => `${escape(key)}=${escape(item)}`)
      : [escape(key), join(value, escape)];
  });
}
