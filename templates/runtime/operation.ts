import type { HeldCredentials } from "./credentials.js";

/** What the runtime must know to send one operation: data, written by the generator. */
export interface Operation {
  readonly method: string;
  /** The path template, such as `/external_connections/{id}`. */
  readonly path: string;
  /** Where the operation does not live at the API's own server. */
  readonly server?: string;
  /** What is declared of each parameter, under the name that callers use; a `body` is `"raw"`. */
  readonly parameters?: { readonly [name: string]: Shape };
  /** How a parameter is written, where it is not a deepObject. */
  readonly styles?: { readonly [name: string]: Partial<Written> & Pick<Written, "style"> };
  /** How the answer is read; JSON unless it says otherwise. */
  readonly read?: ReadBody;
  /** The media type that is asked for, where it is not `application/json`. */
  readonly accept?: string;
  /** Whether an empty answer is what the specification promises for some status. */
  readonly mayBeEmpty?: boolean;
  /** All of these authorize the request; none where the operation is public. */
  readonly security?: readonly Security[];
}

/**
 * What the specification declares a value to be: `"scalar"`, or `"date"` for one whose `Date` is sent as `YYYY-MM-DD`;
 * `[items]`, with an array format of its own as `[items, format]`; an object of declared keys, to which `"*"` adds further
 * ones; `{ "|": alternatives }`, of different kinds; `"any"` where it declares nothing; `"raw"` for what is sent as it is.
 */
export type Shape = "scalar" | "date" | "any" | "raw" | List | Alternatives | Members;
export type List = readonly [items: Shape, format?: ArrayFormat];
export type Members = { readonly [key: string]: Shape };
export type Alternatives = { readonly "|": readonly Shape[] };

/** A scalar or an array of scalars somewhere in the parameters, with the keys that lead there. */
export interface Leaf {
  readonly keys: readonly string[];
  readonly value: string | readonly string[];
  /** How the array is sent, where it is not as everywhere in the API. */
  readonly format?: ArrayFormat | undefined;
}

/** How an array inside a deepObject parameter is sent; OpenAPI leaves it undefined, so every API has a way of its own. */
export type ArrayFormat = (leaf: Leaf) => readonly Leaf[];

/** A request as parameters and credentials add to it. */
export interface RequestParts {
  path: string;
  readonly query: string[];
  readonly headers: Headers;
  body?: RequestInit["body"];
  redirect?: RequestInit["redirect"];
  /** What no error may repeat. */
  readonly secrets: string[];
}

/** How a parameter is written: the style, the name on the wire, and what the style asks for. */
export interface Written {
  readonly style: Style;
  readonly name: string;
  readonly explode?: boolean;
  /** The media type of a body, where it is not the one that its style sets. */
  readonly contentType?: string;
}

/** Writes a parameter in one of OpenAPI's styles, section 4.8.12, or a body. */
export type Style = (request: RequestParts, leaves: readonly Leaf[], written: Written) => void;

/** The answer as its media type says; throws where it is something else. */
export type ReadBody = (response: Response) => Promise<unknown>;

/** One of OpenAPI's security schemes, section 4.8.27, and the name it needs where it is an API key. */
interface Security {
  readonly scheme: Scheme;
  readonly name?: string;
}

/** Adds credentials to a request. */
export type Scheme = (
  request: RequestParts,
  credentials: HeldCredentials,
  name: string,
) => Promise<void>;

/** Where an operation keeps what paging needs: written by the generator, from `x-pagination`. */
export interface Pagination {
  /** The member of the answer that holds the items. */
  readonly items: string;
  /** The path in `params` to the number of the page, and to its size. */
  readonly page: readonly string[];
  readonly size?: readonly string[];
  /** The path in the answer to the number of pages, and to the number of items. */
  readonly totalPages?: readonly string[];
  readonly total?: readonly string[];
  /** The number of the first page, where it is not 1. */
  readonly firstPage?: number;
  /** The member that tells one item from another; without it whole pages are compared. */
  readonly identity?: string;
}
