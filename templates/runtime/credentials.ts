export interface ApiKeyCredentials {
  /** The API's key, or a function that fetches it before each call. Default: the environment variable named in the README, read at the first call. */
  readonly apiKey?: string | (() => string | Promise<string>) | undefined;
}

export interface BasicCredentials {
  /** The user's name. Default: the environment variable named in the README, read at the first call. */
  readonly username?: string | (() => string | Promise<string>) | undefined;
  /** The user's password. Default: none, for APIs that take their key as the name. */
  readonly password?: string | (() => string | Promise<string>) | undefined;
}

/** An API that is open to all takes none. */
export type NoCredentials = object;

/** Credentials as a client holds them: a key that was read from the environment is kept. */
export interface HeldCredentials {
  apiKey?: ApiKeyCredentials["apiKey"];
  username?: BasicCredentials["username"];
  readonly password?: BasicCredentials["password"];
}
