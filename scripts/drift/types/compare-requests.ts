import type { Files } from "../../lib/files.ts";
import { isObject, type Json } from "../../lib/json.ts";
import { kebabCase } from "../../lib/names.ts";
import type { PlannedOperation } from "../../plan/operation.ts";
import type { Plan } from "../../plan/plan.ts";
import { type Both, both } from "../both.ts";
import type { WireChange } from "../report.ts";
import { loadPackage, type Module } from "./load-package.ts";

/** A generated package, unformatted, and what it was printed from. */
export interface PrintedPackage {
  readonly files: Files;
  readonly plan: Plan;
}

/** The example call of each operation, sent through both packages: both requests, where they differ. */
export const compareRequests = async (
  packages: Both<PrintedPackage>,
): Promise<readonly WireChange[]> => {
  const modules = both(packages, ({ files }) => loadPackage(files));
  const changes: WireChange[] = [];
  for (const operation of packages.before.plan.operations) {
    const current = packages.after.plan.operations.find(
      ({ id }) => kebabCase(id) === kebabCase(operation.id),
    );
    if (!current) continue;
    const before = await requestOf(
      packages.before.plan,
      modules.before,
      operation,
      operation.example,
    );
    // The same call where upstream still accepts it, or else upstream's own example.
    const example = { ...current.example, ...operation.example };
    const after =
      (await requestOf(
        packages.after.plan,
        modules.after,
        current,
        current.needsParams ? example : operation.example,
      )) ?? (await requestOf(packages.after.plan, modules.after, current, current.example));
    if (before !== undefined && after !== undefined && before !== after)
      changes.push({ operation: operation.id, before, after });
  }
  return changes;
};

type Call = (client: unknown, params: unknown, options: unknown) => Promise<unknown>;

/** The request that an operation's function passes to `fetch`; nothing where it rejects its parameters. */
const requestOf = async (
  { credentials }: Plan,
  module: Module,
  { functionName, example }: PlannedOperation,
  params: Json = example,
): Promise<string | undefined> => {
  let sent: Request | undefined;
  const createClient = module["createClient"] as (options: object) => unknown;
  const options = {
    ...Object.fromEntries(credentials.map(({ option }) => [option, option.toUpperCase()])),
    password: "PASSWORD",
    ...(defaultServer(module) === undefined && { baseUrl: "https://api.example.com" }),
    fetch: (...request: ConstructorParameters<typeof Request>) => {
      sent = new Request(...request);
      return Promise.resolve(new Response(null, { status: 418 }));
    },
  };
  const call = module[functionName] as Call;
  await call(createClient(options), withFiles(params), { maxRetries: 0 }).catch(() => undefined);
  return sent && formatRequest(sent);
};

const defaultServer = (module: Module): unknown => module["defaultBaseUrl"];

/** An example marks where a file belongs, since JSON cannot hold one. */
const withFiles = (value: Json): unknown => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withFiles);
  if (!isObject(value)) return value;
  if (value[""] === "file") return new Blob(["file"]);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withFiles(member)]));
};

const formatRequest = async (request: Request): Promise<string> => {
  const type = request.headers.get("content-type") ?? "";
  const boundary = /boundary=(.*)/.exec(type)?.[1];
  const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`);
  const lines = [`${request.method} ${request.url}`, ...headers, await request.text()]
    .filter(Boolean)
    .join("\n");
  return boundary === undefined ? lines : lines.replaceAll(boundary, "boundary"); // The boundary is random.
};
