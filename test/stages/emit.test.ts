import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { emit } from "../../scripts/stages/emit.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { plan } from "../../scripts/stages/plan.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { config, fixturePath } from "../fixtures.ts";

const text = readFileSync(fixturePath("list-widgets", "openapi.yml"), "utf8");
const planned = plan(normalize(select(readSource(text, "openapi.yml"), "all"), config).document);

test("hey-api's only rendering is intercepted, so that type imports stay type imports", async () => {
  const files = await emit(planned);
  expect([...files.keys()].toSorted()).toEqual([
    "src/components/widget.ts",
    "src/index.ts",
    "src/operations/list-widgets.ts",
  ]);
  const operation = files.get("src/operations/list-widgets.ts") ?? "";
  expect(operation).toContain("import type { Widget }");
  expect(operation).toMatch(/import type \{[^}]*\bClient\b[^}]*\} from ["']\.\.\/runtime\/client/);
});

test("the plan is not changed, and gives the same files again", async () => {
  const before = structuredClone(planned.types);
  const first = await emit(planned);
  expect(planned.types).toEqual(before);
  expect(await emit(planned)).toEqual(first);
});
