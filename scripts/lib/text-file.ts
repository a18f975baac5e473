import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Failure } from "./failure.ts";

/** A file of UTF-8 text. `path` is relative to `folder`, and is what messages call the file. */
export const readTextFile = (path: string, folder: string, remedy = "check the path"): string => {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(resolve(folder, path));
  } catch (cause) {
    throw new Failure("input", `${path}: ${explain(cause)}; ${remedy}.`, { cause });
  }
  return decodeText(bytes, path);
};

/** Bytes → text, without a byte order mark. Invalid UTF-8 is an error, never replaced. */
export const decodeText = (bytes: Uint8Array, name: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure(
      "input",
      `${name}: not a text in UTF-8; convert it, or check that this is the file you meant.`,
      { cause },
    );
  }
};

const explain = (cause: unknown): string => {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === "ENOENT") return "no such file";
  if (code === "EISDIR") return "a folder, not a file";
  return `cannot be read: ${message}`;
};
