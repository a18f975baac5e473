export {
  type Client,
  type ClientOptions,
  createClient,
  type RequestOptions,
} from "./runtime/client.js";
export { ApiError, ConnectionError, PaginationError, TimeoutError } from "./runtime/errors.js";
export type { PaginateOptions, Paginator } from "./runtime/pages.js";
export type { ConnectionActive } from "./components/connection-active.js";
export type { CredentialActive } from "./components/credential-active.js";
export type { ExternalConnection } from "./components/external-connection.js";
export type { ExternalSipConnection } from "./components/external-sip-connection.js";
export type { IntId } from "./components/int-id.js";
export type { OutboundVoiceProfileId } from "./components/outbound-voice-profile-id.js";
export type { PaginationMeta } from "./components/pagination-meta.js";
export {
  listExternalConnections,
  type ListExternalConnectionsFilter,
  type ListExternalConnectionsPage,
  type ListExternalConnectionsParams,
  type ListExternalConnectionsResponse,
  paginateListExternalConnections,
} from "./operations/list-external-connections.js";
