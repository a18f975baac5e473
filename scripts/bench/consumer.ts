import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Ended, runNode } from "./child.ts";
import { npm } from "./npm.ts";
import { packageContent } from "./package-size.ts";
import { compiler } from "./places.ts";

/** Builds a copy of a package, as the package says, and puts what npm would pack of it into a consumer's `node_modules`. */
export const installBuilt = async (source: string, consumer: string): Promise<string> => {
  const copy = join(consumer, "built");
  cpSync(source, copy, {
    recursive: true,
    filter: (path) => !/[\\/](dist|node_modules)$/.test(path),
  });
  await npm(copy, "run", "build");
  const { files, name } = await packageContent(copy);
  const installed = join(consumer, "node_modules", name);
  for (const { path } of files) cpSync(join(copy, path), join(installed, path));
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ private: true, type: "module" }));
  return installed;
};

/** A project of one file, and how its compiler is run. */
export const writeProject = (folder: string, program: string): (() => Promise<Ended>) => {
  mkdirSync(folder, { recursive: true });
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    strict: true,
    skipLibCheck: true,
    types: [],
    noEmit: true,
  };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["index.ts"] }),
  );
  writeFileSync(join(folder, "index.ts"), program);
  return () => runNode([compiler, "-p", folder], { cwd: folder, withUsage: true });
};
