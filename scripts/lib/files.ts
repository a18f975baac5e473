import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { Failure } from "./failure.ts";

/** The files of a package: POSIX path relative to its folder → text. */
export type Files = ReadonlyMap<string, string>;

/** Every file below a folder, except what `skip` names at its top level. */
export const readFiles = (folder: string, skip: readonly string[] = []): Files => {
  const files = new Map<string, string>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
    if (entry.isFile() && !skip.includes(path.split("/")[0] ?? ""))
      files.set(path, readFileSync(join(folder, path), "utf8"));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
};

export interface Difference {
  readonly path: string;
  readonly kind: "stale" | "missing" | "extra";
}

/** How the files found differ from those wanted. */
export const difference = (wanted: Files, found: Files): Difference[] =>
  [...new Set([...wanted.keys(), ...found.keys()])].sort().flatMap((path): Difference[] => {
    if (!found.has(path)) return [{ path, kind: "missing" }];
    if (!wanted.has(path)) return [{ path, kind: "extra" }];
    return wanted.get(path) === found.get(path) ? [] : [{ path, kind: "stale" }];
  });

/** Lists what a swap replaces. Written once everything is staged. */
export const journalName = ".swap.json";
const staged = (target: string): string => `${target}.staged`;
const replaced = (target: string): string => `${target}.replaced`;

/**
 * Replaces files and whole folders at once: stages everything beside its target, writes the journal, then moves all of it
 * into place. A crash before the journal is written changes nothing; after it, `recover` completes the swap.
 */
export const swap = (journalFolder: string, targets: ReadonlyMap<string, string | Files>): void => {
  const journal = join(journalFolder, journalName);
  try {
    mkdirSync(journalFolder, { recursive: true });
    for (const [target, content] of targets) {
      rmSync(staged(target), { recursive: true, force: true });
      if (typeof content === "string") write(staged(target), content);
      else for (const [path, text] of content) write(join(staged(target), path), text);
    }
    const paths = [...targets.keys()].map((target) => relative(journalFolder, target));
    write(staged(journal), JSON.stringify(paths));
    renameSync(staged(journal), journal);
  } catch (cause) {
    for (const target of [...targets.keys(), journal]) discard(staged(target));
    throw cannotWrite(journalFolder, cause, "nothing was changed");
  }
  recover(journalFolder, [...targets.keys()]);
};

/** Completes a swap that crashed after its journal was written, and removes what one that crashed before had staged. */
export const recover = (journalFolder: string, targets: readonly string[]): void => {
  const journal = join(journalFolder, journalName);
  try {
    if (existsSync(journal)) finish(journal);
    for (const target of [...targets, journal])
      rmSync(staged(target), { recursive: true, force: true });
  } catch (cause) {
    throw cannotWrite(
      journalFolder,
      cause,
      "run the command again to complete the interrupted replacement",
    );
  }
};

const finish = (journal: string): void => {
  const targets = (JSON.parse(readFileSync(journal, "utf8")) as string[]).map((path) =>
    join(dirname(journal), path),
  );
  for (const target of targets) {
    if (!existsSync(staged(target))) continue;
    if (existsSync(target) && statSync(target).isDirectory()) {
      rmSync(replaced(target), { recursive: true, force: true });
      renameSync(target, replaced(target));
    }
    renameSync(staged(target), target);
  }
  for (const target of targets) rmSync(replaced(target), { recursive: true, force: true });
  rmSync(journal);
};

const discard = (path: string): void => {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    return; // In a folder that cannot be written to, nothing was staged either.
  }
};

const cannotWrite = (folder: string, cause: unknown, outcome: string): Failure =>
  new Failure(
    "cannotWrite",
    `cannot write to ${folder}: ${(cause as Error).message}; ${outcome}.`,
    { cause },
  );

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
