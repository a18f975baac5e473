import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { publint } from "publint";
import { beforeAll, describe, expect, test } from "vitest";
import { type BundlePart, weighParts } from "../../scripts/bench/bundle-parts.ts";
import { bundleSizes } from "../../scripts/bench/bundle-size.ts";
import { budgets } from "../../scripts/bench/budgets.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const root = join(import.meta.dirname, "../..");
const generated = join(root, "generated");
const run = promisify(execFile);

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

const pack = async (...options: string[]): Promise<Packed> => {
  const { stdout } = await run("npm", ["pack", "--json", ...options], { cwd: generated });
  const packed = Object.values(JSON.parse(stdout) as Record<string, Packed>)[0];
  if (!packed) throw new Error(`npm pack: expected a package, found ${stdout}`);
  return packed;
};

describe("the package, packed", () => {
  let packed: Packed;
  beforeAll(async () => {
    packed = await pack("--dry-run");
  });

  test("stays within its size budget, and depends on nothing", () => {
    const { dependencies = {}, peerDependencies = {} } = JSON.parse(
      readFileSync(join(generated, "package.json"), "utf8"),
    ) as Record<string, object>;
    expect(packed.unpackedSize).toBeLessThanOrEqual(budgets.unpacked);
    expect({ ...dependencies, ...peerDependencies }).toEqual({});
  });

  test("contains the sources of its source maps", () => {
    const paths = new Set(packed.files.map(({ path }) => path));
    for (const path of paths) {
      if (!path.endsWith(".map")) continue;
      const { sources } = JSON.parse(readFileSync(join(generated, path), "utf8")) as {
        readonly sources: readonly string[];
      };
      for (const source of sources)
        expect(paths).toContain(join(path, "..", source).replaceAll("\\", "/"));
    }
    expect(paths).toContain("dist/runtime/request.js.map");
  });

  test("holds every declaration that its declarations import", () => {
    const paths = packed.files.map(({ path }) => path);
    const declarations = paths.filter((path) => path.endsWith(".d.ts"));
    for (const path of declarations) {
      const text = readFileSync(join(generated, path), "utf8");
      for (const [, specifier = ""] of text.matchAll(/(?:from|import\() ?"(\.[^"]*)\.js"/g))
        expect(paths, `${path} imports it`).toContain(posix.join(path, "..", `${specifier}.d.ts`));
    }
    expect(declarations).toContain("dist/runtime/client.d.ts");
    expect(declarations).not.toContain("dist/runtime/request.d.ts");
  });

  test("passes publint", async () => {
    const { messages } = await publint({ pkgDir: generated, strict: true, pack: "npm" });
    expect(messages).toEqual([]);
  });

  test("passes arethetypeswrong wherever ESM is supported", async () => {
    const folder = temporaryFolder();
    const { filename } = await pack("--pack-destination", folder);
    const attw = join(root, "node_modules/.bin/attw");
    await run(attw, [join(folder, filename), "--profile", "esm-only", "--quiet"]);
  });
});

describe("a bundle", () => {
  test("of a program that lists or pages has not grown", async () => {
    const { list, page } = await bundleSizes(generated);
    expect(list).toBeLessThanOrEqual(budgets.listBundle);
    expect(page).toBeLessThanOrEqual(budgets.pageBundle);
  });

  test("has parts that the published table names, and hardly any others", async () => {
    const parts = await weighParts({ package: generated });
    const isOnlyForPages = ({ list, page }: BundlePart): boolean => list === 0 && page > 0;
    expect(parts.filter(isOnlyForPages).map(({ what }) => what)).toEqual([
      "requesting page after page",
      "items that repeat, and lists that do not end",
    ]);
    const { list: rest = Infinity } = parts.at(-1) ?? {};
    expect(rest).toBeLessThan(600); // More is a file of the runtime that has no topic.
    for (const { page, what } of parts) expect(page, what).toBeGreaterThan(0);
  });

  test("of a bare import is empty: importing runs nothing", async () => {
    const names = [
      "telnyx-external-connections",
      "telnyx-external-connections/client",
      "telnyx-external-connections/operations/list-external-connections",
    ];
    for (const name of names) {
      for (const contents of [
        `import ${JSON.stringify(name)};`,
        `import * as all from ${JSON.stringify(name)};`,
      ]) {
        const { outputFiles } = await build({
          stdin: { contents, resolveDir: generated },
          bundle: true,
          minify: true,
          format: "esm",
          write: false,
          // Otherwise esbuild would trust `sideEffects: false` without looking.
          ignoreAnnotations: true,
        });
        expect(outputFiles[0]?.text.trim(), contents).toBe("");
      }
    }
  });
});
