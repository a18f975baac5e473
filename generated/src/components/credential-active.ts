/**
 * If the credential associated with this service is active.
 *
 * @default false
 * @example true
 */
export type CredentialActive = boolean;
