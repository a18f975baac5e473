import { readFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.ts";

export interface PackageSize {
  /** Bytes on disk after installation. */
  readonly unpacked: number;
  readonly runtimeDependencies: number;
}

/** A package's folder → what `npm pack` would put into it, and the dependencies it would install. */
export const packageSize = async (folder: string): Promise<PackageSize> => {
  const packed = await packageContent(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly dependencies?: object;
  };
  return {
    unpacked: packed.unpackedSize,
    runtimeDependencies: Object.keys(dependencies).length,
  };
};

interface Packed {
  readonly name: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** What `npm pack` would write. */
export const packageContent = async (folder: string): Promise<Packed> => {
  const output = await npm(folder, "pack", "--dry-run", "--json", "--ignore-scripts");
  const [packed] = Object.values(JSON.parse(output) as Record<string, Packed>); // Or an array, up to npm 11.
  if (!packed) throw new Error(`npm pack in ${folder}: expected a package, found ${output}`);
  return packed;
};
