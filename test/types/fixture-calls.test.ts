import { beforeAll, describe, expect, test } from "vitest";
import { compile } from "../compile.ts";
import { generateFixture } from "../fixtures.ts";
import { type Call, calls } from "./fixture-calls.ts";

const head = `import * as api from "./src/index.js"; import { withResponse } from "./src/runtime/index.js";
void withResponse; declare const client: api.Client;`;

const rowsOf = (rows: readonly Call[] = []) =>
  rows.map(([name, code, error]) => ({ name, code, error }));

describe.each(Object.keys(calls))("%s", (shape) => {
  const shapeCalls = rowsOf(calls[shape]);
  let diagnostics: readonly string[];

  beforeAll(async () => {
    const files = new Map(await generateFixture(shape));
    for (const { name, code } of shapeCalls)
      files.set(`${name}.ts`, `${head}\n${code};\nexport {};\n`);
    diagnostics = compile(files, {
      declaration: false,
      isolatedDeclarations: false,
      noUnusedLocals: false,
      skipLibCheck: true,
    });
  }, 60_000);

  const check = ({ name, error }: (typeof shapeCalls)[number]): void => {
    const errors = diagnostics.filter((each) => each.startsWith(`${name}.ts(`));
    expect(errors).toEqual(error === undefined ? [] : [expect.stringContaining(error)]);
  };
  test.each(shapeCalls)("$name", check);
});
