import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { buffer } from "node:stream/consumers";
import { Failure } from "../lib/failure.ts";
import { decodeText } from "./decode-text.ts";
import type { Known } from "./download.ts";

/** Upstream's document as it came. */
export interface UpstreamText {
  readonly text: string;
  /** How messages call it. */
  readonly name: string;
  /** Null for what did not come from a server. */
  readonly url: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

const isUrl = (source: string): boolean => /^[a-z][a-z0-9+.-]+:\/\//i.test(source);

/** A URL, a file, or `-` for what is piped in → the document's text. */
export const readUpstream = async (
  source: string,
  known: Known | undefined,
  seconds: string | undefined,
): Promise<UpstreamText | "unchanged"> => {
  const timeout = Number(seconds ?? 60) * 1000;
  if (!(timeout > 0 && timeout < 2 ** 31))
    throw new Failure(
      "usage",
      `--timeout: expected seconds above 0, found ${seconds}; leave it out for 60.`,
    );
  const local = { url: null, etag: null, lastModified: null };
  if (source === "-")
    return {
      text: decodeText(await buffer(process.stdin), "standard input"),
      name: "standard input",
      ...local,
    };
  if (!isUrl(source))
    return {
      text: decodeText(readFile(source), basename(source)),
      name: basename(source),
      ...local,
    };
  const { download } = await import("./download.ts"); // Loaded only for what must be downloaded.
  const found = await download(source, known, { timeout, maxBytes: 32 * 2 ** 20 });
  return found === "unchanged"
    ? found
    : { name: basename(new URL(source).pathname) || source, url: source, ...found };
};

const readFile = (path: string): Uint8Array => {
  try {
    return readFileSync(resolve(path));
  } catch (cause) {
    throw new Failure(
      "input",
      `${path}: expected an OpenAPI document, found none that can be read: ${(cause as Error).message}; check the path.`,
      { cause },
    );
  }
};
