import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../scripts/lib/files.ts";
import { generatePackage } from "../../scripts/pipeline.ts";
import { config, fixturePath, templates } from "../fixtures.ts";

const generate = async (
  retry: typeof config.retry,
  paging: typeof config.paging,
): Promise<Files> => {
  const document = readFileSync(fixturePath("list-widgets", "openapi.yml"), "utf8");
  const { files } = await generatePackage(
    document,
    "openapi.yml",
    { ...config, retry, paging },
    templates,
  );
  return files;
};

/** Each line of the package that matches, with its file. */
const linesWith = (files: Files, pattern: RegExp): string[] =>
  [...files].flatMap(([path, text]) =>
    text
      .split("\n")
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );

/** The default that the README states for an option. */
const documented = (files: Files, option: string): string | undefined =>
  new RegExp(`^\\| \`${option}\` *\\| *(\\S+) *\\|`, "m").exec(files.get("README.md") ?? "")?.[1];

describe("the defaults of another configuration", () => {
  let files: Files;
  beforeAll(async () => {
    files = await generate({ timeout: 5000, maxRetries: 0 }, { maxPages: 7 });
  });

  test("are the values of the runtime and of its doc comments", () => {
    const api = files.get("src/runtime/api.ts") ?? "";
    for (const [constant, option, value] of [
      ["defaultTimeout", "timeout", 5000],
      ["defaultMaxRetries", "maxRetries", 0],
      ["defaultMaxPages", "maxPages", 7],
    ] as const) {
      expect(api).toContain(`export const ${constant}: number = ${String(value)};`);
      expect(api).toMatch(
        new RegExp(`@default ${String(value)} \\*/\\s+readonly ${option}\\?: number`),
      );
    }
  });

  test("are those that the README states", () => {
    expect(documented(files, "timeout")).toBe("5000");
    expect(documented(files, "maxRetries")).toBe("0");
    expect(documented(files, "maxPages")).toBe("7");
  });

  test("leave no trace of the usual ones anywhere in the package", () => {
    expect(linesWith(files, /\b(60|10)[ _,.]?000\b/)).toEqual([]);
    expect(linesWith(files, /retr(y|ies|ied).*\b(2|two|twice)\b(?! \*\*)|@default 2\b/i)).toEqual(
      [],
    );
  });

  test("leave no placeholder in the README", () => {
    expect(linesWith(files, /(?<!\$)\{(timeout|maxRetries|maxPages)\}/)).toEqual([]);
  });
});

test("A configuration can switch the limits off", async () => {
  const files = await generate({ timeout: Infinity, maxRetries: 0 }, { maxPages: Infinity });
  const api = files.get("src/runtime/api.ts") ?? "";
  expect(api).toContain("export const defaultTimeout: number = Infinity;");
  expect(api).toContain("export const defaultMaxPages: number = Infinity;");
  expect(api.match(/@default Infinity /g)).toHaveLength(2);
});
