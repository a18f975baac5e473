import { fieldsOf, membersOf, shapeIn, textOf, valueOf } from "./body-values.js";
import type { Serializer } from "./operation.js";
import { styledPairs } from "./styled-pairs.js";

/** A form some of whose fields have a style of their own, such as `card[number]=1`. OpenAPI 3.1, section 4.8.15. */
export const writeEncodedForm: Serializer = (request, leaves, { encoding = {}, shape }) => {
  const query: string[] = [];
  const body = valueOf(leaves);
  for (const [key, value] of membersOf(body)) {
    const styled = styledPairs(request, [key, value, shapeIn(shape, body, key)], encoding);
    if (styled) query.push(...styled);
    else
      for (const field of fieldsOf({ [key]: value }, shape))
        query.push(`${encodeURIComponent(key)}=${encodeURIComponent(textOf(field))}`);
  }
  request.init.body = query.join("&");
  request.headers.set("Content-Type", "application/x-www-form-urlencoded");
};
