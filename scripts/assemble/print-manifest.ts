import { createRequire } from "node:module";
import { packageVersion } from "../lib/package-root.ts";

/** Hashes of what a package was generated from: upstream's bytes if they are known, the document, and its normalized form. */
export interface Origin {
  readonly upstreamSha256?: string | undefined;
  readonly documentSha256: string;
  readonly normalizedSha256: string;
}

/** What the package came from, and its files: a folder with any other file is not overwritten. */
export const printManifest = (paths: readonly string[], origin?: Origin): string => {
  const require = createRequire(import.meta.url);
  const versions = Object.fromEntries([
    ["pagewise", packageVersion()],
    ...generators.map((name) => [name, versionOf(name, require)]),
  ]) as object;
  const contents = { generatedBy: versions, generatedFrom: origin, files: [...paths].sort() };
  return `${JSON.stringify(contents, null, 2)}\n`;
};

const generators = ["@hey-api/openapi-ts", "oxfmt", "ts-morph", "typescript"];

/** The version of an installed package, read from its package.json, which not every package exports. */
const versionOf = (name: string, require: NodeJS.Require): string => {
  const folders = require.resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return (require(`${folder}/${name}/package.json`) as { readonly version: string }).version;
    } catch {
      continue;
    }
  }
  throw new Error(
    `${name}: expected it to be installed, found it in none of ${folders.join(", ")}`,
  );
};
