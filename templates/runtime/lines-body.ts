import { writeRaw } from "./body.js";
import { jsonOf, valueOf } from "./body-values.js";
import type { Serializer } from "./operation.js";

/** `application/x-ndjson` and the like: a line for each item of an array, or lines that the caller wrote. */
export const writeLines: Serializer = (request, leaves, serialization) => {
  const body = valueOf(leaves);
  const lines = Array.isArray(body)
    ? body.map((item: unknown) => `${jsonOf(item, serialization.shape)}\n`).join("")
    : undefined;
  writeRaw(request, [{ keys: ["body"], value: lines ?? (body as string) }], serialization);
};
