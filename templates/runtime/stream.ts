import { chunksOf } from "./chunks.js";
import { follow } from "./deadline.js";
import type { RequestParts } from "./operation.js";
import { readerOf } from "./reader.js";

/**
 * The items of a response as they arrive. Leaving the loop closes the connection, and so does the caller's signal, whether
 * an item is awaited or not: `return()` of a mere generator waits for the item, and closes nothing that was never read.
 */
export function streamOf<Item>(
  response: Response,
  request: RequestParts,
  controller: AbortController | undefined,
  itemsIn: (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Item, undefined>,
): AsyncIterableIterator<Item, undefined> {
  const reader = readerOf(response);
  const items = itemsIn(chunksOf(reader, request));
  const errors: unknown[] = [];
  let isOpen = true;
  const close = (): { readonly done: true; readonly value: undefined } => {
    isOpen = false;
    release?.();
    reader.cancel().catch(() => {}); // The connection may be lost already.
    controller?.abort(); // A clone that a hook did not read would keep it open.
    return { done: true, value: undefined };
  };
  const release = follow(request.options.signal, (reason) => {
    errors.push(reason);
    close();
  });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const item = isOpen && (await items.next());
        if (isOpen && item && !item.done) return item;
      } catch (error) {
        if (isOpen) errors.push(error);
      }
      const end = close();
      if (errors.length > 0) throw errors.shift();
      return end;
    },
    async return() {
      return close();
    },
  };
}
