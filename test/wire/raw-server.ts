import { type AddressInfo, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Answers a request by writing to its socket; `count` is 1 for the first request. */
export type RawHandler = (socket: Socket, head: string, count: number) => void;

export interface RawServer {
  readonly url: string;
  /** The head of every request so far. */
  readonly heads: readonly string[];
  /** How many connections were ever made. */
  readonly connections: () => number;
  /** How many of them are still there. */
  readonly open: () => number;
}

/** A server on 127.0.0.1 that responds with raw bytes, valid or not. It is closed when the test ends. */
export async function serveRaw(handler: RawHandler): Promise<RawServer> {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {}); // A client may go away while it is written to.
    let received = "";
    socket.on("data", (bytes) => {
      received += bytes.toString("latin1");
      const parts = received.split("\r\n\r\n");
      received = parts.pop() ?? "";
      for (const head of parts) {
        heads.push(head);
        handler(socket, head, heads.length);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    heads,
    connections: () => connections,
    open: () => sockets.size,
  };
}

/** A complete HTTP response with a correct length. */
export const httpResponse = (body: string, status = 200, ...headers: string[]): string =>
  [
    `HTTP/1.1 ${String(status)} Status`,
    ...(status === 204 ? [] : [`content-length: ${String(Buffer.byteLength(body))}`]),
    ...headers,
    "",
    body,
  ].join("\r\n");
