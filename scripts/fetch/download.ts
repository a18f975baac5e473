import got, { HTTPError, MaxRedirectsError, ReadError, RequestError, TimeoutError } from "got";
import { Failure } from "../lib/failure.ts";
import { decodeText } from "../lib/text-file.ts";

/** How a server identifies a version of a document. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface Download extends Validators {
  readonly text: string;
  /** Where it came from in the end, after redirects. */
  readonly url: string;
}

export interface DownloadOptions {
  /** Milliseconds per attempt, body included. */
  readonly timeout: number;
  /** The largest document to accept. */
  readonly maxBytes: number;
}

const maxRedirects = 5;
const maxRetries = 3;

/**
 * Downloads a document, or returns `"unchanged"` if the server says that the known version is still current. Failures that
 * may pass are retried up to three times, honoring a `Retry-After` of up to a minute.
 */
export const download = async (
  address: string,
  known: Validators | undefined,
  options: DownloadOptions,
): Promise<Download | "unchanged"> => {
  const url = parseAddress(address);
  const failure = ({ problem, remedy }: Explanation, cause?: unknown): Failure =>
    new Failure(
      "upstream",
      `${address}: ${problem.split("\n")[0] ?? ""}; ${remedy}; the vendored spec is unchanged.`,
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
      throw failure({
        problem: "status 304 (not modified) in response to an unconditional request",
        remedy: "check the address",
      });
    }
    return {
      text: decodeText(response.body, address),
      url: response.url,
      etag: response.headers.etag ?? null,
      lastModified: response.headers["last-modified"] ?? null,
    };
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    if (tooLarge.signal.aborted)
      throw failure(
        {
          problem: `the document is larger than ${options.maxBytes / 2 ** 20} MiB`,
          remedy: "check the address",
        },
        cause,
      );
    throw failure(explain(cause, options), cause);
  }
};

/** Network errors worth retrying, a truncated response among them. */
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

class RefusedRedirect extends Error {}

/** https, and http on this machine, where nobody can intercept it. */
const isAllowed = ({ hostname, protocol }: URL): boolean =>
  protocol === "https:" ||
  (protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));

const parseAddress = (address: string): URL => {
  const url = URL.parse(address);
  if (url && (url.username || url.password))
    throw new Failure(
      "usage",
      `${url.host}: the address contains credentials; remove them, since messages and lock.json repeat the address.`,
    );
  if (url && isAllowed(url)) return url;
  throw new Failure(
    "usage",
    `${address}: ${url ? `${url.protocol.replace(":", "")} is not allowed, only https (http only on this machine)` : "not a valid address"}; correct \`source\` in pipeline.config.ts, or the flag.`,
  );
};

interface Explanation {
  readonly problem: string;
  readonly remedy: string;
}

const explain = (cause: unknown, { timeout }: DownloadOptions): Explanation => {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const inner = (cause as Error).cause;
  if (inner instanceof RefusedRedirect || cause instanceof RefusedRedirect)
    return {
      problem: `it redirects to ${inner instanceof RefusedRedirect ? inner.message : message}, which is not https`,
      remedy: "use the address that it should lead to",
    };
  if (cause instanceof MaxRedirectsError)
    return {
      problem: `more than ${maxRedirects} redirects`,
      remedy: "open the address in a browser: it redirects in a loop, or to a login page",
    };
  if (cause instanceof HTTPError) {
    const { headers, statusCode, statusMessage } = cause.response;
    const wait = headers["retry-after"];
    return {
      problem: `status ${statusCode}${statusMessage ? ` ${statusMessage}` : ""}${wait === undefined ? "" : `, Retry-After ${wait}`}`,
      remedy:
        statusCode === 404 || statusCode === 410
          ? "upstream has moved it: correct `source` in pipeline.config.ts"
          : statusCode < 500 && statusCode !== 429
            ? "check the address, and whether it needs a login"
            : "try again later",
    };
  }
  if (cause instanceof TimeoutError)
    return {
      problem: `no complete response within ${timeout / 1000} s`,
      remedy: "try again later, or allow more time with --timeout",
    };
  if (
    code === "ERR_HTTP_CONTENT_LENGTH_MISMATCH" ||
    cause instanceof ReadError ||
    code === "ECONNRESET" ||
    code === "ERR_STREAM_PREMATURE_CLOSE"
  )
    return { problem: `the response was cut short (${message})`, remedy: "try again" };
  if (code === "ECONNREFUSED")
    return { problem: "connection refused", remedy: "check the address, or try again later" };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return { problem: "no such host", remedy: "check the address and the network" };
  if (cause instanceof RequestError)
    return {
      problem: `connection failed: ${message}`,
      remedy: "check the network, or try again later",
    };
  return { problem: message, remedy: "try again" };
};
