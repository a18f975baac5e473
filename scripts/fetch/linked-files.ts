import { realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Failure } from "../lib/failure.ts";
import type { LinkedFile, LinkedFiles, Unreadable } from "../lib/linked-files.ts";
import { readTextFile } from "../lib/text-file.ts";
import { isUrl } from "../lib/url.ts";

export interface LinkedOptions {
  /** The folder that paths of flags start from. */
  readonly cwd: string;
  /** Folders and beginnings of URLs, beside the document's own folder, from which files may be read. */
  readonly allowed?: readonly string[];
  /** Milliseconds per attempt of a download. */
  readonly timeout?: number;
}

/** Reads what a document refers to, from its own folder and below, and from what was allowed. Nothing else is touched. */
export const linkedFiles = (source: string, options: LinkedOptions): LinkedFiles | undefined => {
  if (source === "-") return undefined;
  const { allowed = [], cwd } = options;
  const url = isUrl(source) ? source : addressOfFile(resolve(cwd, source));
  const folders = allowed
    .filter((each) => !isUrl(each))
    .map((each) => realPath(resolve(cwd, each)));
  const urls = allowed.filter(isUrl);
  if (isUrl(source)) urls.push(new URL(".", source).href);
  else folders.push(dirname(fileURLToPath(url)));
  return {
    url,
    read: async (address) => {
      if (address.startsWith("file:")) return readFile(address, folders, cwd);
      if (urls.some((each) => isBelow(address, each)))
        return readUrl(address, urls, options.timeout ?? 60_000);
      const { host } = URL.parse(address) ?? {};
      return {
        problem: host
          ? `names a document on ${host}; move it into this document's folder, or allow it with --allow-ref ${new URL(".", address).href}`
          : "names nothing that can be read; correct the reference",
      };
    },
  };
};

const readFile = (
  address: string,
  folders: readonly string[],
  cwd: string,
): LinkedFile | Unreadable => {
  let path: string;
  try {
    path = fileURLToPath(address);
  } catch {
    return { problem: "is not a path to a file; correct it" };
  }
  const real = realPath(path);
  if (!folders.some((folder) => isWithin(real, folder)))
    return {
      problem: `leads out of the document's folder; move the file into it, or allow its folder with --allow-ref ${relative(cwd, dirname(real)) || "."}`,
    };
  try {
    const text = readTextFile(real, cwd, "correct the reference or add the file");
    return { url: pathToFileURL(real).href, text };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const reason = error.message.slice(error.message.indexOf(": ") + 2).replace(/\.$/, "");
    return { problem: `cannot be read: ${reason}` };
  }
};

const readUrl = async (
  address: string,
  allowed: readonly string[],
  timeout: number,
): Promise<LinkedFile | Unreadable> => {
  const { download } = await import("./download.ts"); // Loads an HTTP client, which files do not need.
  try {
    const found = await download(address, undefined, { timeout, maxBytes: 32 * 2 ** 20 });
    if (found === "unchanged") return { problem: "was not sent; try again", isUpstream: true };
    if (!allowed.some((each) => isBelow(found.url, each)))
      return {
        problem: `is redirected to ${found.url}, which is elsewhere; allow it with --allow-ref ${new URL(".", found.url).href}`,
      };
    return { url: address, text: found.text };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { problem: `cannot be read: ${error.message.replace(/\.$/, "")}`, isUpstream: true };
  }
};

/** The path without symbolic links, of which one could lead out of a folder; the path itself where there is no file. */
const realPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPath(folder), relative(folder, path));
  }
};

/** The document's own name stays, also where it is a symbolic link: its references start from where it is. */
const addressOfFile = (path: string): string =>
  pathToFileURL(join(realPath(dirname(path)), relative(dirname(path), path))).href;

const isWithin = (path: string, folder: string): boolean =>
  path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** Whether an address begins with another one, where a segment of its path ends: never `https://a.example.evil`. */
const isBelow = (address: string, prefix: string): boolean => {
  const [own, base] = [URL.parse(address), URL.parse(prefix)];
  if (!own || own.origin !== base?.origin) return false;
  const path = base.pathname.endsWith("/") ? base.pathname : `${base.pathname}/`;
  return own.pathname.startsWith(path) || own.pathname === base.pathname;
};
