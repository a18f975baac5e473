export interface ApiKeyCredentials {
  /** The API key, or a function that returns it and is called for each request. Default: the environment variable named in the README, read at the first request. */
  readonly apiKey?: string | (() => string | Promise<string>) | undefined;
}

export interface BasicCredentials {
  /** The user name, or a function that returns it. Default: the environment variable named in the README, read at the first request. */
  readonly username?: string | (() => string | Promise<string>) | undefined;
  /** The password, or a function that returns it. Default: an empty password, for APIs whose user name is the key. */
  readonly password?: string | (() => string | Promise<string>) | undefined;
}

/** For an API that needs no credentials. */
export type NoCredentials = object;

/** The credentials of a client, by the names of its options. A key from the environment is stored here. */
export interface HeldCredentials {
  [option: string]: string | (() => string | Promise<string>) | undefined;
}
