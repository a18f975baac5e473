import { fieldsOf, membersOf, shapeIn, textOf, valueOf } from "./body-values.js";
import { leavesOf } from "./leaves.js";
import type { Serializer } from "./operation.js";

/** A form some of whose fields have a style of their own, such as `card[number]=1`. OpenAPI 3.1, section 4.8.15. */
export const writeEncodedForm: Serializer = (request, leaves, { encoding = {}, shape }) => {
  const query: string[] = [];
  for (const [key, value] of membersOf(valueOf(leaves))) {
    const own = Object.hasOwn(encoding, key) ? encoding[key] : undefined;
    if (own?.style) {
      const { style } = own;
      const dates = shapeIn(shape, key);
      const declared = { [key]: own.shape ?? dates ?? "any" };
      const values = leavesOf({ [key]: value ?? undefined }, declared, false);
      if (values.length > 0)
        style({ ...request, query }, values, {
          ...own,
          style,
          name: key,
          ...(dates && { shape: dates }),
        });
    } else
      for (const field of fieldsOf({ [key]: value }, shape))
        query.push(`${encodeURIComponent(key)}=${encodeURIComponent(textOf(field))}`);
  }
  request.init.body = query.join("&");
  request.headers.set("Content-Type", "application/x-www-form-urlencoded");
};
