import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived, and what Prism said of it. */
export interface Witnessed {
  readonly method: string;
  /** The request target as it stood on the wire, not decoded. */
  readonly target: string;
  status?: number;
  violations: readonly Violation[];
}

export interface Violation {
  readonly location: readonly string[];
  readonly severity: string;
  readonly code: string | number;
  readonly message: string;
}

export interface Witness {
  readonly url: string;
  /** Every request so far, in the order of arrival. */
  readonly requests: readonly Witnessed[];
  readonly stop: () => void;
}

/** Stands in front of Prism, passes everything on as it is, and counts. */
export async function startWitness(port: number): Promise<Witness> {
  const requests: Witnessed[] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = "", url: target = "", headers } = incoming;
    const seen: Witnessed = { method, target, violations: [] };
    requests.push(seen);
    const onward = request({ host: "127.0.0.1", port, method, path: target, headers });
    onward.on("response", (answer) => {
      const { statusCode = 502 } = answer;
      seen.status = statusCode;
      seen.violations = violationsIn(answer.headers["sl-violations"]);
      outgoing.writeHead(statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Prism names them in a header, as JSON. */
export function violationsIn(header: string | readonly string[] | null = []): readonly Violation[] {
  return [header ?? []].flat().flatMap((text) => JSON.parse(text) as Violation[]);
}
