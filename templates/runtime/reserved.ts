import type { Serializer } from "./operation.js";
import { deepObject, form, pipeDelimited, spaceDelimited } from "./styles.js";

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
