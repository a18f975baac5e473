import { arrayFormat } from "./api.js";
import { brackets } from "./array-format.js";
import type { Leaf, RequestParts, Style } from "./operation.js";

type Escape = (text: string) => string;
const encode: Escape = encodeURIComponent;
const asIs: Escape = (text) => text;

/** An array inside a value, its items encoded and the comma between them not. */
const join = (value: Leaf["value"], escape: Escape = encode, separator = ","): string =>
  typeof value === "string" ? escape(value) : value.map(escape).join(separator);

/** `filter[connection_name][contains]=a%26b`, to any depth. */
export const deepObject: Style = ({ query }, name, leaves) => {
  for (const leaf of leaves) {
    for (const { keys, value } of spread(leaf)) {
      query.push(`${encode(name + keys.map((key) => `[${key}]`).join(""))}=${join(value)}`);
    }
  }
};

const spread = ({ keys, value }: Leaf): readonly Leaf[] => {
  if (typeof value === "string") return [{ keys, value }];
  return keys.at(-1) === "[]" ? brackets(keys.slice(0, -1), value) : arrayFormat(keys, value);
};

/** `status=a&status=b`, `status=a,b`; `R=1&G=2`, `color=R,1,G,2`. */
export const form: Style = ({ query }, name, leaves, explode) => {
  query.push(...pairs(name, leaves, explode, ","));
};

/** `status=a%20b`, `color=R%201%20G%202`. */
export const spaceDelimited: Style = ({ query }, name, leaves, explode) => {
  query.push(...pairs(name, leaves, explode, "%20"));
};

/** `status=a%7Cb`, `color=R%7C1%7CG%7C2`. */
export const pipeDelimited: Style = ({ query }, name, leaves, explode) => {
  query.push(...pairs(name, leaves, explode, "%7C"));
};

/** Like `form`, in the `Cookie` header: for servers only, since browsers drop the header. */
export const cookie: Style = ({ cookies }, name, leaves, explode) => {
  cookies.push(...pairs(name, leaves, explode, ","));
};

/** `/a,b`, `/R,1,G,2`; exploded `/R=1,G=2`. */
export const simple: Style = (request, name, leaves, explode) => {
  fill(request, name, flat(name, leaves, explode, encode).join(","));
};

/** `/.a,b`, `/.R,1,G,2`; exploded `/.a.b`, `/.R=1.G=2`. */
export const label: Style = (request, name, leaves, explode) => {
  fill(request, name, `.${flat(name, leaves, explode, encode).join(explode ? "." : ",")}`);
};

/** `/;color=a,b`, `/;color=R,1,G,2`; exploded `/;color=a;color=b`, `/;R=1;G=2`. */
export const matrix: Style = (request, name, leaves, explode) => {
  fill(
    request,
    name,
    pairs(name, leaves, explode, ",")
      .map((pair) => `;${pair.replace(/=$/, "")}`)
      .join(""),
  );
};

/** The `simple` style in a header, where nothing is percent-encoded. */
export const header: Style = ({ headers }, name, leaves, explode) => {
  if (leaves.length > 0) headers.set(name, flat(name, leaves, explode, asIs).join(","));
};

/** A path parameter is one segment, so what would end or climb the path is refused. */
function fill(request: RequestParts, name: string, text: string): void {
  if (/^\.{0,2}$/.test(text))
    throw new TypeError(`${name}: expected a path segment, found ${JSON.stringify(text)}`);
  request.path = request.path.replace(`{${name}}`, () => text);
}

/** `name=value` for a scalar, and for arrays and objects what explode says. */
function pairs(
  name: string,
  leaves: readonly Leaf[],
  explode: boolean,
  separator: string,
): string[] {
  const [first] = leaves;
  if (first === undefined) return [];
  const key = encode(name);
  if (explode && isObject(leaves)) return flat(name, leaves, true, encode);
  if (explode && typeof first.value !== "string")
    return first.value.map((item) => `${key}=${encode(item)}`);
  return [
    `${key}=${isObject(leaves) ? flat(name, leaves, false, encode).join(separator) : join(first.value, encode, separator)}`,
  ];
}

/** A scalar's or array's values; an object's `key=value` if exploded, else its keys and values in turn. */
function flat(name: string, leaves: readonly Leaf[], explode: boolean, escape: Escape): string[] {
  return leaves.flatMap(({ keys, value }) => {
    const [key, deeper] = keys;
    if (deeper !== undefined)
      throw new TypeError(
        `${name}.${keys.join(".")}: expected a flat value, found one that is nested: only deepObject can carry it`,
      );
    if (key === undefined) return typeof value === "string" ? escape(value) : value.map(escape);
    return explode ? `${escape(key)}=${join(value, escape)}` : [escape(key), join(value, escape)];
  });
}

const isObject = (leaves: readonly Leaf[]): boolean => leaves.some(({ keys }) => keys.length > 0);
