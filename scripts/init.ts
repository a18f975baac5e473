import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { fetch } from "./fetch.ts";
import { generate } from "./generate.ts";
import { addLines } from "./init/add-lines.ts";
import { printConfiguration, settingsFor } from "./init/configuration.ts";
import { extendPackageJson } from "./init/extend-package-json.ts";
import { generateApart } from "./init/generate-apart.ts";
import { defineCommand } from "./lib/command-line.ts";
import "./lib/compile-cache.js";
import { configNames, readOperations } from "./lib/config.ts";
import { exitCode, Failure } from "./lib/failure.ts";
import { type Files, readFiles, recover, swap } from "./lib/files.ts";
import { byCodeUnit } from "./lib/json.ts";
import { packageRoot, packageVersion } from "./lib/package-root.ts";
import { isUrl } from "./lib/url.ts";
import { layOut } from "./print/lay-out.ts";

const help = `Makes a project of the current folder, empty or not: vendors a document, generates the package, and writes the
configuration, npm scripts, and two workflows for GitHub: one checks the package, one follows upstream by pull request.
Overwrites nothing.

  --source <url|file>   where upstream publishes its document
  --name <package>      the name of the package (default: the title of the document)
  --operations <list>   "all", or operationIds separated by commas (default: all)
  --allow-ref <place>   another folder, or the beginning of a URL, where the document may refer to files; may be repeated
  --skip-faulty         go on without the operations that the document is wrong about, and list them
  --timeout <seconds>   time limit for each download attempt (default: 60)
  --dry-run             list what would be written, and write nothing
  --quiet               print errors only
  --help                show this help

Exit codes: 0 done · 3 invalid document · 4 upstream unreachable · 64 bad usage, or something is in the way ·
70 internal error · 74 cannot write
`;

const flags = {
  source: { type: "string" },
  name: { type: "string" },
  operations: { type: "string" },
  "allow-ref": { type: "string", multiple: true },
  "skip-faulty": { type: "boolean" },
  timeout: { type: "string" },
  "dry-run": { type: "boolean" },
} as const;

export const init = defineCommand({ name: "init", help, flags }, async (values, context) => {
  const { cwd, log, project, stage, stdout } = context;
  const { name, source, timeout } = values;
  if (source === undefined || source === "-")
    throw new Failure(
      "usage",
      "init needs a document that it can read again later; pass --source <url|file>.",
    );
  recover(project, []);
  const read = (path: string): string | undefined =>
    existsSync(join(project, path)) ? readFileSync(join(project, path), "utf8") : undefined;
  const packageJson = extendPackageJson(read("package.json"), packageVersion());
  /** As the configuration has it: a path from its folder, or a URL. */
  const fromProject = (place: string): string =>
    isUrl(place) ? place : relative(project, resolve(cwd, place)).split(sep).join("/") || ".";
  const allowed = values["allow-ref"] ?? [];
  const chosen = {
    name,
    operations: values.operations === undefined ? "all" : readOperations(values.operations),
    allowRefs: allowed.map(fromProject),
    skipFaulty: values["skip-faulty"],
    source: fromProject(source),
  } as const;

  const fetchFlags = [
    "--source",
    source,
    ...allowed.flatMap((each) => ["--allow-ref", each]),
    ...(timeout === undefined ? [] : ["--timeout", timeout]),
  ];
  const sharedFlags = values.quiet === true ? ["--quiet"] : [];
  const made = await generateApart({ fetch, generate }, fetchFlags, sharedFlags, chosen, context);
  if ("failed" in made) return made.failed;

  const templates = readFiles(join(packageRoot, "templates/repository"));
  const configuration = printConfiguration(settingsFor({ ...chosen, spec: made.spec }));
  const created: Files = new Map([
    ...made.files,
    [
      packageJson.isModule ? "pipeline.config.ts" : "pipeline.config.mts",
      await layOut("pipeline.config.ts", configuration),
    ],
    ...["check.yml", "drift.yml"].map(
      (file) => [`.github/workflows/${file}`, templates.get(file) ?? ""] as const,
    ),
  ]);
  checkFree(project, created, packageJson);
  const extended = new Map([
    ["package.json", packageJson.text],
    ...["gitattributes", "gitignore"].map(
      (file) => [`.${file}`, addLines(read(`.${file}`) ?? "", templates.get(file) ?? "")] as const,
    ),
  ]);
  const written = [...created, ...extended]
    .filter(([path, text]) => read(path) !== text)
    .sort(([a], [b]) => byCodeUnit(a, b));
  if (values["dry-run"] === true) {
    for (const [path] of written)
      stdout.write(`${read(path) === undefined ? "create" : "extend"}  ${path}\n`);
    return exitCode.done;
  }
  await stage("write", () => {
    swap(project, new Map(written.map(([path, text]) => [join(project, path), text])));
  });
  log(
    `wrote ${written.length} files; next: npm install, npm run build --workspace generated, commit`,
  );
  return exitCode.done;
});

/** Fails where a file, a script or a name is there already. */
const checkFree = (
  project: string,
  created: Files,
  { name, taken }: ReturnType<typeof extendPackageJson>,
): void => {
  const inTheWay = new Set([
    ...[...configNames, ...created.keys()].filter(
      (path) => !path.startsWith("generated/") && existsSync(join(project, path)),
    ),
    ...(isFree(join(project, "generated")) ? [] : ["generated"]),
    ...taken.map((script) => `the script ${script} of package.json`),
  ]);
  if (inTheWay.size > 0)
    throw new Failure(
      "usage",
      `init would overwrite ${[...inTheWay].join(", ")}; move that out of the way, or run init in another folder.`,
    );
  const packageName = nameIn(created.get("generated/package.json"));
  if (packageName === name)
    throw new Failure(
      "usage",
      `the package would be called ${packageName}, as this project is; pass another --name.`,
    );
};

const isFree = (folder: string): boolean =>
  !existsSync(folder) || (statSync(folder).isDirectory() && readdirSync(folder).length === 0);

const nameIn = (packageJson = "{}"): string =>
  (JSON.parse(packageJson) as { readonly name: string }).name;
