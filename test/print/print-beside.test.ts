import { expect, test } from "vitest";
import { printBeside } from "../../scripts/print/print-beside.ts";
import { printYaml } from "../../scripts/print/print-yaml.ts";

test("A thread of its own prints the same YAML", async () => {
  const shared = { type: "string", description: "a: b # c" };
  const data = { a: shared, b: [shared, null, 1.5, "x ".repeat(80)], "200": { $ref: "#/a" } };
  expect(await printBeside(data, true)).toBe(printYaml(data));
});
