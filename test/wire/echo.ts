import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it stood on the wire. */
export interface Echo {
  readonly target: string;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
}

/** A server on 127.0.0.1 that responds with the request it received, however long. */
export async function startEcho(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer({ maxHeaderSize: 1_000_000 }, (request, response) => {
    const { rawHeaders, url: target } = request;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ target, rawHeaders }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export const queryOf = ({ target }: Echo): string => target.split("?")[1] ?? "";

export const headerOf = ({ rawHeaders }: Echo, name: string): string | undefined => {
  const at = rawHeaders.findIndex(
    (each, index) => index % 2 === 0 && each.toLowerCase() === name.toLowerCase(),
  );
  return at < 0 ? undefined : rawHeaders[at + 1];
};
