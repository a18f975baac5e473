import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

/** The folder of this tool's own package: the repository, or a folder below somebody's `node_modules`. */
export const packageRoot = dirname(findPackageJSON(import.meta.url) ?? import.meta.filename);

/** The version of this tool. */
export const packageVersion = (): string => {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
};
