import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const root = join(import.meta.dirname, "..");
const read = (folder: string): readonly (readonly [path: string, entry: Locked])[] => {
  const text = readFileSync(join(root, folder, "package-lock.json"), "utf8");
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Locked>> };
  return Object.entries(packages).filter(([path]) => path.includes("node_modules/"));
};

/** They ask for no more than to be named. */
const permissive = [
  "(MIT OR CC0-1.0)",
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "Python-2.0",
];

/** Also in order for what only runs here, and is given to nobody. */
const forTools = [...permissive, "CC0-1.0", "CC-BY-4.0", "MIT-0", "MPL-2.0", "Unlicense"];

/** Their package.json says MIT in a form that npm no longer reads. */
const unread =
  /\/(busboy|streamsearch|compute-(gcd|lcm)|validate\.io-(function|integer|integer-array|number))$/;

test("what the tool installs has permissive licenses", () => {
  const entries = read(".").filter(([, { dev, link }]) => !dev && !link);
  expect(entries.map(([path]) => path)).toContain("node_modules/@hey-api/openapi-ts");
  for (const [path, { license }] of entries) expect(permissive, path).toContain(license);
});

test.each([".", "docs", "test/consumers", "test/judge"])(
  "so has what %s installs for tools",
  (folder) => {
    for (const [path, { license, link }] of read(folder))
      if (!link && !unread.test(path)) expect(forTools, path).toContain(license);
  },
);
