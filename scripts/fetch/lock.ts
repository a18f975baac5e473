import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Failure } from "../lib/failure.ts";
import { recover } from "../lib/files.ts";
import { isObject, type Json } from "../lib/json.ts";
import { sha256 } from "../lib/sha256.ts";

/** Where the vendored spec came from: `spec/lock.json`. Values are null until it is first fetched. */
export interface Lock {
  /** Hash of the vendored file. */
  readonly sha256: string;
  readonly url: string | null;
  readonly operations: "all" | readonly string[] | null;
  /** `info.version` of upstream's document. */
  readonly version: string | null;
  /** Hash of upstream's whole document, and its server's validators for that version. */
  readonly upstreamSha256: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export const lockFile = (spec: string): string => join(dirname(spec), "lock.json");

/** Messages show the lock from the folder that a command runs in. */
export const readLock = (spec: string, cwd: string): Lock | undefined => {
  const file = lockFile(spec);
  const shown = relative(cwd, file);
  if (!existsSync(file)) return undefined;
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Failure(
      "input",
      `${shown}: not valid JSON (${(cause as Error).message}); restore it from git, or remove it and fetch again.`,
      { cause },
    );
  }
  if (!isObject(data) || typeof data["sha256"] !== "string")
    throw new Failure(
      "input",
      `${shown}: no sha256 of the vendored spec; restore it from git, or remove it and fetch again.`,
    );
  const text = (key: string): string | null => (typeof data[key] === "string" ? data[key] : null);
  return {
    sha256: data["sha256"],
    url: text("url"),
    operations: readOperations(data["operations"]),
    version: text("version"),
    upstreamSha256: text("upstreamSha256"),
    etag: text("etag"),
    lastModified: text("lastModified"),
  };
};

const readOperations = (value: Json | undefined): Lock["operations"] => {
  if (value === "all") return value;
  return Array.isArray(value) ? (value as readonly Json[]).map(String) : null;
};

export const printLock = (lock: Lock): string => `${JSON.stringify(lock, null, 2)}\n`;

/** Whether the lock describes exactly what is vendored, so that an unchanged upstream means an unchanged spec. */
export const isCurrent = (
  lock: Lock,
  vendored: string,
  url: string,
  operations: "all" | readonly string[],
): boolean =>
  lock.url === url &&
  lock.sha256 === sha256(vendored) &&
  JSON.stringify(lock.operations) === JSON.stringify(operations);

/** The hash of upstream's whole document, if what is vendored is still what was cut out of it. */
export const upstreamOf = (spec: string, vendored: string, cwd: string): string | undefined => {
  const lock = readLock(spec, cwd);
  return lock?.sha256 === sha256(vendored) ? (lock.upstreamSha256 ?? undefined) : undefined;
};

/** Completes an interrupted replacement of spec and lock. Every command does this before anything else. */
export const recoverSpec = (spec: string, cwd: string): void => {
  if (existsSync(spec) && statSync(spec).isDirectory())
    throw new Failure(
      "cannotWrite",
      `${relative(cwd, spec)}: a folder where the vendored spec should be; move it away, or correct \`spec\` in the configuration.`,
    );
  recover(dirname(spec), [spec, lockFile(spec)]);
};
