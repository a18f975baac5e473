import { describe, expect, test } from "vitest";
import { difference, readFiles } from "../scripts/lib/files.ts";
import { compile } from "./compile.ts";
import { fixturePath, generateFixture, shapes, variants, writtenFiles } from "./fixtures.ts";

describe.each(shapes)("%s", (shape) => {
  test.each(variants(shape))("%s gives exactly want/", async (variant) => {
    const got = writtenFiles(await generateFixture(shape, variant));
    const want = readFiles(fixturePath(shape, "want"));
    for (const [path, text] of got) expect.soft(text, path).toBe(want.get(path));
    expect(difference(got, want), "run `npm run test:update` and read what it changes").toEqual([]);
  });

  test("compiles under every strict flag", async () => {
    expect(compile(await generateFixture(shape))).toEqual([]);
  });
});
