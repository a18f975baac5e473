import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { type ProjectConfig, normalizedName } from "./config.ts";
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

/** Where a generated package is written, and the two documents about it. */
export interface PackageFolder {
  readonly folder: string;
  readonly normalized: string;
  /** Only beside the vendored spec. */
  readonly changes?: string;
}

export const vendoredPackage = (config: ProjectConfig): PackageFolder => ({
  folder: config.output,
  normalized: normalizedName(config.spec),
  changes: join(dirname(config.spec), "normalization.json"),
});

export const packageElsewhere = (folder: string, spec: string): PackageFolder => ({
  folder,
  normalized: join(folder, normalizedName(basename(spec))),
});

const manifestName = "manifest.json";
const ownFiles = [
  "src",
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "tsconfig.json",
  manifestName,
];
/** Never replaced and never compared: what building and installing leave in a package's folder. */
const buildOutput = ["dist", "node_modules", "package-lock.json", journalName];

/** Templates → the same with what people decide about the releases of this package: its version and its changelog. */
export const keepReleases = ({ folder }: PackageFolder, templates: Files): Files => {
  const kept = new Map(templates);
  if (readManifest(folder).size === 0) return kept; // Not generated yet.
  const read = (name: string): string | undefined => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, "utf8") : undefined;
  };
  const changelog = read("CHANGELOG.md");
  if (changelog !== undefined) kept.set("package/CHANGELOG.md", changelog);
  const [, version] = /^ {2}"version": ("[^"]+")/m.exec(read("package.json") ?? "") ?? [];
  const template = "package/_package.json";
  const text = kept.get(template);
  if (version !== undefined && text !== undefined)
    kept.set(template, text.replace(/(?<=^ {2}"version": )"[^"]+"/m, version));
  return kept;
};

/** Completes or undoes an interrupted replacement. Every command does this before anything else. */
export const recoverPackage = ({ folder, normalized, changes }: PackageFolder): void => {
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new Failure(
      "cannotWrite",
      `${folder}: a file, not a folder; choose another folder, or move the file away.`,
    );
  recover(folder, [
    ...ownFiles.map((name) => join(folder, name)),
    normalized,
    ...(changes === undefined ? [] : [changes]),
  ]);
};

/** The package and the documents about it: path relative to the package's folder → text. */
const wantedFiles = (
  { folder, normalized, changes }: PackageFolder,
  generated: { readonly files: Files; readonly normalized: string; readonly changes: string },
): Files => {
  const wanted = new Map(generated.files).set(relative(folder, normalized), generated.normalized);
  return changes === undefined ? wanted : wanted.set(relative(folder, changes), generated.changes);
};

/** Replaces the package: `src/` as a whole, so that no file of an earlier run stays, the rest file by file. */
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
  // With --out, an earlier run may have left the normalized form of another document.
  for (const path of readFiles(place.folder, [...buildOutput, "src"]).keys())
    if (isNormalized(path) && !targets.has(resolve(place.folder, path)))
      rmSync(join(place.folder, path));
};

/** How the package on disk differs from the generated one. Paths are relative to its folder. */
export const comparePackage = (
  place: PackageFolder,
  generated: Parameters<typeof wantedFiles>[1],
): readonly Difference[] => {
  const found = new Map(readFiles(place.folder, buildOutput));
  for (const path of [place.normalized, place.changes])
    if (path !== undefined && existsSync(path))
      found.set(relative(place.folder, path), readFileSync(path, "utf8"));
  return difference(wantedFiles(place, generated), found);
};

/** Fails if the folder contains anything that an earlier run did not write. */
export const assertOwnFolder = ({ folder }: PackageFolder, name: string): void => {
  const written = readManifest(folder);
  const foreign = [...readFiles(folder, buildOutput).keys()].find(
    (path) => !written.has(path) && !(written.size > 0 && isNormalized(path)),
  );
  if (foreign !== undefined)
    throw new Failure(
      "usage",
      `${name} is not empty (${foreign}) and was not generated by this tool; choose another folder or empty it.`,
    );
};

const isNormalized = (path: string): boolean => /^[^/]+\.normalized\.yml$/.test(path);

/** The files that an earlier run wrote; none if the manifest is missing or not ours. */
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
