import { existsSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure } from "./failure.ts";
import { nearest } from "./names.ts";

/** What is generated, from what, and with which defaults: the shape of `pipeline.config.ts`. Paths are relative to it. */
export interface PipelineConfig {
  /** Where upstream publishes its document: a URL or a file. */
  readonly source: string;
  /** The vendored copy of the selected operations. The normalized form lies beside it. */
  readonly spec: string;
  /** The folder of the generated package. */
  readonly output: string;
  readonly packageName: string;
  /** `"all"`, or the operationIds that are wanted. */
  readonly operations: "all" | readonly string[];
  /** Prefixes of component names that only say which of the vendor's teams wrote them, first come first served. */
  readonly vendorPrefixes: readonly string[];
  /** How this API takes arrays inside deepObject parameters: `a,b`, `[]=a`, repeated, or `[0]=a`. */
  readonly arrayFormat: "comma" | "brackets" | "repeat" | "indices";
  /** The environment variable that holds the API key where the client is given none. */
  readonly apiKeyVariable: string;
  /** The member of an error's body that holds the API's own errors. */
  readonly errorShape: { readonly errors: string };
  /** Milliseconds of one attempt, and how many times a request is sent again. */
  readonly retry: { readonly timeout: number; readonly maxRetries: number };
  /** How many pages a walk reads at most. */
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

/** A configuration file → the configuration, its paths absolute. */
export const loadConfig = async (file: string): Promise<PipelineConfig> => {
  const path = resolve(file);
  let config: unknown;
  try {
    config = ((await import(pathToFileURL(path).href)) as { readonly default?: unknown }).default;
  } catch (cause) {
    throw new Failure(
      "usage",
      `${file}: expected a pipeline configuration, found none that loads: ${oneLine(cause, path)}; correct it, or pass another with --config.`,
      { cause },
    );
  }
  if (typeof config !== "object" || config === null)
    throw new Failure(
      "usage",
      `${file}: expected a default export that is a pipeline configuration, found none.`,
    );
  for (const key of Object.keys(config)) {
    if ((keys as readonly string[]).includes(key)) continue;
    const meant = nearest(key, keys);
    throw new Failure(
      "usage",
      `${file}: expected one of ${keys.join(", ")}, found ${key}${meant ? `; did you mean ${meant}?` : "."}`,
    );
  }
  const complete = config as PipelineConfig;
  const missing = keys.find((key) => !(key in complete));
  if (missing)
    throw new Failure(
      "usage",
      `${file}: expected ${missing}, found nothing; see pipeline.config.ts for what it says.`,
    );
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

/** What the runtime says of a module it could not load, without saying who asked for it. */
const oneLine = (cause: unknown, path: string): string =>
  existsSync(path)
    ? ((cause as Error).message.split("\n")[0] ?? "").replace(/ imported from .*/, "")
    : "there is no such file";

/** `spec/external-connects.yml` → `spec/external-connects.normalized.yml`. */
export const normalizedName = (spec: string): string =>
  spec.replace(/(\.(ya?ml|json|md))?$/i, ".normalized.yml");
