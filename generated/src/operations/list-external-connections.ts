import type { ExternalConnection } from "../components/external-connection.js";
import type { PaginationMeta } from "../components/pagination-meta.js";
import type { Client, RequestOptions } from "../runtime/client.js";
import type { Operation } from "../runtime/operation.js";
import {
  paginate,
  type PaginateOptions,
  type Pagination,
  type Paginator,
} from "../runtime/pages.js";
import { bearer } from "../runtime/security.js";

/**
 * Parameters of {@link listExternalConnections}.
 */
export type ListExternalConnectionsParams = {
  /**
   * Filter parameter for external connections (deepObject style). Supports filtering by connection_name,
   * external_sip_connection, id, created_at, and phone_number.
   */
  filter?: ListExternalConnectionsFilter | undefined;
  /**
   * Consolidated page parameter (deepObject style). Originally: page[size], page[number]
   */
  page?: ListExternalConnectionsPage | undefined;
};

export type ListExternalConnectionsFilter = {
  /**
   * If present, connections with `id` matching the given value will be returned.
   *
   * @example "1930241863466354012"
   */
  id?: string | undefined;
  connection_name?:
    | {
        /**
         * If present, connections with `connection_name` containing the given value will be returned. Matching
         * is not case-sensitive. Requires at least three characters.
         *
         * @example "My Connection"
         */
        contains?: string | undefined;
      }
    | undefined;
  /**
   * If present, connections with `created_at` date matching the given YYYY-MM-DD date will be returned.
   *
   * @example "2022-12-31"
   */
  created_at?: string | undefined;
  /**
   * If present, connections with `external_sip_connection` matching the given value will be returned.
   *
   * @example "zoom"
   */
  external_sip_connection?: "zoom" | "operator_connect" | undefined;
  /**
   * Phone number filter for connections. Note: Despite the 'contains' name, this requires a full E164
   * match per the original specification.
   */
  phone_number?:
    | {
        /**
         * If present, connections associated with the given phone_number will be returned. A full match is
         * necessary with a e164 format.
         *
         * @example "+15555555555"
         */
        contains?: string | undefined;
      }
    | undefined;
};

export type ListExternalConnectionsPage = {
  /**
   * The page number to load
   *
   * Minimum: 1.
   *
   * @default 1
   */
  number?: number | undefined;
  /**
   * The size of the page
   *
   * 1 to 250.
   *
   * @default 250
   */
  size?: number | undefined;
};

/**
 * Get All External Connections Response
 */
export type ListExternalConnectionsResponse = {
  data?: Array<ExternalConnection>;
  meta?: PaginationMeta;
};

const operation: Operation = {
  method: "GET",
  path: "/external_connections",
  parameters: {
    filter: {
      id: "scalar",
      connection_name: { contains: "scalar" },
      created_at: "scalar",
      external_sip_connection: "scalar",
      phone_number: { contains: "scalar" },
    },
    page: { number: "scalar", size: "scalar" },
  },
  security: [{ scheme: bearer }],
};

/**
 * List all External Connections
 *
 * This endpoint returns a list of your External Connections inside the 'data' attribute of the
 * response. External Connections are used by Telnyx customers to seamless configure SIP trunking
 * integrations with Telnyx Partners, through External Voice Integrations in Mission Control Portal.
 *
 * `GET /external_connections`
 */
export function listExternalConnections(
  client: Client,
  params?: ListExternalConnectionsParams,
  options?: RequestOptions,
): Promise<ListExternalConnectionsResponse> {
  return client.request(operation, params, options);
}

const pagination: Pagination = {
  items: "data",
  page: ["page", "number"],
  size: ["page", "size"],
  totalPages: ["meta", "total_pages"],
  total: ["meta", "total_results"],
  identity: "id",
};

/**
 * Every item of {@link listExternalConnections}, page after page. Nothing is requested before the first `next()`.
 */
export function paginateListExternalConnections(
  client: Client,
  params?: ListExternalConnectionsParams,
  options?: PaginateOptions,
): Paginator<ListExternalConnectionsResponse, ExternalConnection> {
  return paginate(listExternalConnections, pagination, client, params, options);
}
