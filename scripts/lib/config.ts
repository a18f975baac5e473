import { existsSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure } from "./failure.ts";
import { nearest } from "./names.ts";

/** The shape of `pipeline.config.ts`: what is generated, from what, and with which defaults. Paths are relative to it. */
export interface PipelineConfig {
  /** Where upstream publishes its document: a URL or a file. */
  readonly source: string;
  /** The vendored copy of the selected operations. The normalized document is written beside it. */
  readonly spec: string;
  /** The folder of the generated package. */
  readonly output: string;
  readonly packageName: string;
  /** `"all"`, or a list of operationIds. */
  readonly operations: "all" | readonly string[];
  /** Prefixes of component names to strip, such as names of the vendor's teams. On a clash the one listed first wins. */
  readonly vendorPrefixes: readonly string[];
  /** How this API expects arrays inside deepObject parameters: `a,b`, `[]=a`, repeated, or `[0]=a`. */
  readonly arrayFormat: "comma" | "brackets" | "repeat" | "indices";
  /** The environment variable to read the API key from if the client gets none. */
  readonly apiKeyVariable: string;
  /** The member of an error response that lists the API's own errors. */
  readonly errorShape: { readonly errors: string };
  /** Milliseconds per attempt, and how often a failed request is retried. */
  readonly retry: { readonly timeout: number; readonly maxRetries: number };
  /** The most pages that one paginator reads. */
  readonly paging: { readonly maxPages: number };
}

const keys: readonly (keyof PipelineConfig)[] = [
  "source",
  "spec",
  "output",
  "packageName",
  "operations",
  "vendorPrefixes",
  "arrayFormat",
  "apiKeyVariable",
  "errorShape",
  "retry",
  "paging",
];

/** Loads a configuration and makes its paths absolute. `file` is relative to `folder`. */
export const loadConfig = async (file: string, folder: string): Promise<PipelineConfig> => {
  const path = resolve(folder, file);
  const fail = (problem: string, cause?: unknown): Failure =>
    new Failure("usage", `${file}: ${problem}`, { cause });
  if (!existsSync(path)) throw fail("no such file.");
  let config: unknown;
  try {
    config = ((await import(pathToFileURL(path).href)) as { readonly default?: unknown }).default;
  } catch (cause) {
    throw fail(
      `cannot be loaded: ${firstLine(cause)}; correct it, or pass another --config.`,
      cause,
    );
  }
  if (typeof config !== "object" || config === null)
    throw fail("no default export; export the configuration as pipeline.config.ts does.");
  for (const key of Object.keys(config)) {
    if ((keys as readonly string[]).includes(key)) continue;
    const meant = nearest(key, keys);
    throw fail(
      `unknown setting ${key}; ${meant ? `did you mean ${meant}?` : `use one of ${keys.join(", ")}.`}`,
    );
  }
  const complete = config as PipelineConfig;
  const missing = keys.find((key) => !(key in complete));
  if (missing) throw fail(`missing setting ${missing}; see pipeline.config.ts for an example.`);
  const absolute = (each: string): string =>
    isAbsolute(each) ? each : resolve(dirname(path), each);
  return { ...complete, spec: absolute(complete.spec), output: absolute(complete.output) };
};

/** The flag `--operations`: `all`, or operationIds separated by commas. */
export const readOperations = (flag: string): PipelineConfig["operations"] =>
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
