import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type PipelineConfig, normalizedName } from "./config.ts";
import { Failure } from "./failure.ts";
import {
  difference,
  type Difference,
  type Files,
  journalName,
  readFiles,
  recover,
  swap,
} from "./files.ts";

/** Where a generated package goes, and where the documents about it do. */
export interface PackageFolder {
  readonly folder: string;
  readonly normalized: string;
  /** Only beside the vendored spec. */
  readonly changes?: string;
}

export const vendoredPackage = (config: PipelineConfig): PackageFolder => ({
  folder: config.output,
  normalized: normalizedName(config.spec),
  changes: join(dirname(config.spec), "normalization.json"),
});

export const packageElsewhere = (folder: string, spec: string): PackageFolder => ({
  folder,
  normalized: join(folder, normalizedName(basename(spec))),
});

const manifestName = "manifest.json";
const owned = [
  "src",
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "tsconfig.json",
  manifestName,
];
/** Never replaced, never compared: what building and installing leave in a package's folder. */
const notOurs = ["dist", "node_modules", "package-lock.json", journalName];

/** Finishes or undoes a replacement that was cut; every command does so before anything else. */
export const recoverPackage = ({ folder, normalized, changes }: PackageFolder): void => {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new Failure(
      "cannotWrite",
      `${folder}: expected a folder, found a file; choose another folder or move the file away.`,
    );
  recover(folder, [
    ...owned.map((name) => join(folder, name)),
    normalized,
    ...(changes === undefined ? [] : [changes]),
  ]);
};

/** Path from the package's folder → text, of the package and of the documents about it. */
const wantedFiles = (
  { folder, normalized, changes }: PackageFolder,
  generated: { readonly files: Files; readonly normalized: string; readonly changes: string },
): Files => {
  const wanted = new Map(generated.files).set(relative(folder, normalized), generated.normalized);
  return changes === undefined ? wanted : wanted.set(relative(folder, changes), generated.changes);
};

/** Replaces the package; `src/` as a whole, so that no file of an earlier run stays, all else file by file. */
export const writePackage = (
  place: PackageFolder,
  generated: Parameters<typeof wantedFiles>[1],
): void => {
  const src = new Map<string, string>();
  const targets = new Map<string, string | Files>();
  for (const [path, text] of wantedFiles(place, generated)) {
    if (path.startsWith("src/")) src.set(path.slice("src/".length), text);
    else targets.set(resolve(place.folder, path), text);
  }
  swap(place.folder, targets.set(join(place.folder, "src"), src));
  // Elsewhere an earlier run may have been given another document.
  for (const path of readFiles(place.folder, [...notOurs, "src"]).keys())
    if (isNormalized(path) && !targets.has(resolve(place.folder, path)))
      rmSync(join(place.folder, path));
};

/** How the package on disk differs from the one that was generated; paths are relative to its folder. */
export const comparePackage = (
  place: PackageFolder,
  generated: Parameters<typeof wantedFiles>[1],
): readonly Difference[] => {
  const found = new Map(readFiles(place.folder, notOurs));
  for (const path of [place.normalized, place.changes])
    if (path !== undefined && existsSync(path))
      found.set(relative(place.folder, path), readFileSync(path, "utf8"));
  return difference(wantedFiles(place, generated), found);
};

/** A folder that holds anything but what an earlier run wrote belongs to somebody else. */
export const refuseForeign = ({ folder }: PackageFolder): void => {
  const written = readManifest(folder);
  const foreign = [...readFiles(folder, notOurs).keys()].find(
    (path) => !written.has(path) && !(written.size > 0 && isNormalized(path)),
  );
  if (foreign !== undefined)
    throw new Failure(
      "usage",
      `${folder}: expected an empty folder, or one that an earlier run wrote, found ${foreign}; choose another folder or empty it.`,
    );
};

const isNormalized = (path: string): boolean => /^[^/]+\.normalized\.yml$/.test(path);

/** The files that an earlier run wrote; none where the manifest is missing or somebody else's. */
const readManifest = (folder: string): ReadonlySet<string> => {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, manifestName), "utf8")) as Partial<
      Record<"generatedBy" | "files", unknown>
    >;
    return new Set(
      manifest.generatedBy && Array.isArray(manifest.files) ? (manifest.files as string[]) : [],
    );
  } catch {
    return new Set();
  }
};
