import { jsonOf, valueOf } from "./body-values.js";
import { writeRaw } from "./body.js";
import type { Serializer } from "./operation.js";

/** `application/x-ndjson` and the like: a line for each item of an array, or lines that the caller wrote. */
export const writeLines: Serializer = (...request) => {
  writeItems("", ...request);
};

/** `application/json-seq` (RFC 7464): likewise, with a record separator before each item. */
export const writeRecords: Serializer = (...request) => {
  writeItems("\x1e", ...request);
};

function writeItems(
  separator: string,
  ...[request, leaves, serialization]: Parameters<Serializer>
): void {
  const body = valueOf(leaves);
  const items = Array.isArray(body)
    ? body.map((item: unknown) => `${separator}${jsonOf(item, serialization.shape)}\n`).join("")
    : undefined;
  writeRaw(request, [{ keys: ["body"], value: items ?? (body as string) }], serialization);
}
