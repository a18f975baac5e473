import { basename } from "node:path";
import type { Io } from "../lib/command-line.ts";
import { Failure } from "../lib/failure.ts";
import { decodeText, readTextFile } from "../lib/text-file.ts";
import { isUrl } from "../lib/url.ts";
import type { Validators } from "./download.ts";

/** Upstream's document, unparsed. */
export interface UpstreamText {
  readonly text: string;
  /** What messages call it. */
  readonly name: string;
  /** Null unless it came from a server. */
  readonly url: string | null;
  /** Where its references start from: its address, after redirects, or its path. */
  readonly location: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Reads the document from a URL, a file, or standard input (`-`). */
export const readUpstream = async (
  source: string,
  known: Validators | undefined,
  timeoutFlag: string | undefined,
  { cwd, readInput }: Pick<Io, "cwd" | "readInput">,
): Promise<UpstreamText | "unchanged"> => {
  const timeout = Number(timeoutFlag ?? 60) * 1000;
  if (!(timeout > 0 && timeout < 2 ** 31))
    throw new Failure(
      "usage",
      `--timeout must be a number of seconds above 0, not ${timeoutFlag}; leave it out for 60.`,
    );
  const local = { url: null, location: source, etag: null, lastModified: null };
  if (source === "-") {
    const name = "standard input";
    return { text: decodeText(await readInput(), name), name, ...local };
  }
  if (!isUrl(source)) return { text: readTextFile(source, cwd), name: basename(source), ...local };
  const { download } = await import("./download.ts"); // Loads an HTTP client, which files do not need.
  const found = await download(source, known, { timeout, maxBytes: 32 * 2 ** 20 });
  return found === "unchanged"
    ? found
    : {
        ...found,
        name: basename(new URL(source).pathname) || source,
        url: source,
        location: found.url,
      };
};
