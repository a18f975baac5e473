import { withDeadline } from "./deadline.js";
import { lost } from "./failure.js";
import type { RequestParts } from "./operation.js";
import type { Reader } from "./reader.js";

/** The chunks of a response as they arrive. The timeout limits the wait for each. */
export async function* chunksOf(
  reader: Reader,
  request: RequestParts,
): AsyncGenerator<Uint8Array, undefined> {
  const cut = lost(request, "response ended early");
  for (;;) {
    const { value } = await withDeadline(request, () => reader.read().catch(cut));
    if (!value) return;
    yield value;
  }
}

/** The lines of a text in UTF-8, however it is cut into chunks. Without another separator they end with LF, CRLF or CR. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  separator: RegExp = /\r\n|\n|\r/,
): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder(); // It drops a byte order mark.
  const isCrEnd = separator.test("\r");
  let rest = "";
  let endedWithCr = false;
  for await (const chunk of chunks) {
    let text = decoder.decode(chunk, { stream: true });
    if (!text) continue;
    const isHalf = endedWithCr && text.startsWith("\n"); // The second half of a CRLF.
    endedWithCr = isCrEnd && text.endsWith("\r");
    if (isHalf) text = text.slice(1);
    const [first = "", ...others] = text.split(separator);
    rest += first;
    for (const line of others) {
      yield rest;
      rest = line;
    }
  }
  rest += decoder.decode();
  if (rest) yield rest;
}
