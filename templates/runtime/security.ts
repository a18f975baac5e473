import { apiKeyVariable } from "./api.js";
import type { RequestParts } from "./operation.js";

/** A secret, or what fetches it before each call. */
export type Secret = string | (() => string | Promise<string>);

export interface ApiKeyCredentials {
  /** The API's key, or a function that returns it. Default: the environment variable named in the README, read at the first call. */
  readonly apiKey?: Secret | undefined;
}

export interface BasicCredentials {
  /** The user's name. Default: the environment variable named in the README, read at the first call. */
  readonly username?: Secret | undefined;
  /** The user's password. Default: none, for APIs that take their key as the name. */
  readonly password?: Secret | undefined;
}

/** An API that is open to all takes none. */
export type NoCredentials = object;

/** One of OpenAPI's security schemes, section 4.8.27, and the name it needs where it is an API key. */
export interface Security {
  readonly scheme: Scheme;
  readonly name?: string;
}

/** Adds credentials to a request. */
export type Scheme = (
  request: RequestParts,
  credentials: ApiKeyCredentials & BasicCredentials,
  name: string,
) => Promise<void>;

/** `Authorization: Bearer …` */
export const bearer: Scheme = async ({ headers }, { apiKey }) => {
  headers.set("Authorization", `Bearer ${await reveal(apiKey, "apiKey")}`);
};

/** `Authorization: Basic …` */
export const basic: Scheme = async ({ headers }, { username, password = "" }) => {
  const pair = `${await reveal(username, "username")}:${typeof password === "function" ? await password() : password}`;
  headers.set(
    "Authorization",
    `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(pair)))}`,
  );
};

/** The key in the header that the specification names. */
export const apiKeyInHeader: Scheme = async ({ headers }, { apiKey }, name) => {
  headers.set(name, await reveal(apiKey, "apiKey"));
};

/** The key in the query, under the name that the specification gives it. */
export const apiKeyInQuery: Scheme = async ({ query }, { apiKey }, name) => {
  query.push(`${encodeURIComponent(name)}=${encodeURIComponent(await reveal(apiKey, "apiKey"))}`);
};

/** The key in a cookie: for servers only, since browsers drop the header. */
export const apiKeyInCookie: Scheme = async ({ cookies }, { apiKey }, name) => {
  cookies.push(`${encodeURIComponent(name)}=${encodeURIComponent(await reveal(apiKey, "apiKey"))}`);
};

/** The secret itself, never part of any message. */
async function reveal(secret: Secret | undefined, option: string): Promise<string> {
  const value = (typeof secret === "function" ? await secret() : secret) ?? fromEnvironment();
  if (!value)
    throw new TypeError(
      `${option}: expected one, found none; pass it to createClient or set ${apiKeyVariable}`,
    );
  if (/[^\t -~\x80-\xff]/.test(value))
    throw new TypeError(
      `${option}: expected one line of text, found a line break or a character that no header can carry`,
    );
  return value;
}

/** Some run times have no environment, and some refuse to show it. */
function fromEnvironment(): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process
      ?.env?.[apiKeyVariable];
  } catch {
    return undefined;
  }
}
