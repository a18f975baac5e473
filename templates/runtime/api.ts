export { comma as arrayFormat } from "./array-format.js";
export type { ApiKeyCredentials as Credentials } from "./credentials.js";

/** Where the API lives. */
export interface Server {
  /** An absolute URL. Default: `https://api.example.com/v2`. */
  readonly baseUrl?: string | undefined;
}

/** The first absolute server of the specification, if it has one. */
export const defaultBaseUrl: string | undefined = "https://api.example.com/v2";

/** The environment variable that is read where no key is given. */
export const apiKeyVariable: string = "EXAMPLE_API_KEY";

/** The member of an error's body that holds the API's own errors: a list, or a single one. */
export const errorList: string = "errors";

/** Milliseconds that one attempt may take, its body included. */
export const defaultTimeout: number = 60_000;

/** How many times a request is sent again. */
export const defaultMaxRetries: number = 2;

/** How many pages a walk reads at most. */
export const defaultMaxPages: number = 10_000;
