import type { PipelineConfig } from "./config.ts";
import type { JsonObject } from "./json.ts";
import { kebabCase, screamingSnakeCase } from "./names.ts";
import { DocumentNode } from "./node.ts";

/** A configuration with every default filled in. */
export interface Settings {
  readonly packageName: string;
  /** One sentence for package.json and the README. */
  readonly description: string;
  readonly operations: "all" | readonly string[];
  readonly vendorPrefixes: readonly string[];
  readonly deepObjectParameters: readonly string[];
  readonly arrayFormat: NonNullable<PipelineConfig["arrayFormat"]>;
  readonly apiKeyVariable: string;
  readonly errorShape: { readonly errors: string };
  /** Whether the configuration says where errors are, so that nothing else is read from them. */
  readonly hasErrorShape: boolean;
  readonly retry: { readonly timeout: number; readonly maxRetries: number };
  readonly paging: { readonly maxPages: number };
  readonly pagination: NonNullable<PipelineConfig["pagination"]>;
}

/** The settings that do not depend on the document. */
const defaults = {
  operations: "all",
  vendorPrefixes: [],
  deepObjectParameters: [],
  arrayFormat: "comma",
  errorShape: { errors: "errors" },
  retry: { timeout: 60_000, maxRetries: 2 },
  paging: { maxPages: 10_000 },
} as const;

/** Fills in the defaults; names are made from the document's title. */
export const settingsFor = (config: PipelineConfig, root: JsonObject): Settings => {
  const title =
    new DocumentNode(root).member("info")?.text("title").replace(/\s+/g, " ").trim() ?? "";
  const {
    operations = defaults.operations,
    vendorPrefixes = defaults.vendorPrefixes,
    deepObjectParameters = defaults.deepObjectParameters,
    arrayFormat = defaults.arrayFormat,
    packageName = nameFrom(title),
  } = config;
  const { apiKeyVariable = variableFrom(nameFrom(title)) } = config;
  return {
    packageName,
    operations,
    vendorPrefixes,
    deepObjectParameters,
    arrayFormat,
    apiKeyVariable,
    description: `A small typed client for ${title || packageName}, generated from its OpenAPI document.`,
    errorShape: { ...defaults.errorShape, ...config.errorShape },
    hasErrorShape: config.errorShape !== undefined,
    retry: { ...defaults.retry, ...config.retry },
    paging: { ...defaults.paging, ...config.paging },
    pagination: config.pagination ?? {},
  };
};

/** The settings that a configuration leaves open, for people to check. */
export const assumedSettings = (config: PipelineConfig, settings: Settings): readonly string[] => {
  const assumed = (["packageName", "apiKeyVariable", "arrayFormat"] as const)
    .filter((key) => config[key] === undefined)
    .map((key) => `${key} ${settings[key]}`);
  return assumed.length === 0
    ? []
    : [`assumed ${assumed.join(", ")}; a configuration can set them, see --config`];
};

/** `Pet Shop API` → `pet-shop-api`: npm allows ASCII letters in lower case, digits and hyphens. */
const nameFrom = (title: string): string =>
  kebabCase(title.normalize("NFKD"))
    .replace(/[^a-z0-9-]/g, "")
    .replace(/^-+|-+$/g, "")
    .slice(0, 200) || "api-client";

/** `PET_SHOP`: what the environment variables of an API begin with. */
export const variablePrefixFrom = (title: string): string =>
  variableFrom(nameFrom(title)).replace(/_API_KEY$/, "");

/** `pet-shop-api` → `PET_SHOP_API_KEY`; `pet-shop` likewise. */
const variableFrom = (name: string): string =>
  `${screamingSnakeCase(name.replace(/-api$/, "")).replace(/^(?=\d)/, "_")}_API_KEY`;
