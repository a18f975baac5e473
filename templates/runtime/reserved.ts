import type { Serializer } from "./operation.js";
import { deepObject, form, pipeDelimited, simple, spaceDelimited } from "./styles.js";

/** Reserved characters of RFC 3986, except those that would end the parameter or change it: `#`, `&` and `+`. */
const encodedReserved = /%(?:3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B|3D)/g;

/** Leaves reserved characters of values unencoded, for parameters with `allowReserved`. */
const allowReserved =
  (serialize: Serializer): Serializer =>
  (request, ...rest) => {
    const query: string[] = [];
    serialize({ ...request, query }, ...rest);
    request.query.push(
      ...query.map((pair) => {
        const value = pair.indexOf("=");
        return (
          pair.slice(0, value) + pair.slice(value).replace(encodedReserved, decodeURIComponent)
        );
      }),
    );
  };

/** Several segments of a path, none of which may lead elsewhere. OpenAPI 3.2, section 4.12.1. */
export const simpleReserved: Serializer = (request, leaves, serialization) => {
  const { name } = serialization;
  const filled = { ...request, path: `{${name}}` };
  simple(filled, leaves, serialization);
  // A question mark would end the path.
  const text = filled.path.replace(encodedReserved, (each) =>
    each === "%3F" ? each : decodeURIComponent(each),
  );
  if (text.split("/").some((segment) => /^\.{1,2}$/.test(segment)))
    throw new TypeError(`${name}: expected segments of a path, found "${text}"`);
  request.path = request.path.replaceAll(`{${name}}`, () => text);
};

export const formReserved: Serializer = (...parts) => {
  allowReserved(form)(...parts);
};

export const spaceDelimitedReserved: Serializer = (...parts) => {
  allowReserved(spaceDelimited)(...parts);
};

export const pipeDelimitedReserved: Serializer = (...parts) => {
  allowReserved(pipeDelimited)(...parts);
};

export const deepObjectReserved: Serializer = (...parts) => {
  allowReserved(deepObject)(...parts);
};
