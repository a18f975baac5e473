import { fileOf, membersOf, shapeIn, valueOf } from "./body-values.js";
import type { Serializer } from "./operation.js";
import { writeParts } from "./parts.js";
import { styledPairs } from "./styled-pairs.js";

/**
 * A multipart body some of whose fields have a style of their own, such as `tags=a,b` in one part. Nothing in a part is
 * percent-encoded, and a file has no style. OpenAPI 3.1, section 4.8.15.
 */
export const writeStyledParts: Serializer = (request, leaves, serialization) => {
  const { encoding = {}, shape } = serialization;
  const parts: Record<string, unknown> = {};
  const given = valueOf(leaves);
  for (const [key, value] of membersOf(given)) {
    const isFile = [value].flat().some(fileOf);
    const field = [key, value, shapeIn(shape, given, key)] as const;
    const styled = isFile ? undefined : styledPairs(request, field, encoding);
    if (!styled) parts[key] = value;
    for (const pair of styled ?? []) {
      const [name = "", text] = pair.split("=").map(decodeURIComponent);
      parts[name] = [...((parts[name] as string[] | undefined) ?? []), text];
    }
  }
  const body = parts as unknown as string; // Unchanged, like every body.
  writeParts(request, [{ keys: ["body"], value: body }], serialization);
};
