import { build, type Plugin } from "esbuild";
import { posix } from "node:path";
import type { Files } from "../../scripts/lib/files.ts";

/** What a generated package exports, with the package itself held in memory. */
export async function loadPackage(files: Files): Promise<Readonly<Record<string, unknown>>> {
  const held: Plugin = {
    name: "held",
    setup: (bundle) => {
      bundle.onResolve({ filter: /./ }, ({ path, importer }) => ({
        path: posix.join(posix.dirname(importer), path.replace(/\.js$/, ".ts")),
        namespace: "held",
      }));
      bundle.onLoad({ filter: /./ }, ({ path }) => ({
        contents: files.get(path) ?? "",
        loader: "ts",
      }));
    },
  };
  const { outputFiles } = await build({
    entryPoints: ["src/index.ts"],
    bundle: true,
    format: "esm",
    write: false,
    plugins: [held],
    logLevel: "silent",
  });
  const [code] = outputFiles;
  const url = `data:text/javascript;base64,${Buffer.from(code?.contents ?? []).toString("base64")}`;
  return (await import(url)) as Readonly<Record<string, unknown>>;
}
