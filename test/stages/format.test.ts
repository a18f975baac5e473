import { expect, test } from "vitest";
import { format } from "../../scripts/stages/format.ts";
import { layOutAll } from "../../scripts/print/lay-out-all.ts";

const given = (index: number): string => `export   type A${index} = {a:"${index}"}`;
const wanted = (index: number): string => `export type A${index} = { a: "${index}" };\n`;
const indexes = Array.from({ length: 60 }, (_, index) => index);

test("each file is laid out as its kind is, in the order given", async () => {
  const files = await format(
    new Map([
      ["src/a.ts", "const a = 'a'"],
      ["README.md", "# A\n\n|a|\n|-|\n\n```ts\nconst a = 'a'\n```\n"],
      ["package.json", '{"private":true}'],
      ["LICENSE", "MIT  "],
    ]),
  );
  expect([...files]).toEqual([
    ["src/a.ts", 'const a = "a";\n'],
    ["README.md", '# A\n\n|a|\n|-|\n\n```ts\nconst a = "a";\n```\n'],
    ["package.json", '{\n  "private": true\n}\n'],
    ["LICENSE", "MIT  "],
  ]);
});

test.each([0, 1, 2])("beside %i workers, texts come back in their order", async (workers) => {
  expect(await layOutAll(indexes.map(given), workers)).toEqual(indexes.map(wanted));
});

test("what a worker cannot lay out is thrown", async () => {
  const texts = [...indexes.map(given), "export type ="];
  await expect(layOutAll(texts, 1)).rejects.toThrow("Unexpected token");
});
