import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { readFiles } from "../../scripts/lib/files.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { type Generated, generatePackage } from "../../scripts/pipeline.ts";
import type { Client, ClientOptions } from "../../templates/runtime/client.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import { credentialsOf } from "../wire/example-calls.ts";
import { loadPackage } from "../wire/load-package.ts";
import { paramsFor } from "./permitted-values.ts";
import { startPrism } from "./prism.ts";
import { type Violation, violationsIn } from "./witness.ts";

type Call = (client: Client, params: object) => Promise<unknown>;

/** A call of one operation, and what Prism said of it. */
export interface Judged {
  readonly name: string;
  /** The request as it was sent; nothing if the package refused to send it. */
  readonly request?: string | undefined;
  readonly status?: number | undefined;
  /** What Prism has against the request. */
  readonly violations: readonly string[];
  /** What the call resolved to, or why it failed. */
  readonly result?: unknown;
  readonly error?: unknown;
}

/** Generates a package from a document, with every operation that the document is not wrong about. */
export const generateFrom = (path: string): Promise<Generated> =>
  generatePackage(
    readFileSync(path, "utf8"),
    basename(path),
    { operations: "all" },
    readFiles(join(import.meta.dirname, "../../templates")),
    undefined,
    { skipFaulty: true },
  );

/** Calls every operation of a package before Prism, which serves the document that it was generated from. */
export async function* callAll(
  path: string,
  { files, normalized }: Generated,
): AsyncGenerator<Judged, undefined> {
  const root = parse(normalized, { maxAliasCount: -1 }) as JsonObject;
  const exported = await loadPackage(files);
  const createClient = exported["createClient"] as (options: ClientOptions) => Client;
  const prism = await startPrism(path);
  try {
    for (const [name, call] of Object.entries(exported)) {
      const operation = await operationOf(call);
      if (operation === undefined) continue;
      const seen: Partial<{ request: string; status: number; violations: readonly string[] }> = {};
      // The server of the document is Prism, whatever path it has there.
      const fetch: ClientOptions["fetch"] = async (url, init) => {
        const { pathname, search } = new URL(String(url));
        const target = pathOf(operation, pathname) + search;
        seen.request = `${operation.method} ${target}`;
        const response = await globalThis.fetch(`http://127.0.0.1:${prism.port}${target}`, init);
        seen.status = response.status;
        seen.violations = (await violationsOf(response))
          .filter(({ location }) => location[0] !== "response")
          .map(({ location, message }) => `${location.join(".")}: ${message}`);
        return response;
      };
      const options = { baseUrl: "https://api.example.com", maxRetries: 0, fetch };
      const client = createClient({ ...credentialsOf(root), ...options });
      const outcome = await Promise.resolve()
        .then(() => (call as Call)(client, paramsFor(operation, root)))
        .then(
          (result) => ({ result }),
          (error: unknown) => ({ error }),
        );
      yield { name, violations: [], ...seen, ...outcome };
    }
  } finally {
    prism.stop();
  }
}

/** Prism names them in a header, or in an error of its own. */
async function violationsOf(response: Response): Promise<readonly Violation[]> {
  const named = violationsIn(response.headers.get("sl-violations"));
  if (named.length > 0 || response.ok) return named;
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as {
    readonly validation?: readonly Violation[];
  } | null;
  return body?.validation ?? [];
}

/** What an exported function hands to its client; nothing for what is no operation's function. */
async function operationOf(exported: unknown): Promise<Operation | undefined> {
  if (typeof exported !== "function" || String(exported).startsWith("class")) return undefined;
  let found: Operation | undefined;
  const request = async (operation: object): Promise<never> => {
    found = operation as Operation;
    return undefined as never;
  };
  await Promise.resolve()
    .then(() => (exported as Call)({ request }, {}))
    .catch(() => undefined);
  return found;
}

/** The end of a path that its template matches: without the path of a server. */
const pathOf = ({ path }: Operation, pathname: string): string => {
  const literal = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&");
  const template = path.split(/[?#]/)[0] ?? "";
  const pattern = template
    .split(/\{.*?\}/)
    .map(literal)
    .join("[^/]*");
  return new RegExp(`${pattern}$`).exec(pathname)?.[0] ?? pathname;
};
