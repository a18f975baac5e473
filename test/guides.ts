import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** Everything that people read to use the package or the tool, by path. */
export const guides: readonly string[] = [
  "README.md",
  "docs/*.md",
  "examples/**/README.md",
].flatMap((pattern) =>
  globSync(pattern, { cwd: root, exclude: (path) => path.includes("node_modules") }),
);

export interface Fence {
  readonly language: string;
  /** What follows the language: `[client.ts]`, or `fixture=bodies`. */
  readonly about: string;
  readonly text: string;
}

export const fencesOf = (guide: string): readonly Fence[] =>
  [...readFileSync(join(root, guide), "utf8").matchAll(/^```(\w+)(.*)\n([\s\S]*?)^```/gm)].map(
    ([, language = "", about = "", text = ""]) => ({ language, about: about.trim(), text }),
  );
