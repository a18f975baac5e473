import { readdirSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";

/** Every file below a folder with what it holds, so that two listings show what happened in between. */
export type Listing = ReadonlyMap<string, string>;

export const list = (folder: string): Listing =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      if (entry.isDirectory()) return [[path, "folder"]];
      if (!entry.isFile()) return [[path, "link"]];
      return [[path, createHash("sha256").update(readFileSync(path)).digest("hex")]];
    }),
  );

/** What was created, changed or removed, except below these paths. */
export const changesBetween = (
  before: Listing,
  after: Listing,
  allowed: readonly string[],
): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) =>
      before.get(path) !== after.get(path) &&
      !allowed.some((each) => path === each || path.startsWith(`${each}/`)),
  );
