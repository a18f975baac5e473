const feeds = 200;
const lines = ["data: a", "data:b", "data", "data:  two spaces", "data: ü🙂", "data: a:b", "", ""];
lines.push(
  ": a comment",
  "event: tick",
  "event",
  "id: 7",
  "id",
  "id: a\0b",
  "retry: 10",
  "unknown: x",
);
// Chromium does not see the end of a line right after a byte order mark.
const starts = ["", "\uFEFFdata: first\n"];
const ends = ["\n", "\r\n", "\r"];

/** Reads random feeds, whose bytes are cut at random places, with the package and with the browser's own EventSource. */
export async function compareFeeds(archive, { baseUrl }) {
  const client = archive.createClient({ baseUrl });
  const differences = [];
  let events = 0;
  for (let count = 0; count < feeds; count++) {
    const text =
      random(starts) + Array.from({ length: 12 }, () => random(lines) + random(ends)).join("");
    const cuts = Array.from({ length: 5 }, () => Math.floor(Math.random() * 200)).join();
    const ours = [];
    for await (const { data, event, id } of await archive.readFeed(client, { text, cuts }))
      ours.push([event, data, id]);
    const query = new URLSearchParams({ text, cuts });
    const theirs = await byEventSource(`${baseUrl}/feed?${query}`);
    events += theirs.length;
    if (JSON.stringify(ours) !== JSON.stringify(theirs))
      differences.push({ text, cuts, ours, theirs });
  }
  return { feeds, events, differences: differences.slice(0, 3) };
}

/** The events until the stream ends, which an EventSource takes for an error. */
const byEventSource = (url) =>
  new Promise((resolve) => {
    const events = [];
    const source = new EventSource(url);
    for (const type of ["message", "tick"])
      source.addEventListener(type, ({ data, lastEventId }) =>
        events.push([type, data, lastEventId]),
      );
    source.onerror = () => {
      source.close();
      resolve(events);
    };
  });

const random = (values) => values[Math.floor(Math.random() * values.length)];
