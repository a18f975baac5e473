/** The part of a ReadableStream's reader that the package uses. */
export type Reader = Pick<ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>, "cancel" | "read">;

/** What makers of `fetch` give as the body: a ReadableStream, an iterable (node-fetch), or nothing (React Native). */
type Body = Partial<ReadableStream<Uint8Array<ArrayBuffer>>> | null | undefined;

/** Reads the bytes of a response as they arrive; all at once where `fetch` does not give them earlier. */
export function readerOf(response: Response): Reader {
  const body = response.body as Body;
  if (body?.getReader) return body.getReader();
  const chunks = body?.[Symbol.asyncIterator]?.() ?? whole(response);
  return {
    async read() {
      const { done, value } = await chunks.next();
      return done ? { done, value: undefined } : { done: false, value };
    },
    async cancel() {
      await chunks.return?.();
    },
  };
}

async function* whole(response: Response): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  yield new Uint8Array(await response.arrayBuffer());
}
