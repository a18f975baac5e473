import type { HeldCredentials } from "./credentials.js";

/** Everything the runtime needs to send one operation. The generator writes it. */
export interface Operation {
  readonly method: string;
  /** The path template, such as `/external_connections/{id}`. */
  readonly path: string;
  /** The operation's own server, if it declares one. */
  readonly server?: string;
  /** The declared shape of each parameter, by the name that callers use. The shape of `body` is `"raw"`. */
  readonly parameters?: { readonly [name: string]: Shape };
  /** How to serialize each parameter that is not a deepObject. */
  readonly styles?: {
    readonly [name: string]: Partial<Serialization> & Pick<Serialization, "style">;
  };
  /** How to read the response body. Default: as JSON. */
  readonly read?: ReadBody;
  /** The `Accept` header. Default: `application/json`. */
  readonly accept?: string;
  /** Whether the specification declares a successful response without a body. */
  readonly mayBeEmpty?: boolean;
  /** The security schemes of the request, all of which are applied. */
  readonly security?: readonly Security[];
}

/**
 * The declared type of a value.
 *
 * - `"scalar"`, or `"date"` if a `Date` is sent as `YYYY-MM-DD`
 * - `[items]`, or `[items, format]` if the array has its own format
 * - `{ key: shape }`, where `"*"` stands for additional properties
 * - `{ "|": alternatives }`, at most one of each kind
 * - `"any"` if the specification declares nothing
 * - `"raw"` if the value is sent unchanged
 */
export type Shape<Format = ArrayFormat> =
  "scalar" | "date" | "any" | "raw" | List<Format> | Alternatives<Format> | Members<Format>;
export type List<Format = ArrayFormat> = readonly [items: Shape<Format>, format?: Format];
export type Members<Format = ArrayFormat> = { readonly [key: string]: Shape<Format> };
export type Alternatives<Format = ArrayFormat> = { readonly "|": readonly Shape<Format>[] };

/** A scalar or an array of scalars inside the parameters, with the keys that lead to it. */
export interface Leaf {
  readonly keys: readonly string[];
  readonly value: string | readonly string[];
  /** The array's own format, if it differs from the API's. */
  readonly format?: ArrayFormat | undefined;
}

/** Serializes an array inside a deepObject parameter. OpenAPI does not define how, so each API has its own format. */
export type ArrayFormat = (leaf: Leaf) => readonly Leaf[];

/** A request under construction: parameters and credentials are added to it. */
export interface RequestParts {
  path: string;
  readonly query: string[];
  readonly headers: Headers;
  body?: RequestInit["body"];
  redirect?: RequestInit["redirect"];
  /** Texts that are removed from error messages. */
  readonly secrets: string[];
}

/** How to serialize a parameter or a body. */
export interface Serialization {
  readonly style: Serializer;
  /** The parameter's name on the wire. */
  readonly name: string;
  readonly explode?: boolean;
  /** The media type of a body, if it differs from the serializer's default. */
  readonly contentType?: string;
}

/** Adds a parameter, in one of the styles of OpenAPI (section 4.8.12), or a body to a request. */
export type Serializer = (
  request: RequestParts,
  leaves: readonly Leaf[],
  serialization: Serialization,
) => void;

/** Reads a response body according to its media type. Rejects if the body does not match it. */
export type ReadBody = (response: Response) => Promise<unknown>;

/** A security scheme of OpenAPI (section 4.8.27). */
interface Security {
  readonly scheme: Scheme;
  /** The name of the header, query parameter or cookie that carries an API key. */
  readonly name?: string;
}

/** Adds credentials to a request. */
export type Scheme = (
  request: RequestParts,
  credentials: HeldCredentials,
  name: string,
) => Promise<void>;
