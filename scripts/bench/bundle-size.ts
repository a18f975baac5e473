import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** A program for browsers with all that it imports, minified; and how much of it comes from each file. */
export const bundle = async (
  program: string,
  folder: string,
  external: readonly string[] = [],
): Promise<{
  readonly contents: Uint8Array;
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}> => {
  const {
    metafile: { outputs },
    outputFiles: [file],
  } = await build({
    stdin: { contents: program, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: [...external],
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const [output] = Object.values(outputs);
  if (!file || !output) throw new Error("esbuild wrote no bundle");
  return { contents: file.contents, inputs: output.inputs };
};

/** Bytes of such a bundle after `gzip -9`. */
export const bundleSize = async (...program: Parameters<typeof bundle>): Promise<number> =>
  gzipSync((await bundle(...program)).contents, { level: 9 }).length;

export interface BundleSizes {
  /** Of a program that lists one page. */
  readonly list: number;
  /** Of one that pages through all items. */
  readonly page: number;
}

/** The folder of the built package → what programs that use it weigh. The package is imported by its own name. */
export const bundleSizes = async (folder: string): Promise<BundleSizes> => {
  const name = packageNameIn(folder);
  return {
    list: await bundleSize(listProgram(name), folder),
    page: await bundleSize(pageProgram(name), folder),
  };
};

export const packageNameIn = (folder: string): string => {
  const { name } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
  };
  return name;
};

export const listProgram = (name: string): string => `
  import { createClient, listExternalConnections } from ${JSON.stringify(name)};
  const client = createClient({ apiKey: "KEY" });
  const { data } = await listExternalConnections(client, { page: { number: 1 } });
  console.log(data);
`;

export const pageProgram = (name: string): string => `
  import { createClient, paginateListExternalConnections } from ${JSON.stringify(name)};
  const client = createClient({ apiKey: "KEY" });
  for await (const connection of paginateListExternalConnections(client)) console.log(connection);
`;
