import type { Security } from "./security.js";

/** What the runtime must know to send one operation: data, written by the generator. */
export interface Operation {
  readonly method: string;
  /** The path template, such as `/external_connections/{id}`. */
  readonly path: string;
  /** Where the operation does not live at the API's own server. */
  readonly server?: string;
  /** Path, query, header and cookie parameters, under the names that callers use. */
  readonly parameters?: { readonly [name: string]: Parameter };
  /** How the `body` is written; an operation without one takes none. */
  readonly body?: WriteBody;
  /** The body's media type, where it is not the one that `body` sets. */
  readonly contentType?: string;
  /** How the answer is read; JSON unless it says otherwise. */
  readonly read?: ReadBody;
  /** The media type that is asked for, where it is not `application/json`. */
  readonly accept?: string;
  /** Whether an empty answer is what the specification promises for some status. */
  readonly mayBeEmpty?: boolean;
  /** All of these authorize the request; none where the operation is public. */
  readonly security?: readonly Security[];
}

export interface Parameter {
  readonly style: Style;
  readonly explode?: boolean;
  readonly shape: Shape;
  /** The name on the wire, where it differs from the one callers use. */
  readonly name?: string;
}

/**
 * What the specification declares a value to be: `"scalar"`, or `"date"` for one whose `Date` is sent as `YYYY-MM-DD`;
 * `[items]`, or `{ "[]": items }` where `[]` belongs into the name; an object of declared keys, to which `"*"` adds
 * further ones; a list of two or more alternatives; `"any"` where it declares nothing.
 */
export type Shape =
  "scalar" | "date" | "any" | readonly Shape[] | { readonly [key: string]: Shape };

/** A scalar or an array of scalars somewhere in a parameter, with the keys that lead there. */
export interface Leaf {
  readonly keys: readonly string[];
  readonly value: string | readonly string[];
}

/** A request as parameters and credentials add to it. */
export interface RequestParts {
  path: string;
  readonly query: string[];
  readonly headers: Headers;
  readonly cookies: string[];
  /** What no error may repeat. */
  readonly secrets: string[];
}

/** Writes a parameter in one of OpenAPI's styles: section 4.8.12. */
export type Style = (
  request: RequestParts,
  name: string,
  leaves: readonly Leaf[],
  explode: boolean,
) => void;

/** The body for `fetch`, and the content type unless `fetch` sets it. */
export type WriteBody = (body: unknown) => { readonly content: BodyInit; readonly type?: string };

/** The answer as its media type says; throws where it is something else. */
export type ReadBody = (response: Response) => Promise<unknown>;
