import got, { HTTPError, MaxRedirectsError, ReadError, RequestError, TimeoutError } from "got";
import { Failure } from "../lib/failure.ts";
import { decodeText } from "./decode-text.ts";

/** What upstream gave, and how it names that version. */
export interface Download {
  readonly text: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Validators of the version that is known, for a conditional request. */
export interface Known {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface DownloadOptions {
  /** Milliseconds for one attempt, its body included. */
  readonly timeout: number;
  /** Bytes that a document may have. */
  readonly maxBytes: number;
}

const maxRedirects = 5;
const maxRetries = 3;

/**
 * Reads a document whole, or fails with a sentence; `"unchanged"` where the server says that the known version still
 * holds. A failed attempt is repeated up to three times where that may help, and as late as `Retry-After` says, up to a
 * minute.
 */
export const download = async (
  address: string,
  known: Known | undefined,
  options: DownloadOptions,
): Promise<Download | "unchanged"> => {
  const url = parseAddress(address);
  const fault = (found: string, remedy: string, cause: unknown): Failure =>
    new Failure(
      "upstream",
      `${address}: expected an OpenAPI document, ${oneLine(found)}; ${remedy}; what was vendored stays.`,
      { cause },
    );
  const tooLarge = new AbortController();
  const request = got(url, {
    signal: tooLarge.signal,
    headers: {
      accept: "application/yaml, application/json, text/markdown, */*;q=0.5",
      ...(known?.etag && { "if-none-match": known.etag }),
      ...(known?.lastModified && { "if-modified-since": known.lastModified }),
    },
    responseType: "buffer",
    maxRedirects,
    timeout: { request: options.timeout },
    strictContentLength: true,
    retry: {
      limit: maxRetries,
      methods: ["GET"],
      statusCodes: [408, 429, 500, 502, 503, 504],
      maxRetryAfter: 60_000,
      errorCodes: [...transientErrors],
      enforceRetryRules: true,
    },
    hooks: {
      beforeRedirect: [
        (updated) => {
          if (!isAllowed(new URL(String(updated.url))))
            throw new RefusedRedirect(String(updated.url));
        },
      ],
    },
  });
  void request.on("downloadProgress", ({ total = 0, transferred }) => {
    if (Math.max(total, transferred) > options.maxBytes) tooLarge.abort();
  });
  try {
    const response = await request;
    if (response.statusCode === 304) {
      if (known?.etag ?? known?.lastModified) return "unchanged";
      throw fault(
        "found status 304 without having asked for what changed",
        "check the address",
        undefined,
      );
    }
    return {
      text: decodeText(response.body, address),
      etag: response.headers.etag ?? null,
      lastModified: response.headers["last-modified"] ?? null,
    };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    if (tooLarge.signal.aborted)
      throw fault(
        `found one of more than ${options.maxBytes / 2 ** 20} MiB`,
        "check the address",
        cause,
      );
    const [found, remedy] = explain(cause, options);
    throw fault(found, remedy, cause);
  }
};

/** Faults of the network that may pass; a download that was cut short is one of them. */
const transientErrors = [
  ...[
    "ETIMEDOUT",
    "ECONNRESET",
    "EADDRINUSE",
    "ECONNREFUSED",
    "EPIPE",
    "ENOTFOUND",
    "ENETUNREACH",
    "EAI_AGAIN",
  ],
  "ERR_HTTP_CONTENT_LENGTH_MISMATCH",
];

const oneLine = (text: string): string => text.split("\n")[0] ?? "";

class RefusedRedirect extends Error {}

/** https, and http where nobody can listen in between. */
const isAllowed = ({ hostname, protocol }: URL): boolean =>
  protocol === "https:" ||
  (protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));

const parseAddress = (address: string): URL => {
  const url = URL.parse(address);
  if (url && (url.username || url.password))
    throw new Failure(
      "usage",
      `${url.host}: expected an address without credentials, found some; leave them out, since messages and lock.json repeat it.`,
    );
  if (url && isAllowed(url)) return url;
  throw new Failure(
    "usage",
    `${address}: expected an https address (http only on this machine), found ${url ? url.protocol.replace(":", "") : "none that can be read"}; correct \`source\` in pipeline.config.ts, or the flag.`,
  );
};

/** What went wrong, and what to do about it. */
const explain = (
  cause: unknown,
  { timeout }: DownloadOptions,
): readonly [found: string, remedy: string] => {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const inner = (cause as Error).cause;
  if (inner instanceof RefusedRedirect || cause instanceof RefusedRedirect)
    return [
      `found a redirect to ${inner instanceof RefusedRedirect ? inner.message : message}, which is not https`,
      "give the address that it should lead to",
    ];
  if (cause instanceof MaxRedirectsError)
    return [
      `found more than ${maxRedirects} redirects`,
      "open the address in a browser: it leads in a circle or to a login page",
    ];
  if (cause instanceof HTTPError) {
    const { statusCode, statusMessage } = cause.response;
    const remedy =
      statusCode === 404 || statusCode === 410
        ? "upstream has moved it: correct `source` in pipeline.config.ts"
        : statusCode < 500 && statusCode !== 429
          ? "check the address, and whether it needs a login"
          : "try again later";
    const wait = cause.response.headers["retry-after"];
    const asked = wait === undefined ? "" : `, Retry-After ${wait}`;
    return [
      `found status ${statusCode}${statusMessage ? ` ${statusMessage}` : ""}${asked}`,
      remedy,
    ];
  }
  if (cause instanceof TimeoutError)
    return [
      `found no whole answer within ${timeout / 1000} s`,
      "try again later, or give it longer with --timeout",
    ];
  if (
    code === "ERR_HTTP_CONTENT_LENGTH_MISMATCH" ||
    cause instanceof ReadError ||
    code === "ECONNRESET" ||
    code === "ERR_STREAM_PREMATURE_CLOSE"
  )
    return [`found an answer that was cut short (${message})`, "try again"];
  if (code === "ECONNREFUSED")
    return [
      "found nobody who answers there (connection refused)",
      "check the address, or try again later",
    ];
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return ["found no such host", "check the address and the network"];
  if (cause instanceof RequestError)
    return [`found a connection that failed: ${message}`, "check the network, or try again later"];
  return [`found: ${message}`, "try again"];
};
