import { createRequire, registerHooks } from "node:module";
import type { Files } from "../lib/files.ts";
import { isObject, type Json } from "../lib/json.ts";
import { kebabCase } from "../lib/names.ts";
import type { PlannedOperation } from "../plan/operation.ts";
import type { GeneratedSources } from "./generate-sources.ts";
import type { WireChange } from "./report.ts";

/** The example call of each operation, sent through both packages: where the requests differ, both. */
export const compareRequests = async (
  before: GeneratedSources,
  after: GeneratedSources,
): Promise<readonly WireChange[]> => {
  const [old, current] = [loadPackage(before.files), loadPackage(after.files)];
  const changes: WireChange[] = [];
  for (const operation of before.planned.operations) {
    const now = after.planned.operations.find(
      ({ id }) => kebabCase(id) === kebabCase(operation.id),
    );
    if (!now) continue;
    const was = await requestOf(old, operation, operation.example);
    // The same call where upstream still takes it, else upstream's own example.
    const example = { ...now.example, ...operation.example };
    const is =
      (await requestOf(current, now, now.needsParams ? example : operation.example)) ??
      (await requestOf(current, now, now.example));
    if (was !== undefined && is !== undefined && was !== is)
      changes.push({ operation: operation.id, before: was, after: is });
  }
  return changes;
};

type Module = Readonly<Record<string, unknown>>;
type Call = (client: unknown, params: unknown, options: unknown) => Promise<unknown>;

/** What an operation's function hands to `fetch`; nothing where it refuses its parameters. */
const requestOf = async (
  module: Module,
  { functionName, example }: PlannedOperation,
  params: Json = example,
): Promise<string | undefined> => {
  let sent: Request | undefined;
  const createClient = module["createClient"] as (options: object) => unknown;
  const options = {
    ...{ apiKey: "KEY", username: "USER", password: "PASSWORD" },
    ...(defaultServer(module) === undefined && { baseUrl: "https://api.example.com" }),
    fetch: (request: Request) => {
      sent = request.clone();
      return Promise.resolve(new Response(null, { status: 418 }));
    },
  };
  const call = module[functionName] as Call;
  await call(createClient(options), withFiles(params), { maxRetries: 0 }).catch(() => undefined);
  return sent && spellRequest(sent);
};

const defaultServer = (module: Module): unknown => module["defaultBaseUrl"];

/** JSON cannot hold a file; an example marks where one belongs. */
const withFiles = (value: Json): unknown => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withFiles);
  if (!isObject(value)) return value;
  if (value[""] === "file") return new Blob(["file"]);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withFiles(member)]));
};

const spellRequest = async (request: Request): Promise<string> => {
  const type = request.headers.get("content-type") ?? "";
  const boundary = /boundary=(.*)/.exec(type)?.[1];
  const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`);
  const lines = [`${request.method} ${request.url}`, ...headers, await request.text()]
    .filter(Boolean)
    .join("\n");
  return boundary === undefined ? lines : lines.replaceAll(boundary, "boundary"); // Which is another one each time.
};

let packages = 0;

/** The package itself, loaded from memory: what is shown is what it sends. */
const loadPackage = (files: Files): Module => {
  if (files.size === 0) return {};
  const root = `file:///generated-package/${packages++}/`; // Which need not be on the disk.
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith(root)) return { url: specifier, shortCircuit: true };
      if (!context.parentURL?.startsWith(root)) return next(specifier, context);
      return {
        url: new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL).href,
        shortCircuit: true,
      };
    },
    load(url, context, next) {
      const source = url.startsWith(root) ? files.get(url.slice(root.length)) : undefined;
      return source === undefined
        ? next(url, context)
        : { format: "module-typescript", source, shortCircuit: true };
    },
  });
  try {
    const load = createRequire(import.meta.url);
    return {
      ...(load(`${root}src/index.ts`) as Module),
      ...(load(`${root}src/runtime/api.ts`) as Module),
    };
  } finally {
    hooks.deregister();
  }
};
