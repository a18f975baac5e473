import { fieldsOf, fileOf, hasMembers, jsonOf, textOf, valueOf } from "./body-values.js";
import { invalid } from "./leaves.js";
import type { Serializer } from "./operation.js";

export const writeJson: Serializer = (
  request,
  leaves,
  { contentType = "application/json", shape },
) => {
  request.init.body = jsonOf(valueOf(leaves), shape);
  request.headers.set("Content-Type", contentType);
};

/** `a=1&b=2`; an array repeats its key. `fetch` sets the content type. */
export const writeForm: Serializer = (request, leaves, { shape }) => {
  const form = new URLSearchParams();
  for (const field of fieldsOf(valueOf(leaves), shape)) form.append(field[0], textOf(field));
  request.init.body = form;
};

/** Files unchanged, an array as several fields. `fetch` sets the content type and its boundary. */
export const writeMultipart: Serializer = (request, leaves, { shape }) => {
  const form = new FormData();
  for (const field of fieldsOf(valueOf(leaves), shape)) {
    const [key, value] = field;
    const file = fileOf(value);
    if (file) form.append(key, file);
    else form.append(key, textOf(field));
  }
  request.init.body = form;
};

/**
 * Bytes or text, unchanged. A stream can be read once, so the request is not repeated, and the timeout limits silence
 * rather than duration.
 */
export const writeRaw: Serializer = (request, leaves, { contentType }) => {
  const body = valueOf(leaves);
  if (hasMembers(body) || Array.isArray(body)) throw invalid("body", "text or bytes", body);
  request.init.body = body as BodyInit;
  if (typeof ReadableStream === "function" && body instanceof ReadableStream) {
    const watched = new TransformStream<unknown, unknown>({
      transform(chunk, sent) {
        request.restart?.();
        sent.enqueue(chunk);
      },
    });
    request.init.body = body.pipeThrough(watched);
    request.restart = () => undefined;
    request.init.duplex = "half";
    request.isIdempotent = undefined;
    request.isRenewable = false;
  }
  if (contentType) request.headers.set("Content-Type", contentType);
};
