import { isDeepStrictEqual } from "node:util";

export type Report = Readonly<Record<string, unknown>>;

/** What programs/use-archive.mjs reports where nothing is missing. */
const complete: Report = {
  listed: ["a&b ✓ 1", "a&b ✓ 2"],
  walked: ["x 1", "x 2", "x 3", "x 4", "x 5"],
  left: ["any 1", "any 2", "any 3"],
  refused: "ApiError: GET /records: 422 No such name",
  refusedIsApiError: true,
  timedOut: "TimeoutError: GET /records: no complete response within 100 ms",
  aborted: ["Error: the caller's reason", "Error: the caller's reason"],
  file: 200_000,
  uploaded: true,
  removed: true,
  changes: ["1 ✓", "2 ✓", "3 ✓"],
  areChangesEarly: true,
  answered: [50, 500, 50],
  warnings: [],
  misused: "TypeError, 0 retries",
  lost: "ConnectionError",
};

/** Compares a report with what must be so, apart from what a place cannot do. */
export function checkArchive(text: string, apart: Report = {}): string {
  const found = JSON.parse(text) as Report;
  for (const [member, wanted] of Object.entries({ ...complete, ...apart }))
    if (!isDeepStrictEqual(found[member], wanted))
      throw new Error(
        `${member}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found[member] ?? found["thrown"])}`,
      );
  return "every call of the archive";
}

/** Polyfills of `fetch` by XMLHttpRequest: a body comes whole, and nothing looks at options that they do not know. */
export const byRequest: Report = { areChangesEarly: false, misused: undefined };

/** An old AbortController keeps no reason. */
export const withoutReasons: Report = { aborted: ["Error: aborted", "Error: aborted"] };

/** What programs/compare-feeds.mjs reports: how many events both saw, and where they saw different ones. */
export function checkFeeds(text: string): string {
  const { events, feeds, differences, thrown } = JSON.parse(text) as Report;
  if (thrown !== undefined || !Array.isArray(differences) || differences.length > 0)
    throw new Error(
      `expected the events of EventSource, found ${JSON.stringify(differences ?? thrown)}`,
    );
  return `${String(events)} events in ${String(feeds)} feeds are those of EventSource`;
}
