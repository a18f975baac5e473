import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { benchmarkPage, plotInMarkdown } from "../docs/benchmark-page.ts";
import { isDrawnFrom, plotsOf, themes } from "../docs/benchmark-plots.ts";
import { mergeResults, type Results } from "../scripts/bench/results.ts";

const docs = join(import.meta.dirname, "../docs");
const read = (path: string): string => readFileSync(join(docs, path), "utf8");
const results = JSON.parse(read("benchmarks.json")) as Results;
const drawn = plotsOf(results).flatMap(({ name, specify }) =>
  Object.entries(themes).map(([theme, colors]) => ({
    file: `${name}-${theme}.svg`,
    specification: specify(colors),
  })),
);

/** `npm run docs:benchmarks` repairs what fails here. */
describe("docs/benchmarks.json", () => {
  test("is what the page says", async () => {
    expect(read("benchmarks.md")).toBe(await benchmarkPage(results));
  });

  test.each(drawn)("is what $file shows", ({ file, specification }) => {
    const text = read(`plots/${file}`);
    expect(isDrawnFrom(text, specification)).toBe(true);
    expect(isDrawnFrom(text, { ...specification, width: 1 })).toBe(false);
    expect(isDrawnFrom(text.replace("<path", "<path "), specification)).toBe(false);
  });

  test("is all that is drawn", () => {
    expect(readdirSync(join(docs, "plots")).sort()).toEqual(drawn.map(({ file }) => file).sort());
  });

  test("has the sizes that the first screen shows", () => {
    const [sizes] = plotsOf(results);
    expect(sizes?.name).toBe("bundle-sizes");
    expect(read("index.md")).toContain(sizes ? plotInMarkdown(sizes) : "");
  });

  test("has the figures that README.md names", () => {
    const readme = read("../README.md");
    const plots = new Map(plotsOf(results).map(({ alt, name }) => [name, alt]));
    const figures = (plot: string): ReadonlyMap<string, string> =>
      new Map(
        [
          ...(plots.get(plot) ?? "").matchAll(
            /(?<=[:,] )(\S[^,:]*?) (\d[\d.]*(?: of \d+)?)(?=[,.])/g,
          ),
        ].map(([, name = "", figure = ""]) => [name, figure]),
      );
    const [sizes, queries, servers] = ["bundle-sizes", "queries", "servers"].map(figures);
    // Telnyx's own SDK was asked for fewer queries.
    const generators = [...(queries ?? [])].filter(([name]) => !/pagewise|telnyx/.test(name));
    const counts = generators.map(([, figure]) => Number.parseInt(figure));
    expect(counts).toHaveLength(6);
    for (const figure of [
      ...[
        `, ${queries?.get("pagewise")} reach`,
        `it is ${Math.min(...counts)} to ${Math.max(...counts)} of 15.`,
      ],
      `, ${servers?.get("pagewise")} walks`,
      `it is ${servers?.get("telnyx")}.`,
      `is ${sizes?.get("pagewise")} kB`,
      `it is ${sizes?.get("telnyx")} kB.`,
    ])
      expect(readme).toContain(figure);
  });

  test("has the versions of everything that was compared", () => {
    const { comparisons, ...tables } = results;
    for (const { measured } of [...Object.values(comparisons), ...Object.values(tables)])
      for (const version of Object.values(measured.versions))
        expect(version).toMatch(/^(npm:\w+@)?\d+\.\d+\.\d+$/);
  });
});

test("What could not be measured again stays as it was", () => {
  const part = (what: string) => ({
    measured: { date: "2026-01-01", cpu: "any", cores: 1, node: "24.0.0", versions: {} },
    entries: [{ what }] as never,
  });
  const former: Results = {
    comparisons: { one: part("old"), two: part("old") },
    documents: part("old"),
  };
  expect(mergeResults(former, { comparisons: { two: part("new") }, queries: part("new") })).toEqual(
    {
      comparisons: { one: part("old"), two: part("new") },
      documents: part("old"),
      queries: part("new"),
    },
  );
});
