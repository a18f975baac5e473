/** What a program does with the client, whatever it runs on: it reads a list, and meets what can go wrong. */
export async function readList(library, options) {
  const { createClient, listExternalConnections, paginateListExternalConnections } = library;
  const client = createClient(options);

  const ids = [];
  for await (const { id } of paginateListExternalConnections(client, {
    filter: { connection_name: { contains: "Zoë & Sons" }, external_sip_connection: "zoom" },
    page: { size: 3 },
  }))
    ids.push(id);

  const refused = await rejection(
    listExternalConnections(client, { filter: { id: "refused" } }, { maxRetries: 0 }),
  );
  const unanswered = await rejection(
    listExternalConnections(
      client,
      { filter: { id: "unanswered" } },
      { maxRetries: 0, timeout: 200 },
    ),
  );
  const keyless =
    options.apiKey &&
    (await rejection(listExternalConnections(createClient({ ...options, apiKey: undefined }))));

  const { errors, message, name, requestId, retryAfter, status } = refused;
  return {
    ids,
    refused: { errors, message, name, requestId, retryAfter, status },
    refusedIsApiError: refused instanceof library.ApiError && refused instanceof Error,
    unanswered: String(unanswered),
    unansweredIsTimeoutError:
      unanswered instanceof library.TimeoutError && unanswered instanceof library.ConnectionError,
    keyless: keyless && String(keyless),
  };
}

const rejection = (promise) =>
  promise.then(
    () => new Error("expected a rejection, found an answer"),
    (error) => error,
  );
