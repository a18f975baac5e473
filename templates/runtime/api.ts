export { comma as arrayFormat } from "./array-format.js";
export { describeListed as describeErrors } from "./listed-errors.js";
export type { ApiKeyCredentials as Credentials } from "./credentials.js";

/** The address of the API. */
export interface Server {
  /** An absolute URL. Default: `https://api.example.com/v2`. */
  readonly baseUrl?: string | undefined;
}

/** Limits of a request. */
export interface Limits {
  /** Milliseconds per attempt, including the response body; 0 or Infinity for no limit. @default 60000 */
  readonly timeout?: number | undefined;
  /** How often a failed request is retried. @default 2 */
  readonly maxRetries?: number | undefined;
}

/** Limits of a paginator. */
export interface PageLimits {
  /** Stop after this many pages. The default throws a `PaginationError` instead. @default 10000 */
  readonly maxPages?: number | undefined;
}

/** The first absolute server URL of the specification, if there is one. */
export const defaultBaseUrl: string | undefined = "https://api.example.com/v2";

/** The environment variable to read if the client is given no key. */
export const apiKeyVariable: string = "EXAMPLE_API_KEY";

/** The property of an error response that holds the API's errors: an array, or a single error. */
export const errorList: string = "errors";

/** The default of `Limits.timeout`. */
export const defaultTimeout: number = 60_000;

/** The default of `Limits.maxRetries`. */
export const defaultMaxRetries: number = 2;

/** The default of `PageLimits.maxPages`. */
export const defaultMaxPages: number = 10_000;
