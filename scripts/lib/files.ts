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

/** What travels through the back half of the pipeline: POSIX path below the package's folder → text. */
export type Files = ReadonlyMap<string, string>;

/** Every file below a folder, but for what `skip` names on its top level. */
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

/** How a folder differs from what it should hold, over the union of their paths. */
export const difference = (wanted: Files, found: Files): Difference[] =>
  [...new Set([...wanted.keys(), ...found.keys()])].sort().flatMap((path): Difference[] => {
    if (!found.has(path)) return [{ path, kind: "missing" }];
    if (!wanted.has(path)) return [{ path, kind: "extra" }];
    return wanted.get(path) === found.get(path) ? [] : [{ path, kind: "stale" }];
  });

/** Where a swap notes what it is about to replace, from the moment on which all of it is staged. */
export const journalName = ".swap.json";
const staged = (target: string): string => `${target}.staged`;
const replaced = (target: string): string => `${target}.replaced`;

/**
 * Replaces files and whole folders at once: everything is staged beside its target first, then noted in a journal, then
 * moved into place. Cut before the note nothing has happened; cut after it, `recover` finishes the move.
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
    const noted = [...targets.keys()].map((target) => relative(journalFolder, target));
    write(staged(journal), JSON.stringify(noted));
    renameSync(staged(journal), journal);
  } catch (cause) {
    for (const target of [...targets.keys(), journal]) discard(staged(target));
    throw cannotWrite(journalFolder, cause, "nothing was changed");
  }
  recover(journalFolder, [...targets.keys()]);
};

/** Finishes a swap that was cut after its note was written, and clears away one that was cut before. */
export const recover = (journalFolder: string, targets: readonly string[]): void => {
  const journal = join(journalFolder, journalName);
  try {
    if (existsSync(journal)) finish(journal);
    for (const target of [...targets, journal])
      rmSync(staged(target), { recursive: true, force: true });
  } catch (cause) {
    throw cannotWrite(journalFolder, cause, "the next command goes on from here");
  }
};

const finish = (journal: string): void => {
  const noted = (JSON.parse(readFileSync(journal, "utf8")) as string[]).map((target) =>
    join(dirname(journal), target),
  );
  for (const target of noted) {
    if (!existsSync(staged(target))) continue;
    if (existsSync(target) && statSync(target).isDirectory()) {
      rmSync(replaced(target), { recursive: true, force: true });
      renameSync(target, replaced(target));
    }
    renameSync(staged(target), target);
  }
  for (const target of noted) rmSync(replaced(target), { recursive: true, force: true });
  rmSync(journal);
};

const discard = (path: string): void => {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    return; // Where nothing can be written, nothing was.
  }
};

const cannotWrite = (folder: string, cause: unknown, outcome: string): Failure =>
  new Failure(
    "cannotWrite",
    `${folder}: expected a folder that can be written, found: ${(cause as Error).message}; make room or choose another, ${outcome}.`,
    { cause },
  );

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
