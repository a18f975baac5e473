import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, isAbsolute, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure } from "./failure.ts";
import { isObject, type JsonObject } from "./json.ts";
import { nearest } from "./names.ts";
import { isUrl } from "./url.ts";

/**
 * The shape of `pipeline.config.ts`: which document to generate from, and what is known about its API beyond that. Every
 * setting except the document has a default. Paths are relative to the file.
 */
export interface PipelineConfig {
  /** Where upstream publishes its document: a URL or a file. `fetch` and `drift` read it. */
  readonly source?: string;
  /**
   * The vendored copy of the selected operations, which `generate` reads. The normalized document is written beside it. A
   * configuration must name it.
   */
  readonly spec?: string;
  /**
   * Documents of the OpenAPI Overlay Specification 1.0 or 1.1 that correct what upstream has wrong, in this order.
   * Default: none.
   */
  readonly overlays?: readonly string[];
  /**
   * Folders, and beginnings of URLs, where the document may refer to files, beside its own folder: `--allow-ref`. Default:
   * none.
   */
  readonly allowRefs?: readonly string[];
  /** Whether to go on without the operations that the document is wrong about: `--skip-faulty`. Default: false. */
  readonly skipFaulty?: boolean;
  /** The folder of the generated package. Default: `generated`. */
  readonly output?: string;
  /** The name of the package. Default: `info.title` in kebab case. */
  readonly packageName?: string;
  /** The operations to generate: `"all"`, or a list of operationIds. Default: `"all"`. */
  readonly operations?: "all" | readonly string[];
  /**
   * Prefixes of component names to strip, such as names of the vendor's teams. On a clash the one listed first wins.
   * Default: none.
   */
  readonly vendorPrefixes?: readonly string[];
  /**
   * Names of query parameters that this API expects as deepObject although its document gives them no style. Default:
   * none.
   */
  readonly deepObjectParameters?: readonly string[];
  /** How this API expects arrays inside deepObject parameters: `a,b`, `[]=a`, repeated, or `[0]=a`. Default: `comma`. */
  readonly arrayFormat?: "comma" | "brackets" | "repeat" | "indices";
  /** The environment variable to read the API key from if the client gets none. Default: `<TITLE>_API_KEY`. */
  readonly apiKeyVariable?: string;
  /** What an error response looks like. Default: any of the common shapes. */
  readonly errorShape?: {
    /** The member that lists the API's own errors. */
    readonly errors?: string;
  };
  /** Defaults of the client's options of the same names. */
  readonly retry?: {
    /** Milliseconds per attempt, including the response body; 0 for no limit. Default: 60 000. */
    readonly timeout?: number;
    /** How often a failed request is retried. Default: 2. */
    readonly maxRetries?: number;
  };
  /** Defaults of a paginator's options of the same names. */
  readonly paging?: {
    /** The most pages that one paginator reads. Default: 10 000. */
    readonly maxPages?: number;
  };
  /**
   * How operations page, by operationId: `x-pagination` as the normalized document has it, without `reason`; `false` for
   * an operation that is to have no paginator. Default: what the document tells.
   */
  readonly pagination?: Readonly<Record<string, JsonObject | false>>;
}

/** A configuration of a project: its paths are absolute, and it names a document. */
export interface ProjectConfig extends PipelineConfig {
  readonly spec: string;
  readonly output: string;
}

/** What a setting must be, and the check for it. */
type Check = readonly [expected: string, isValid: (value: unknown) => boolean];
type Checks = { readonly [setting: string]: Check | Checks };

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const text: Check = ["a string", isText];
const texts: Check = ["a list of strings", (value) => Array.isArray(value) && value.every(isText)];
const count: Check = ["a number, 0 or more", (value) => typeof value === "number" && value >= 0];
const arrayFormats = ["comma", "brackets", "repeat", "indices"];

const checks = {
  source: text,
  spec: text,
  overlays: texts,
  allowRefs: texts,
  skipFaulty: ["true or false", (value) => typeof value === "boolean"],
  output: text,
  packageName: text,
  operations: ['"all" or a list of operationIds', (value) => value === "all" || texts[1](value)],
  vendorPrefixes: texts,
  deepObjectParameters: texts,
  arrayFormat: [
    `one of ${arrayFormats.join(", ")}`,
    (value) => arrayFormats.includes(value as string),
  ],
  apiKeyVariable: text,
  errorShape: { errors: text },
  retry: { timeout: count, maxRetries: count },
  paging: { maxPages: count },
  pagination: [
    "an object with an object or false for each operationId",
    (value) =>
      isObject(value) && Object.values(value).every((each) => each === false || isObject(each)),
  ],
} as const satisfies Record<keyof PipelineConfig, Check | Checks>;

