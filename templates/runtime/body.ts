import type { ReadBody, WriteBody } from "./operation.js";

export const writeJson: WriteBody = (body) => ({
  content: JSON.stringify(body),
  type: "application/json",
});

/** `a=1&b=2`; a list repeats its key. `fetch` sets the content type. */
export const writeForm: WriteBody = (body) => {
  const form = new URLSearchParams();
  for (const [key, value] of fields(body))
    form.append(key, typeof value === "object" ? JSON.stringify(value) : String(value));
  return { content: form };
};

/** Files as they are, objects as JSON, a list as several fields. `fetch` sets the content type and its boundary. */
export const writeMultipart: WriteBody = (body) => {
  const form = new FormData();
  for (const [key, value] of fields(body)) {
    if (value instanceof Blob) form.append(key, value);
    else form.append(key, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return { content: form };
};

/** Bytes or text, as they are. */
export const writeRaw: WriteBody = (body) => ({ content: body as BodyInit });

export const readText: ReadBody = (response) => response.text();

export const readBlob: ReadBody = (response) => response.blob();

/** For operations that answer nothing. */
export const readNothing: ReadBody = async (response) => {
  await response.body?.cancel();
};

function fields(body: unknown): [string, unknown][] {
  return Object.entries(body as object)
    .flatMap(([key, value]: [string, unknown]) =>
      Array.isArray(value)
        ? value.map((item: unknown): [string, unknown] => [key, item])
        : [[key, value] as [string, unknown]],
    )
    .filter(([, value]) => value != null);
}
