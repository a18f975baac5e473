import type { Leaf, ReadBody, Serializer } from "./operation.js";

export const writeJson: Serializer = (request, leaves, { contentType = "application/json" }) => {
  request.body = JSON.stringify(raw(leaves));
  request.headers.set("Content-Type", contentType);
};

/** `a=1&b=2`; an array repeats its key. `fetch` sets the content type. */
export const writeForm: Serializer = (request, leaves) => {
  const form = new URLSearchParams();
  for (const [key, value] of fields(raw(leaves))) form.append(key, textOf(value));
  request.body = form;
};

/** Files unchanged, objects as JSON, an array as several fields. `fetch` sets the content type and its boundary. */
export const writeMultipart: Serializer = (request, leaves) => {
  const form = new FormData();
  for (const [key, value] of fields(raw(leaves))) {
    if (value instanceof Blob) form.append(key, value);
    else form.append(key, textOf(value));
  }
  request.body = form;
};

/** Bytes or text, unchanged. */
export const writeRaw: Serializer = (request, leaves, { contentType }) => {
  request.body = raw(leaves) as BodyInit;
  if (contentType) request.headers.set("Content-Type", contentType);
};

export const readText: ReadBody = (response) => response.text();

export const readBlob: ReadBody = (response) => response.blob();

/** For operations without a response body. */
export const readNothing: ReadBody = async (response) => {
  await response.body?.cancel();
};

const raw = ([leaf]: readonly Leaf[]): unknown => leaf?.value;

function textOf(value: unknown): string {
  if (typeof value === "object") return JSON.stringify(value);
  const scalar = value as bigint | boolean | number | string;
  return String(scalar);
}

function fields(body: unknown): [string, unknown][] {
  return Object.entries(body as object)
    .flatMap(([key, value]: [string, unknown]) =>
      Array.isArray(value)
        ? value.map((item: unknown): [string, unknown] => [key, item])
        : [[key, value] as [string, unknown]],
    )
    .filter(([, value]) => value != null);
}
