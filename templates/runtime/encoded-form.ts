import { fieldsOf, textOf, valueOf } from "./body-values.js";
import { leavesOf } from "./leaves.js";
import type { Serializer } from "./operation.js";

/** A form some of whose fields have a style of their own, such as `card[number]=1`. OpenAPI 3.1, section 4.8.15. */
export const writeEncodedForm: Serializer = (request, leaves, { encoding = {}, shape }) => {
  const body = valueOf(leaves) as Readonly<Record<string, unknown>>;
  const query: string[] = [];
  for (const [key, value] of Object.entries(body)) {
    const own = Object.hasOwn(encoding, key) ? encoding[key] : undefined;
    if (own?.style)
      own.style({ ...request, query }, leavesOf({ [key]: value }, { [key]: "any" }, false), {
        ...own,
        style: own.style,
        name: key,
      });
    else
      for (const [, item, inner] of fieldsOf({ [key]: value }, shape))
        query.push(`${encodeURIComponent(key)}=${encodeURIComponent(textOf(item, inner))}`);
  }
  request.init.body = query.join("&");
  request.headers.set("Content-Type", "application/x-www-form-urlencoded");
};
