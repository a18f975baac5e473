import type { ArrayFormat, Leaf } from "./array-format.js";
import type { HeldCredentials } from "./credentials.js";
import type { RequestOptions } from "./options.js";

/** Everything the runtime needs to send one operation. The generator writes it. */
export interface Operation {
  readonly method: string;
  /** The path template, such as `/widgets/{id}`. */
  readonly path: string;
  /** The declared shape of each parameter, by the name that callers use. The shape of `body` is `"raw"`. */
  readonly parameters?: { readonly [name: string]: Shape };
  /** How to serialize each parameter that is not a deepObject. */
  readonly styles?: {
    readonly [name: string]: Partial<Serialization> & Pick<Serialization, "style">;
  };
  /** What a request needs besides its parameters, applied in this order. */
  readonly steps?: readonly Step[];
  /** How to read the body of a successful response. */
  readonly read: ReadBody;
  /** How to read each media type of a successful response, where there are several. */
  readonly readers?: { readonly [mediaType: string]: ReadBody };
  /** The `Accept` header. Default: `application/json`. */
  readonly accept?: string;
  /** Whether the specification declares a successful response without a body beside several media types. */
  readonly mayBeEmpty?: boolean;
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
 *
 * The shape of a recursive schema holds itself, by way of getters.
 */
export type Shape<Format = ArrayFormat> =
  | "scalar"
  | "date"
  | "any"
  | "raw"
  | List<Format>
  | Alternatives<Format>
  | Members<Format>;
export type List<Format = ArrayFormat> = readonly [items: Shape<Format>, format?: Format];
export type Members<Format = ArrayFormat> = { readonly [key: string]: Shape<Format> };
export type Alternatives<Format = ArrayFormat> = { readonly "|": readonly Shape<Format>[] };

export type { ArrayFormat, Leaf } from "./array-format.js";

/** A request under construction, for one attempt. */
export interface RequestParts {
  readonly operation: Operation;
  readonly options: RequestOptions;
  /** The method and the path template, for messages. */
  readonly label: string;
  /** Milliseconds; 0 or Infinity for no limit. */
  readonly timeout: number;
  baseUrl: string;
  path: string;
  readonly query: string[];
  readonly headers: Headers;
  /** Further members of the second argument of `fetch`, such as the body. */
  init: RequestInit & { duplex?: "half" };
  /** Texts that are removed from error messages. */
  readonly secrets: string[];
  /** Whether what the specification does not declare is rejected. */
  readonly isStrict: boolean;
  /** Whether the request may be sent again after a lost connection or a server error, or not even if it was refused. */
  isIdempotent: boolean | undefined;
  /** Whether a new attempt would have another credential. */
  isRenewable?: boolean | undefined;
  /** Restarts the timeout, since something was sent. Only bodies that are sent bit by bit ask for it. */
  restart?: (() => void) | undefined;
}

/** How to serialize a parameter or a body. */
export interface Serialization {
  readonly style: Serializer;
  /** The parameter's name on the wire. */
  readonly name: string;
  readonly explode?: boolean;
  /** The media type of a body, if it differs from the serializer's default. */
  readonly contentType?: string;
  /** The declared shape of a body, if it holds dates or objects without further properties. */
  readonly shape?: Shape;
  /** How to serialize the fields of a form, or of a multipart body, that say so. */
  readonly encoding?: { readonly [field: string]: Partial<Serialization> };
  /** The headers of a part of a multipart body, which always have the same values. */
  readonly headers?: { readonly [name: string]: string };
  /** The media types of a body, if there are several. */
  readonly bodies?: { readonly [mediaType: string]: BodyType };
}

/** A media type of a body, and the kind of value that it takes. */
export interface BodyType extends Omit<Serialization, "name"> {
  readonly takes:
    | "any"
    | "array"
    | "bytes"
    | "form"
    | "items"
    | "object"
    | "parts"
    | "scalar"
    | "text";
}

/** Adds a parameter, in one of the styles of OpenAPI (section 4.8.12), or a body to a request. */
export type Serializer = (
  request: RequestParts,
  leaves: readonly Leaf[],
  serialization: Serialization,
) => void;

/**
 * Reads a response body according to its media type. Rejects if the body does not match it. `restart` restarts the
 * timeout, since something was received. What is still to be read after that resolves is given up by the controller.
 */
export type ReadBody = (
  response: Response,
  request: RequestParts,
  restart: () => void,
  controller?: AbortController,
) => Promise<unknown>;

/** Something to add to a request: credentials, another server, a query that the path contains. */
export interface Step {
  readonly add: AddToRequest;
  /** The name of the header, query parameter or cookie that carries an API key. */
  readonly name?: string;
  /** The client's option that holds the credential, if the API has several. */
  readonly option?: string;
  /** The environment variable that the credential is read from by default, if the API has several. */
  readonly variable?: string;
  /** A URL or a query, as the specification gives it. */
  readonly value?: string;
  /** The alternatives of which one is applied. */
  readonly anyOf?: readonly (readonly Step[])[];
}

export type AddToRequest = (
  request: RequestParts,
  credentials: HeldCredentials,
  step: Step,
) => void | Promise<void>;