/** Why a configuration is not one; nothing if it is. */
const problemIn = (value: object, allowed: Checks, path = ""): string | undefined => {
  for (const [key, setting] of Object.entries(value) as [string, unknown][]) {
    const check = Object.hasOwn(allowed, key) ? allowed[key] : undefined;
    const known = Object.keys(allowed);
    if (check === undefined) {
      const meant = nearest(key, known);
      return `unknown setting ${path}${key}; ${meant ? `did you mean ${path}${meant}?` : `use one of ${known.join(", ")}.`}`;
    }
    if (setting === undefined) continue;
    const problem = isCheck(check)
      ? check[1](setting)
        ? undefined
        : `setting ${path}${key} must be ${check[0]}, but is ${JSON.stringify(setting)}.`
      : typeof setting === "object" && setting !== null
        ? problemIn(setting, check, `${path}${key}.`)
        : `setting ${path}${key} must be an object with ${Object.keys(check).join(", ")}.`;
    if (problem !== undefined) return problem;
  }
  return undefined;
};

const isCheck = (check: Check | Checks): check is Check => Array.isArray(check);

/** What a project's configuration is called; the first that is there holds. */
export const configNames = ["ts", "mts", "js", "mjs", "json"].map(
  (type) => `pipeline.config.${type}`,
);

/** The configuration that `--config` names, or that of the project, or none: then everything comes from the document. */
export const loadConfig = async (
  file: string | undefined,
  { cwd, project }: { readonly cwd: string; readonly project: string },
): Promise<ProjectConfig> => {
  if (file !== undefined) return readConfig(file, cwd);
  const found = configNames.map((name) => join(project, name)).find((path) => existsSync(path));
  if (found !== undefined) return readConfig(relative(cwd, found), cwd);
  return { spec: join(project, "spec/openapi.yml"), output: join(project, "generated") };
};

/** Loads a configuration and makes its paths absolute. `file` is relative to `folder`. */
const readConfig = async (file: string, folder: string): Promise<ProjectConfig> => {
  const path = resolve(folder, file);
  const fail = (problem: string, cause?: unknown): Failure =>
    new Failure("usage", `${file}: ${problem}`, { cause });
  if (!existsSync(path)) throw fail("no such file; correct --config, or leave it out.");
  let config: unknown;
  try {
    config =
      extname(path) === ".json"
        ? JSON.parse(readFileSync(path, "utf8"))
        : ((await import(pathToFileURL(path).href)) as { readonly default?: unknown }).default;
  } catch (cause) {
    throw fail(
      `cannot be loaded: ${firstLine(cause)}; correct it, or pass another --config.`,
      cause,
    );
  }
  if (typeof config !== "object" || config === null)
    throw fail("no default export; export the configuration as pipeline.config.ts does.");
  const problem = problemIn(config, checks);
  if (problem !== undefined) throw fail(problem);
  const {
    allowRefs,
    output = "generated",
    overlays,
    source,
    spec,
    ...rest
  } = config as PipelineConfig;
  if (spec === undefined)
    throw fail("missing setting spec; see pipeline.config.ts for an example.");
  const absolute = (each: string): string =>
    isAbsolute(each) ? each : resolve(dirname(path), each);
  return {
    ...rest,
    ...(source !== undefined && {
      source: isUrl(source) ? source : relative(folder, absolute(source)),
    }),
    spec: absolute(spec),
    output: absolute(output),
    ...(overlays && { overlays: overlays.map(absolute) }),
    ...(allowRefs && { allowRefs: allowRefs.map((each) => (isUrl(each) ? each : absolute(each))) }),
  };
};

/** Where upstream is: the flag's value, or the configured source. */
export const sourceOf = (
  flag: string,
  value: string | undefined,
  config: PipelineConfig,
): string => {
  const source = value ?? config.source;
  if (source === undefined)
    throw new Failure(
      "usage",
      `no document to read: pass ${flag} <url|file|->, or set source in the configuration.`,
    );
  return source;
};

/** What the configuration and `--allow-ref` allow a document to refer to. */
export const allowedRefs = (
  { allowRefs = [] }: PipelineConfig,
  flag: readonly string[] = [],
): readonly string[] => [...allowRefs, ...flag];

/** The flag `--operations`: `all`, or operationIds separated by commas. */
export const readOperations = (flag: string): "all" | readonly string[] =>
  flag.trim() === "all"
    ? "all"
    : flag
        .split(",")
        .map((id) => id.trim())
        .filter(Boolean);

/** Why a module does not load, without the path of the module that imported it. */
const firstLine = (cause: unknown): string =>
  ((cause as Error).message.split("\n")[0] ?? "").replace(/ imported from .*/, "");

/** `spec/external-connects.yml` → `spec/external-connects.normalized.yml`. */
export const normalizedName = (spec: string): string =>
  spec.replace(/(\.(ya?ml|json|md))?$/i, ".normalized.yml");
