/**
 * The service that will be consuming this connection.
 *
 * @default "zoom"
 * @example "zoom"
 */
export type ExternalSipConnection = "zoom" | "operator_connect" | (string & {});
