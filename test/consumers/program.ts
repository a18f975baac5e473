import {
  ApiError,
  type Client,
  type ClientOptions,
  type ConnectionActive,
  ConnectionError,
  createClient,
  type CredentialActive,
  type ExternalConnection,
  type ExternalSipConnection,
  type IntId,
  listExternalConnections,
  type ListExternalConnectionsFilter,
  type ListExternalConnectionsPage,
  type ListExternalConnectionsParams,
  type ListExternalConnectionsResponse,
  type OutboundVoiceProfileId,
  paginateListExternalConnections,
  type PaginateOptions,
  PaginationError,
  type PaginationMeta,
  type Paginator,
  type RequestOptions,
  TimeoutError,
} from "telnyx-external-connections";
import {
  type ResponseHeaders,
  type WithResponse,
  withResponse,
} from "telnyx-external-connections/client";
import type * as whole from "telnyx-external-connections";
import * as operation from "telnyx-external-connections/operations/list-external-connections";

const everyClientOption: Required<ClientOptions> = {
  apiKey: async () => "KEY",
  baseUrl: "https://api.telnyx.com/v2",
  fetch: globalThis.fetch,
  headers: { "X-Team": "voice" },
  init: { cache: "no-store", keepalive: true },
  onRetry: ({ attempt, delay, error }) => {
    console.log(attempt, delay, error.message);
  },
  timeout: 10_000,
  maxRetries: 3,
  strictParams: false,
  onRequest: (request) => {
    request.headers.set("X-Sent-At", new Date().toISOString());
  },
  onResponse: async (response, request) => {
    console.log(request.method, response.status, await response.text());
  },
};

const everyRequestOption: Required<RequestOptions> = {
  signal: new AbortController().signal,
  contentType: "application/json",
  init: { credentials: "include" },
  timeout: 0,
  maxRetries: 0,
  headers: [["X-Team", "voice"]],
  strictParams: true,
  onResponse: ({ status }) => {
    console.log(status);
  },
};

const everyPaginateOption: Required<PaginateOptions> = {
  ...everyRequestOption,
  concurrency: 8,
  limit: 1_000,
  maxPages: 50,
  dedupe: false,
  strict: true,
};

const filter: ListExternalConnectionsFilter = {
  id: "1930241863466354012",
  connection_name: { contains: "Contoso" },
  created_at: "2022-12-31",
  external_sip_connection: "zoom",
  phone_number: { contains: "+15555555555" },
};
const page: ListExternalConnectionsPage = { number: 1, size: 250 };
const params: ListExternalConnectionsParams = { filter, page };

export const refused: ListExternalConnectionsFilter = {
  // @ts-expect-error The specification declares no such filter.
  status: "active",
};

/** What people write: a value that may be absent goes in as it is. */
export async function listByName(client: Client, name?: string): Promise<ExternalConnection[]> {
  const { data = [] } = await listExternalConnections(client, {
    filter: { connection_name: name === undefined ? undefined : { contains: name } },
    page: undefined,
  });
  return data;
}

export async function readAll(client: Client): Promise<readonly (string | undefined)[]> {
  const paginator: Paginator<ListExternalConnectionsResponse, ExternalConnection> =
    paginateListExternalConnections(client, params, everyPaginateOption);
  const ids: (IntId | undefined)[] = [];
  for await (const { id } of paginator) ids.push(id);
  for await (const { data, meta } of paginator.pages()) console.log(data?.length, totalOf(meta));
  for (const connection of await paginator.toArray()) ids.push(profileOf(connection));
  return ids;
}

const totalOf = (meta: PaginationMeta | undefined): number => meta?.total_results ?? 0;

const profileOf = ({ outbound }: ExternalConnection): OutboundVoiceProfileId | undefined =>
  outbound?.outbound_voice_profile_id;

/** The status and the headers beside what an operation resolves to. */
export async function inspect(client: Client): Promise<readonly (string | null)[]> {
  const first: WithResponse<ListExternalConnectionsResponse> = await withResponse(
    listExternalConnections,
    client,
    params,
  );
  const headers: ResponseHeaders = first.headers;
  const ids = [headers.get("x-request-id")];
  for await (const page of withResponse(paginateListExternalConnections, client, params))
    ids.push(page.headers.get("x-request-id"), page.data.data?.[0]?.id ?? null);
  return ids;
}

export function isReady({ active, credential_active }: ExternalConnection): boolean {
  const isActive: ConnectionActive = active ?? true;
  const isCredentialActive: CredentialActive = credential_active ?? false;
  return isActive && isCredentialActive;
}

export function nameOf(connection: ExternalSipConnection): string {
  switch (connection) {
    case "zoom":
      return "Zoom Phone";
    case "operator_connect":
      return "Operator Connect";
    default:
      return connection.toUpperCase();
  }
}

/** The most specific class first, as `instanceof` asks for. */
export function explain(error: unknown): string {
  if (error instanceof TimeoutError) return `too slow on page ${error.page ?? 1}`;
  if (error instanceof ConnectionError) return `unreachable: ${String(error.cause)}`;
  if (error instanceof PaginationError) return `${error.reason} on page ${error.page}`;
  if (!(error instanceof ApiError)) throw error;
  const [first] = error.errors;
  const where = first?.source?.pointer ?? first?.source?.parameter;
  const what = [first?.code, first?.title, first?.detail, first?.["meta"], where].join();
  return `${error.status} ${error.requestId ?? ""} ${error.retryAfter ?? 0}: ${what}`;
}

/** Once it is known to be ours, the name alone tells one from another. */
export function statusOf(error: ApiError | PaginationError | TimeoutError): number | undefined {
  return error.name === "ApiError" ? error.status : undefined;
}

export const sameFunction: typeof whole.listExternalConnections = operation.listExternalConnections;
export const client: Client = createClient(everyClientOption);
const answer: operation.ListExternalConnectionsResponse = await sameFunction(
  client,
  params,
  everyRequestOption,
);
try {
  console.log(
    answer.data?.map(isReady),
    await listByName(client),
    await readAll(client),
    await inspect(client),
  );
} catch (error) {
  console.error(explain(error));
}
