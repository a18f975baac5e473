import { createServer } from "node:http";
import { type Query, queries, readable } from "./queries.ts";

const [module = "", port = "", only] = process.argv.slice(2);

type Ask = (params: Query["params"]) => Promise<unknown>;

/** What came of a query. */
interface Outcome {
  readonly what: string;
  /** The query as the server received it; absent if no request came. */
  readonly arrived?: string;
  /** What the client said. */
  readonly error?: string;
  /** Whether what arrived is what was asked; where nothing may be sent, whether nothing was. */
  readonly holds: boolean;
}

let arrived: string | undefined;
const server = createServer(({ url = "" }, response) => {
  arrived = readable(new URL(url, "http://127.0.0.1").search);
  response.setHeader("Content-Type", "application/json").end(`{"data":[]}`);
});
await new Promise<void>((resolve) => server.listen(Number(port), "127.0.0.1", resolve));

const { connect } = (await import(module)) as { readonly connect: (url: string) => Ask };
const ask = connect(`http://127.0.0.1:${port}`);
const outcomes: Outcome[] = [];
for (const { isDeclared, params, wanted, what } of queries) {
  if (only !== undefined && (isDeclared || !(only in params))) continue;
  arrived = undefined;
  const error = await ask(params).then(
    () => undefined,
    (reason: unknown) => (reason instanceof Error ? reason.message : String(reason)),
  );
  const sent = arrived as string | undefined; // Set by the server meanwhile.
  outcomes.push({
    what,
    ...(sent === undefined ? {} : { arrived: sent }),
    ...(error === undefined ? {} : { error }),
    holds: sent === undefined ? wanted.length === 0 : wanted.includes(sent),
  });
}
process.stdout.write(JSON.stringify(outcomes));
server.close();
server.closeAllConnections();
