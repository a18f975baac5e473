const list = (...names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((each) => each.split(" ")));

/**
 * What no declaration may be called: words of ECMAScript 2025 (section 12.7.2, strict mode) and of TypeScript, and those
 * that @hey-api/openapi-ts reserves besides.
 */
export const keywords = list(
  "arguments async await break case catch class const continue debugger default delete do else enum eval export",
  "extends false finally for from function if implements import in instanceof interface let new null package private",
  "protected public return static super switch this throw true try typeof var void while with yield",
  "any as bigint boolean namespace never number object string symbol type undefined unknown",
);

/**
 * What a function may not be called either: globals, values that operation files import from the runtime, and `then`,
 * which `import()` would call.
 */
export const takenFunctionNames = list(
  "atob btoa clearInterval clearTimeout console crypto document exports fetch global globalThis history location",
  "module navigator performance process queueMicrotask require setInterval setTimeout structuredClone then window",
  "apiKeyInCookie apiKeyInHeader apiKeyInQuery basic bearer brackets byCursor byKey byLastItem byLink byLinkHeader",
  "byLinkList byNumber byOffset byStatedNumber chooseBody chooseSecurity cookie createClient deepObject",
  "deepObjectReserved endByItemCount endByItemCountFromOffset endByLast endByLastAndCount endByMore endByMoreAndCount",
  "endByNext endByNextAndCount endByOwnCount endByOwnCountFromOffset endByPageCount filledQuery form formReserved",
  "header idempotencyKey jsonInCookie jsonInHeader jsonInPath jsonInQuery label linkQuery matrix noneOfTotal noItems",
  "operation ownQuery ownServer",
  "paginate paginateResponses pagination pipeDelimited pipeDelimitedReserved plainCookie readBlob readDeclared",
  "readEvents readJson readJsonOfChange readJsonOrNothing readLines readNothing readRecords readText readTextEvents",
  "readTextOrJson readTextOrJsonEvents readTextOrObjectEvents readUnknown relativeServer repeat",
  "requirePathParameters serverPath simple",
  "simpleReserved spaceDelimited spaceDelimitedReserved withoutRetries withResponse writeEncodedForm writeForm writeJson",
  "writeLines writeMultipart writeParts writeRaw writeRecords writeStrictJson writeStyledParts",
);

/** The global types that generated files use. */
export const globalTypes = list(
  "Array ArrayBuffer AsyncIterable Blob Date NonNullable Omit Partial Promise ReadableStream ReadonlyArray Record",
  "Uint8Array",
);

/**
 * What no component may be called: types that the package exports, types that operation files import from the runtime,
 * and global types that generated files use. A test compares the list with all three.
 */
export const takenTypeNames = list(
  "ApiError Client ClientOptions ConnectionError DeclaredHeaders ItemAt Operation PaginateOptions Pagination PaginationError Paginator",
  "RecursiveShape RequestOptions ResponseHeaders TimeoutError WithResponse",
  ...globalTypes,
);

/** What no credential may be called: the other options of the client. A test compares the list with these. */
export const takenOptionNames = list(
  "baseUrl fetch headers init maxRetries onRequest onResponse onRetry password strictParams timeout username",
);
