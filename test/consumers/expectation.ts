import { isDeepStrictEqual } from "node:util";
import { apiKey, type Arrival } from "./server.ts";

export interface Expected {
  /** Whether the program was given the key, and is to find none otherwise. */
  readonly givesKey: boolean;
  /** Whether a browser asks for leave first, since the page is of another origin. */
  readonly asksForLeave?: boolean;
  /** The cookie that the browser sends of its own accord. */
  readonly cookie?: string;
}

/** Holds what a program reported, and what arrived of it, against what must be so. */
export function check(report: string, arrivals: readonly Arrival[], expected: Expected): string {
  const found = parse(report);
  expectEqual("thrown", found["thrown"], undefined);
  for (const [member, wanted] of Object.entries(wantedReport))
    expectEqual(member, found[member], wanted);
  expectMatch("unanswered", found["unanswered"], /^TimeoutError: GET .* within 200 ms$/);
  if (expected.givesKey)
    expectMatch(
      "keyless",
      found["keyless"],
      /^TypeError: apiKey is missing: pass it to createClient or set TELNYX_API_KEY\.$/,
    );

  const asked = arrivals.filter(({ method }) => method === "OPTIONS");
  expectEqual("asked for leave first", asked.length > 0, expected.asksForLeave ?? false);
  const requests = arrivals.filter(({ method }) => method !== "OPTIONS");
  const queries = [...[1, 2, 3].map(pageQuery), { "filter[id]": "refused" }];
  expectEqual(
    "requests",
    requests,
    queries.map((query) => ({
      method: "GET",
      query,
      authorization: `Bearer ${apiKey}`,
      cookie: expected.cookie,
    })),
  );
  return `${queries.length - 1} pages, ${wantedReport.ids.length} items`;
}

const pageQuery = (number: number): Arrival["query"] => ({
  "filter[connection_name][contains]": "Zoë & Sons",
  "filter[external_sip_connection]": "zoom",
  "page[size]": "3",
  "page[number]": String(number),
});

/** The server repeats the key in its answer, and the error does not. */
const wantedReport = {
  ids: ["1", "2", "3", "4", "5", "6", "7"],
  refused: {
    name: "ApiError",
    message: "GET /external_connections: 429 10011, Refused, Too many requests of ***, /filter",
    status: 429,
    requestId: "request-1",
    retryAfter: 7,
    errors: [
      {
        code: "10011",
        title: "Refused",
        detail: "Too many requests of ***",
        source: { pointer: "/filter" },
      },
    ],
  },
  refusedIsApiError: true,
  unansweredIsTimeoutError: true,
};

function parse(report: string): Record<string, unknown> {
  try {
    return JSON.parse(report) as Record<string, unknown>;
  } catch {
    throw new Error(`expected a report in JSON, found ${JSON.stringify(report)}`);
  }
}

function expectEqual(what: string, found: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(found, wanted))
    throw new Error(`${what}: expected ${inWords(wanted)}, found ${inWords(found)}`);
}

function expectMatch(what: string, found: unknown, wanted: RegExp): void {
  if (typeof found !== "string" || !wanted.test(found))
    throw new Error(`${what}: expected ${String(wanted)}, found ${inWords(found)}`);
}

const inWords = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value);
