import { readFileSync } from "node:fs";
import { join } from "node:path";
import qs from "qs";
import { describe, expect, test } from "vitest";
import pipelineConfig from "../../pipeline.config.ts";
import { generatePackage } from "../../scripts/pipeline.ts";
import { templates } from "../fixtures.ts";
import { arriving } from "./declared-value.ts";
import { callEverything } from "./example-calls.ts";
import { goldenFixtures, goldenOf, goldenPath } from "./golden.ts";

describe("golden files", () => {
  test.each(goldenFixtures)("The requests of %s equal its golden file", async (fixture) => {
    const want = readFileSync(goldenPath(fixture), "utf8");
    expect(await goldenOf(fixture), "run `npm run test:update` and read what it changes").toBe(
      want,
    );
  });
});

const corpus = process.env["SPEC_CORPUS"];

/** Without SPEC_CORPUS this is skipped: the document is not part of the repository. */
describe.skipIf(corpus === undefined)("the full document", () => {
  test("Every parameter of 23 operations arrives unchanged", async () => {
    const text = readFileSync(join(corpus ?? "", "specs/external-connects.full.yml"), "utf8");
    const calls = await callEverything(
      await generatePackage(
        text,
        "openapi.yml",
        { ...pipelineConfig, operations: "all" },
        templates,
      ),
    );
    expect(new Set(calls.map(({ name }) => name)).size).toBe(23);
    for (const { name, operation, params, request } of calls) {
      const { parameters = {}, path } = operation;
      const { body, ...given } = params;
      const inPath = new Set(Array.from(path.matchAll(/\{(.*?)\}/g), ([, key]) => key));
      const query = Object.fromEntries(Object.entries(given).filter(([key]) => !inPath.has(key)));
      const { pathname, search } = new URL(request.url);

      expect(request.method, name).toBe(operation.method);
      expect(pathname.split("/").map(decodeURIComponent), name).toEqual(
        ["", "v2", ...path.split("/").slice(1)].map((segment) =>
          segment.replace(/^\{(.*)\}$/, (_, key: string) => String(given[key])),
        ),
      );
      expect(qs.parse(search.slice(1), { comma: true }), name).toEqual(
        arriving(query, parameters) ?? {},
      );
      const sent = await request.text();
      expect(sent === "" ? undefined : JSON.parse(sent), name).toEqual(body);
    }
  });
});
