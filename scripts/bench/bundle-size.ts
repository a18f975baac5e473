import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Bytes of a program for browsers with all that it imports: minified, then `gzip -9`. */
export const bundleSize = async (
  program: string,
  folder: string,
  external: readonly string[] = [],
): Promise<number> => {
  const {
    outputFiles: [bundle],
  } = await build({
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: [...external],
    write: false,
    logLevel: "silent",
  });
  if (!bundle) throw new Error("esbuild wrote no bundle");
  return gzipSync(bundle.contents, { level: 9 }).length;
};

export interface BundleSizes {
  /** Of a program that lists one page. */
  readonly list: number;
  /** Of one that pages through all items. */
  readonly page: number;
}

/** The folder of the built package → what programs that use it weigh. The package is imported by its own name. */
export const bundleSizes = async (folder: string): Promise<BundleSizes> => {
  const { name } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
  };
  return {
    list: await bundleSize(listProgram(name), folder),
    page: await bundleSize(pageProgram(name), folder),
  };
};

const listProgram = (name: string): string => `
  import { createClient, listExternalConnections } from ${JSON.stringify(name)};
  const client = createClient({ apiKey: "KEY" });
  const { data } = await listExternalConnections(client, { page: { number: 1 } });
  console.log(data);
`;

const pageProgram = (name: string): string => `
  import { createClient, paginateListExternalConnections } from ${JSON.stringify(name)};
  const client = createClient({ apiKey: "KEY" });
  for await (const connection of paginateListExternalConnections(client)) console.log(connection);
`;
