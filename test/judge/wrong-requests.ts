import { deepEqual, equal, ok } from "node:assert/strict";
import type { MockApi } from "./mock-api.ts";
import { clientOptions, type Package } from "./package-under-judgement.ts";
import type { Report } from "./report.ts";
import type { Violation } from "./witness.ts";

interface Wrong {
  readonly name: string;
  readonly params: object;
  /** Where Prism does not look, and only the second validator sees it. */
  readonly passesPrism?: true;
  /** The client itself refuses it, unless it is told not to be strict. */
  readonly isRefused?: true;
}

const wrongs: readonly Wrong[] = [
  { name: "A value outside the enum", params: { filter: { external_sip_connection: "skype" } } },
  { name: "page.size 0", params: { page: { size: 0 } } },
  { name: "page.size 251", params: { page: { size: 251 } } },
  { name: "page.size 2.5", params: { page: { size: 2.5 } } },
  { name: "page.number 0", params: { page: { number: 0 } } },
  { name: "page.number x", params: { page: { number: "x" } } },
  {
    name: "An undeclared filter",
    params: { filter: { connection_nam: { contains: "Contoso" } } },
    passesPrism: true,
    isRefused: true,
  },
  {
    name: "An undeclared parameter",
    params: { sort: "created_at" },
    passesPrism: true,
    isRefused: true,
  },
  {
    name: "[object Object] for a filter",
    params: { filter: String({}) },
    passesPrism: true,
    isRefused: true,
  },
  {
    name: "[object Object] inside a filter",
    params: { filter: { connection_name: String({}) } },
    passesPrism: true,
    isRefused: true,
  },
  {
    name: "An object where a text belongs",
    params: { filter: { id: { contains: "1930" } } },
    passesPrism: true,
    isRefused: true,
  },
];

/** Queries that other clients write for `{ filter: { id: "1" } }` or `{ page: { number: 2 } }`. */
const misspelt: readonly (readonly [name: string, query: string])[] = [
  ["JSON", `filter=${encodeURIComponent('{"id":"1"}')}`],
  ["dots", "page.number=2"],
  ["commas", "filter=id,1"],
  ["no brackets", "id=1"],
  ["brackets encoded twice", "filter%255Bid%255D=1"],
];

/** What the document forbids is seen: by Prism where it looks, else by the second validator. */
export async function judgeWrongRequests(
  report: Report,
  api: MockApi,
  { ApiError, createClient, listExternalConnections }: Package,
): Promise<void> {
  const opinion = (target: string) => api.secondOpinion("ListExternalConnections", target);

  await report.check("Without a key nothing is sent", async () => {
    const sent = await api.during(async (url) => {
      const keyless = createClient({ ...clientOptions(url), apiKey: undefined });
      ok((await rejection(listExternalConnections(keyless))) instanceof TypeError);
    });
    deepEqual(sent, []);
    return undefined;
  });

  await report.check("A request that lost its key: 401", async () => {
    const [request] = await api.during(async (url) => {
      const robbed = createClient({
        ...clientOptions(url),
        onRequest({ headers }) {
          headers.delete("Authorization");
        },
      });
      const error = await rejection(listExternalConnections(robbed));
      ok(error instanceof ApiError, String(error));
      equal(error.status, 401);
    });
    return inWords(request?.violations);
  });

  for (const { name, params, passesPrism = false, isRefused = false } of wrongs) {
    const seenBy = passesPrism ? "the second validator alone sees it" : "Prism sees it";
    await report.check(`${name}: ${seenBy}`, async () => {
      const [request] = await api.during(async (url) => {
        const client = createClient({ ...clientOptions(url), strictParams: false });
        const outcome = await listExternalConnections(client, params).catch(asError);
        equal(outcome instanceof ApiError, !passesPrism, `Prism's answer: ${String(outcome)}`);
      });
      ok(request, "expected one request, found none");
      equal(request.status, passesPrism ? 200 : 400);
      equal(request.violations.length > 0, !passesPrism, "whether Prism names a violation");
      const second = opinion(request.target);
      ok(second.length > 0, `the second validator: expected a fault in ${request.target}`);
      return [inWords(request.violations), ...second].filter(Boolean).join("; ");
    });

    if (isRefused)
      await report.check(`${name}: rejected by name before anything is sent`, async () => {
        const sent = await api.during(async (url) => {
          const client = createClient(clientOptions(url));
          const error = await rejection(listExternalConnections(client, params));
          ok(error instanceof TypeError, String(error));
        });
        deepEqual(sent, []);
        return undefined;
      });
  }

  for (const [name, query] of misspelt)
    await report.check(`A filter or page in ${name} would be detected`, async () => {
      const second = opinion(`/external_connections?${query}`);
      ok(second.length > 0, `expected a fault in ${query}`);
      return second.join("; ");
    });
}

const inWords = (violations: readonly Violation[] = []): string =>
  violations.map(({ message }) => message).join("; ");

const asError = (error: unknown): unknown => error;

const rejection = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => {
    throw new Error("expected a rejection, found an answer");
  }, asError);
