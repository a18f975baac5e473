/**
 * Specifies whether the connection can be used.
 *
 * @default true
 * @example false
 */
export type ConnectionActive = boolean;
