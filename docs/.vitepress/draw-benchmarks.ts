// Writes docs/benchmarks.md and docs/plots/ from docs/benchmarks.json; with --check, it compares instead.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vega from "vega";
import { compile } from "vega-lite";
import { benchmarkPage } from "../benchmark-page.ts";
import { plotsOf, seal, themes } from "../benchmark-plots.ts";

const docs = join(import.meta.dirname, "..");
const results = JSON.parse(readFileSync(join(docs, "benchmarks.json"), "utf8"));

const files = new Map([["benchmarks.md", await benchmarkPage(results)]]);
for (const { name, specify } of plotsOf(results)) {
  for (const [theme, colors] of Object.entries(themes)) {
    const specification = specify(colors);
    const { spec } = compile(specification as never);
    const drawing = await new vega.View(vega.parse(spec), { renderer: "none" }).toSVG();
    files.set(`plots/${name}-${theme}.svg`, seal(drawing, specification));
  }
}

if (process.argv.includes("--check")) {
  for (const [path, text] of files)
    if (readFileSync(join(docs, path), "utf8") !== text)
      throw new Error(
        `docs/${path}: out of date with benchmarks.json; run npm run docs:benchmarks.`,
      );
} else {
  rmSync(join(docs, "plots"), { recursive: true, force: true });
  mkdirSync(join(docs, "plots"));
  for (const [path, text] of files) writeFileSync(join(docs, path), text);
}
