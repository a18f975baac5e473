import { parse } from "yaml";
import { camelCase } from "../../scripts/lib/names.ts";
import type { Client, ClientOptions, RequestOptions } from "../../templates/runtime/client.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import { asArray, asObject, asString, type JsonObject } from "../../scripts/lib/json.ts";
import type { Generated } from "../../scripts/pipeline.ts";
import { loadPackage } from "./load-package.ts";
import { countAlternatives, resolve, sample } from "./sample.ts";

type Call = (client: Client, params: object, options?: RequestOptions) => Promise<unknown>;

/** One call of one operation, with a value for everything that is declared, and the request that it sent. */
export interface ExampleCall {
  readonly name: string;
  readonly operation: Operation;
  readonly params: Readonly<Record<string, unknown>>;
  readonly request: Request;
}

/** Calls every operation of a generated package once, and once more for each further alternative of a schema. */
export async function callEverything({ files, normalized }: Generated): Promise<ExampleCall[]> {
  const exported = await loadPackage(files);
  const root = parse(normalized) as JsonObject;
  const createClient = exported["createClient"] as (options: object) => Client;
  const calls: ExampleCall[] = [];
  for (const [name, call] of Object.entries(exported)) {
    const operation = await operationOf(call);
    if (operation === undefined) continue;
    for (const params of exampleParams(operation, root)) {
      const sent: Request[] = [];
      const client = createClient({
        ...credentialsOf(root),
        ...baseUrl(root),
        fetch: recordTo(sent, operation),
      });
      await (call as Call)(client, params);
      const [request] = sent;
      if (request === undefined) throw new Error(`${name}: expected a request, found none`);
      calls.push({ name, operation, params, request });
    }
  }
  return calls;
}

/** Every option that may hold a credential: several schemes are options under their own names. */
export const credentialsOf = (root: JsonObject): object => ({
  ...Object.fromEntries(
    Object.keys(asObject(asObject(root["components"])["securitySchemes"])).map((key) => [
      camelCase(key),
      "KEY_example",
    ]),
  ),
  apiKey: "KEY_example",
  username: "user",
  password: "password",
});

const baseUrl = (root: JsonObject): ClientOptions =>
  asArray(root["servers"]).some((each) => /^https?:/.test(String(asObject(each)["url"])))
    ? {}
    : { baseUrl: "https://example.com" };

const recordTo =
  (sent: Request[], { accept = "application/json" }: Operation) =>
  async (...request: ConstructorParameters<typeof Request>): Promise<Response> => {
    sent.push(new Request(...request));
    const [type = ""] = accept.split(",");
    return new Response("{}", { headers: { "content-type": type } });
  };

/** What a function of the package hands to its client; nothing for what is none: classes, paginators, `createClient`. */
async function operationOf(exported: unknown): Promise<Operation | undefined> {
  if (typeof exported !== "function" || String(exported).startsWith("class")) return undefined;
  let found: Operation | undefined;
  const request = async (operation: Operation): Promise<undefined> => {
    found = operation;
  };
  try {
    await (exported as Call)({ request } as Client, {});
  } catch {
    return undefined; // `createClient` does not accept a client as options.
  }
  return found;
}

function exampleParams(
  operation: Operation,
  root: JsonObject,
): readonly Readonly<Record<string, unknown>>[] {
  const item = asObject(asObject(root["paths"])[operation.path]);
  const declared = asObject(item[operation.method.toLowerCase()]);
  const parameters = [...asArray(item["parameters"]), ...asArray(declared["parameters"])]
    .map((each) => resolve(asObject(each), root).schema)
    .filter(({ name }) => !/^(accept|content-type|authorization)$/i.test(String(name)));
  const body = resolve(asObject(declared["requestBody"]), root).schema;
  const media = asObject(Object.values(asObject(body["content"]))[0]);
  const schemas = parameters.map((each) => asObject(each["schema"]));
  const counts = [...schemas, asObject(media["schema"])].map((each) =>
    countAlternatives(each, root),
  );
  return Array.from({ length: Math.max(...counts) }, (_, alternative) => {
    const members = parameters.map((parameter, index): [string, unknown] => {
      const name = asString(parameter["name"]) ?? "";
      const choice = { alternative, dates: "Date" } as const;
      return [
        keyOf(operation, name, asString(parameter["in"]) ?? ""),
        sample(schemas[index] ?? {}, root, name, choice),
      ];
    });
    if ("schema" in media)
      members.push([
        "body",
        sample(asObject(media["schema"]), root, "body", { alternative, dates: "text" }),
      ]);
    return Object.fromEntries(members);
  });
}

/** The name that callers use: one that stands in two places gets the place appended. */
const keyOf = ({ parameters = {} }: Operation, name: string, place: string): string =>
  Object.hasOwn(parameters, name) ? name : name + place.charAt(0).toUpperCase() + place.slice(1);
