import { createRequire } from "node:module";
import { posix } from "node:path";
import { Project, type SourceFile } from "ts-morph";
import type { PipelineConfig } from "../lib/config.ts";
import type { Files } from "../lib/files.ts";
import type { Plan } from "./plan.ts";
import { printReadme } from "./print-readme.ts";

/** The hand-written part of the package, as it lies in `templates/`: path below it → text. */
export type Templates = Files;

/** Files of `src/` → with what is written for this API: the runtime's constants, the index, package.json, README. */
export const assemble = (
  files: Files,
  plan: Plan,
  config: PipelineConfig,
  templates: Templates,
): Files =>
  new Map([
    ...files,
    ["src/runtime/api.ts", bindApi(templateNamed("runtime/api.ts", templates), plan, config)],
    [
      "src/index.ts",
      exportsOfRuntime(templateNamed("runtime/index.ts", templates)) +
        (files.get("src/index.ts") ?? ""),
    ],
    ["package.json", packageJson(templateNamed("package/package.json", templates), config)],
    ["README.md", printReadme(templateNamed("package/README.md", templates), plan, config)],
  ]);

/** Files → the whole package, with what is copied as it is, and a manifest of all of it. */
export const addTemplates = (files: Files, templates: Templates): Files => {
  const result = new Map(files);
  const copy = (path: string, target: string): void => {
    const text = templates.get(path);
    if (text !== undefined && !result.has(target)) result.set(target, text);
  };
  for (const path of templates.keys())
    if (path.startsWith("package/")) copy(path, path.slice("package/".length));
  copy("runtime/index.ts", "src/runtime/index.ts"); // The package's `./client`.
  // Of the runtime only what is imported; a map that grows is walked to its new end.
  for (const [path, text] of result) {
    for (const [, specifier = ""] of text.matchAll(/ from ["'](\.[^"']*)\.js["']/g)) {
      const target = `${posix.join(posix.dirname(path), specifier)}.ts`;
      copy(target.replace(/^src\//, ""), target);
    }
  }
  return result.set("manifest.json", manifest([...result.keys(), "manifest.json"]));
};

const templateNamed = (path: string, templates: Templates): string => {
  const text = templates.get(path);
  if (text === undefined) throw new Error(`templates/${path}: expected a template, found none`);
  return text;
};

/** The constants of `runtime/api.ts` with the values of this API; one that is missing there is a fault of ours. */
const bindApi = (text: string, plan: Plan, config: PipelineConfig): string => {
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("api.ts", text);
  const set = (name: string, value: unknown): void => {
    file
      .getVariableDeclarationOrThrow(name)
      .setInitializer(value === undefined ? "undefined" : JSON.stringify(value));
  };
  set("defaultBaseUrl", plan.baseUrl);
  set("apiKeyVariable", config.apiKeyVariable);
  set("errorList", config.errorShape.errors);
  const setLimit = (constant: string, type: string, option: string, value: number): void => {
    file.getVariableDeclarationOrThrow(constant).setInitializer(String(value));
    const [comment] = file.getInterfaceOrThrow(type).getPropertyOrThrow(option).getJsDocs();
    const tag = comment?.getTags().find((each) => each.getTagName() === "default");
    if (!tag)
      throw new Error(
        `templates/runtime/api.ts: expected @default in ${type}.${option}, found none`,
      );
    tag.set({ text: String(value) });
  };
  setLimit("defaultTimeout", "Limits", "timeout", config.retry.timeout);
  setLimit("defaultMaxRetries", "Limits", "maxRetries", config.retry.maxRetries);
  setLimit("defaultMaxPages", "PageLimits", "maxPages", config.paging.maxPages);
  const server = file.getInterfaceOrThrow("Server").getPropertyOrThrow("baseUrl");
  const [comment] = server.getJsDocs();
  if (plan.baseUrl === undefined) {
    server.setHasQuestionToken(false).setType("string");
    comment?.setDescription("An absolute URL. The specification declares no server.");
  } else
    comment?.setDescription(
      `An absolute URL. Default: \`${plan.baseUrl.replaceAll("*/", "*\\/")}\`.`,
    );
  exportOf(file, "arrayFormat").setName(config.arrayFormat);
  const [first = "NoCredentials", ...others] = plan.credentials;
  exportOf(file, "Credentials").setName(first);
  if (others.length > 0) {
    exportOf(file, "Credentials").getExportDeclaration().remove();
    file.addImportDeclaration({
      isTypeOnly: true,
      moduleSpecifier: "./credentials.js",
      namedImports: [...plan.credentials],
    });
    file.addInterface({ isExported: true, name: "Credentials", extends: [...plan.credentials] });
  }
  return file.getFullText();
};

const exportOf = (file: SourceFile, alias: string) => {
  const found = file
    .getExportDeclarations()
    .flatMap((each) => each.getNamedExports())
    .find((each) => each.getAliasNode()?.getText() === alias);
  if (!found)
    throw new Error(`templates/runtime/api.ts: expected an export named ${alias}, found none`);
  return found;
};

/** `export … from "./client.js"` in the runtime's index → `export … from "./runtime/client.js"` in the package's. */
const exportsOfRuntime = (text: string): string => {
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("index.ts", text);
  for (const each of file.getExportDeclarations())
    each.setModuleSpecifier((each.getModuleSpecifierValue() ?? "").replace(/^\.\//, "./runtime/"));
  return file.getFullText();
};

/** Of the template only the name is changed; its version is the package's version. */
const packageJson = (template: string, { packageName }: PipelineConfig): string => {
  const { private: _private, ...contents } = JSON.parse(template) as Record<string, unknown>;
  return `${JSON.stringify({ ...contents, name: packageName }, null, 2)}\n`;
};

const generators = ["@hey-api/openapi-ts", "prettier", "ts-morph", "typescript"];

/** What the package consists of, and what made it: a folder with anything else in it is not overwritten. */
const manifest = (paths: readonly string[]): string => {
  const require = createRequire(import.meta.url);
  const versions = Object.fromEntries(generators.map((name) => [name, versionOf(name, require)]));
  return `${JSON.stringify({ generatedBy: versions, files: [...paths].sort() }, null, 2)}\n`;
};

/** A package's own version, read from its package.json, which not every package exports. */
const versionOf = (name: string, require: NodeJS.Require): string => {
  const folders = require.resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return (require(`${folder}/${name}/package.json`) as { readonly version: string }).version;
    } catch {
      continue;
    }
  }
  throw new Error(
    `${name}: expected it to be installed, found it in none of ${folders.join(", ")}`,
  );
};
