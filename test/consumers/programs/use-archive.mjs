/** What programs do all day, whatever they run on: the calls of archive.yml, and what can go wrong with them. */
export async function useArchive(archive, options) {
  const client = archive.createClient({ maxRetries: 0, ...options });
  const { listRecords, paginateListRecords } = archive;
  const named = (contains) => ({ filter: { name: { contains } } });

  const { data } = await listRecords(client, named("a&b ✓"));
  const walked = await paginateListRecords(client, named("x")).toArray();
  const left = [];
  for await (const { id } of paginateListRecords(client)) {
    left.push(id);
    if (left.length === 3) break;
  }
  const refused = await rejection(listRecords(client, named("refused")));
  const timedOut = await rejection(listRecords(client, named("unanswered"), { timeout: 100 }));

  const aborted = [];
  for (const call of [
    (options) => listRecords(client, named("unanswered"), options),
    (options) => paginateListRecords(client, named("unanswered"), options).toArray(),
  ]) {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("the caller's reason")), 50);
    aborted.push(await rejection(call({ signal: controller.signal })));
  }

  const file = await archive.downloadFile(client, { id: "1" });
  const body = { file: new Blob(["content"], { type: "text/plain" }), about: { id: "1" } };
  const uploaded = await archive.uploadFile(client, { id: "1", body });
  const removed = await archive.removeFile(client, { id: "1" });

  const changes = [];
  for await (const { data } of await archive.watchChanges(client))
    changes.push({ id: data.id, at: Date.now() });

  const warnings = [];
  globalThis.process?.on?.("warning", ({ name }) => warnings.push(name));
  const { signal } = new AbortController();
  const answered = [];
  for (const [count, call] of [
    [50, () => listRecords(client, {}, { signal })],
    [500, () => listRecords(client, {}, { signal })],
    [50, () => paginateListRecords(client, {}, { signal }).toArray()],
  ]) {
    const calls = Array.from({ length: count }, call);
    answered.push((await Promise.all(calls)).length);
  }

  let retries = 0;
  const retrying = archive.createClient({
    ...options,
    maxRetries: 1,
    onRetry: () => {
      retries++;
    },
  });
  const misused = await rejection(listRecords(retrying, {}, { init: { redirect: "sometimes" } }));
  const unreachable = archive.createClient({ ...options, baseUrl: "http://127.0.0.1:9" });
  const lost = await rejection(listRecords(unreachable, {}, { maxRetries: 0 }));

  return {
    listed: data.map(({ id }) => id),
    walked: walked.map(({ id }) => id),
    left,
    refused: String(refused),
    refusedIsApiError: refused instanceof archive.ApiError,
    timedOut: String(timedOut),
    aborted: aborted.map(String),
    file: file.size,
    uploaded: uploaded.isForm && uploaded.length > 0,
    removed: removed === undefined,
    changes: changes.map(({ id }) => id),
    areChangesEarly: changes.at(-1).at - changes[0].at > 150,
    answered,
    warnings,
    misused: misused && `${misused.name}, ${retries} retries`,
    lost: lost.name,
  };
}

/** What a promise rejects with; nothing if it is fulfilled. */
const rejection = (promise) =>
  promise.then(
    () => undefined,
    (error) => error,
  );
