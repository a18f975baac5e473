import { bundle, listProgram, packageNameIn, pageProgram } from "./bundle-size.ts";
import type { Bench } from "./row.ts";

/** What a part of the package adds to the two bundles: minified bytes, before gzip. */
export interface BundlePart {
  readonly what: string;
  readonly list: number;
  readonly page: number;
}

/** What each file of the runtime is for; the operations and the settings of the API are the rest. */
const topics: Readonly<Record<string, readonly string[]>> = {
  "checking parameters, and writing them into the query": ["array-format", "leaves", "styles"],
  "requests, retries and hooks": ["client", "request", "retry"],
  "errors, without the secrets that they might repeat": [
    "errors",
    "failure",
    "json",
    "listed-errors",
  ],
  "deadlines and abort signals": ["deadline"],
  credentials: ["credentials", "environment", "headers", "security"],
  "requesting page after page": [
    "by-number",
    "page-count",
    "page-requests",
    "pages",
    "paths",
    "walk",
  ],
  "items that repeat, and lists that do not end": ["page-checks", "page-memory"],
};
const rest = "this operation and this API";

/** The package as built → what its bundles are made of. */
export const weighParts = async ({
  package: folder,
}: Pick<Bench, "package">): Promise<readonly BundlePart[]> => {
  const name = packageNameIn(folder);
  const list = await bytesByTopic(listProgram(name), folder);
  const page = await bytesByTopic(pageProgram(name), folder);
  return [...Object.keys(topics), rest].map((what) => ({
    what,
    list: list.get(what) ?? 0,
    page: page.get(what) ?? 0,
  }));
};

const bytesByTopic = async (
  program: string,
  folder: string,
): Promise<ReadonlyMap<string, number>> => {
  const bytes = new Map<string, number>();
  for (const [path, { bytesInOutput }] of Object.entries((await bundle(program, folder)).inputs)) {
    const topic = topicOf(path);
    bytes.set(topic, (bytes.get(topic) ?? 0) + bytesInOutput);
  }
  return bytes;
};

const topicOf = (path: string): string => {
  const [, file = ""] = /\/runtime\/([^/]+)\.js$/.exec(path) ?? [];
  return Object.entries(topics).find(([, files]) => files.includes(file))?.[0] ?? rest;
};
