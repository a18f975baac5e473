import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProjectConfig } from "../scripts/lib/config.ts";
import { type Files, readFiles } from "../scripts/lib/files.ts";
import { generatePackage } from "../scripts/pipeline.ts";
import { header } from "../scripts/stages/assemble.ts";

const folder = join(import.meta.dirname, "fixtures");

export const templates = readFiles(join(import.meta.dirname, "../templates"));

export const config: Required<
  Omit<ProjectConfig, "allowRefs" | "overlays" | "skipFaulty" | "source">
> = {
  spec: "openapi.yml",
  output: "",
  packageName: "fixture",
  operations: "all",
  vendorPrefixes: ["vendor"],
  deepObjectParameters: ["filter", "page"],
  arrayFormat: "comma",
  apiKeyVariable: "FIXTURE_API_KEY",
  errorShape: { errors: "errors" },
  retry: { timeout: 60_000, maxRetries: 2 },
  paging: { maxPages: 10_000 },
  pagination: {},
};

/** Each shape has a folder with `openapi.yml`, variants of the same API, and `want/`. */
export const shapes = readdirSync(folder);

export const fixturePath = (shape: string, ...path: string[]): string =>
  join(folder, shape, ...path);

export const variants = (shape: string): string[] =>
  readdirSync(join(folder, shape)).filter((name) => name !== "want");

/** The package generated from a fixture. */
export const generateFixture = async (shape: string, variant = "openapi.yml"): Promise<Files> =>
  (
    await generatePackage(
      readFileSync(join(folder, shape, variant), "utf8"),
      "openapi.yml",
      config,
      templates,
    )
  ).files;

/** The files of a package that depend on its API, without those copied unchanged from `templates/`. */
export const writtenFiles = (files: Files): Files =>
  new Map(
    [...files].filter(
      ([path, text]) =>
        path !== "manifest.json" &&
        `${header}${templates.get(path.replace(/^src\//, "")) ?? ""}` !== text &&
        templates.get(`package/${path}`) !== text,
    ),
  );
