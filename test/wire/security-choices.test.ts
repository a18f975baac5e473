import { beforeAll, describe, expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { readFileSync } from "node:fs";
import { config, fixturePath, templates } from "../fixtures.ts";
import { fetchWith, rejection } from "../server.ts";
import { loadPackage } from "./load-package.ts";

type Call = (client: unknown, params?: object, options?: object) => Promise<unknown>;
let api: Readonly<Record<string, Call>>;
let notes: readonly string[];

beforeAll(async () => {
  const text = readFileSync(fixturePath("security-choices", "openapi.yml"), "utf8");
  const generated = await generatePackage(text, "openapi.yml", config, templates);
  notes = generated.notes;
  api = (await loadPackage(generated.files)) as Readonly<Record<string, Call>>;
});

const names = ["authorization", "x-app-id", "x-app-key"];

/** The credentials that a call sends, or why it sends nothing. */
const sentBy = async (
  name: string,
  credentials: object,
  options: object = {},
): Promise<unknown> => {
  let sent: Headers | undefined;
  const createClient = api["createClient"] as unknown as (options: object) => unknown;
  const fetch = fetchWith((request) => {
    sent = request.headers;
    return new Response(null, { status: 204 });
  });
  const client = createClient({ ...credentials, fetch });
  try {
    await api[name]?.(client, {}, options);
  } catch (error) {
    return String(error);
  }
  return Object.fromEntries([...(sent ?? [])].filter(([header]) => names.includes(header)));
};

describe("schemes that are required together", () => {
  test("are sent together", async () => {
    const sent = await sentBy("getBoth", { appId: "id", appKey: async () => "key" });
    expect(sent).toEqual({ "x-app-id": "id", "x-app-key": "key" });
  });

  test("are demanded by name", async () => {
    expect(await sentBy("getBoth", { appId: "id" })).toBe(
      "TypeError: appKey is missing: pass it to createClient or set CHOICES_APP_KEY.",
    );
  });
});

describe("of alternatives", () => {
  test.each([
    ["the one that is given", { appKey: "key" }, { "x-app-key": "key" }],
    ["the first one of both", { oauth: "token", appKey: "key" }, { authorization: "Bearer token" }],
    ["the one that a function has", { oauth: () => "", appKey: "key" }, { "x-app-key": "key" }],
    ["none", {}, "TypeError: credentials are missing: pass oauth, or appKey to createClient."],
  ])("%s is sent", async (_, credentials, want) => {
    expect(await sentBy("getEither", credentials)).toEqual(want);
  });

  test("one may be in a query under a name that no header has", async () => {
    const want = { authorization: "Bearer token" };
    expect(await sentBy("getKeyed", { oauth: "token" })).toEqual(want);
    expect(await sentBy("getKeyed", { urlKey: "key", oauth: "token" })).toEqual({});
  });

  test("the caller's own header wins", async () => {
    const headers = { Authorization: "Custom abc" };
    expect(await sentBy("getEither", {}, { headers })).toEqual({ authorization: "Custom abc" });
    expect(await sentBy("getEither", { oauth: "token" }, { headers })).toEqual({
      authorization: "Custom abc",
    });
  });
});

test.each([
  ["without a credential", {}, {}],
  ["with one", { oauth: "token" }, { authorization: "Bearer token" }],
  ["without one that a function does not have yet", { oauth: async () => "" }, {}],
  ["with one that a function has", { oauth: () => "token" }, { authorization: "Bearer token" }],
])("optional security is sent %s", async (_, credentials, want) => {
  expect(await sentBy("getOptional", credentials)).toEqual(want);
});

test("a scheme that cannot be sent is told when generating", async () => {
  expect(notes).toContain(
    "the security scheme digest (http digest) of getLegacy is not sent by the package; add it with onRequest",
  );
  expect(await sentBy("getLegacy", {})).toEqual({});
});

test("a function is asked for each attempt, and once more after a 401", async () => {
  const createClient = api["createClient"] as unknown as (options: object) => unknown;
  const sent: (string | null)[] = [];
  const fetch = fetchWith((request) => {
    sent.push(request.headers.get("authorization"));
    return Response.json({}, { status: 401 });
  });
  let count = 0;
  const oauth = (): string => `token${++count}`;
  const error = await rejection(
    api["getEither"]?.(createClient({ oauth, fetch })) ?? Promise.resolve(),
  );
  expect(error).toMatchObject({ status: 401 });
  expect(sent).toEqual(["Bearer token1", "Bearer token2"]);
  await rejection(api["getEither"]?.(createClient({ oauth: "fixed", fetch })) ?? Promise.resolve());
  expect(sent.slice(2)).toEqual(["Bearer fixed"]);
});

test("of schemes that are required together, those that a request can carry are sent", async () => {
  expect(await sentBy("getMutual", { oauth: "token" })).toEqual({ authorization: "Bearer token" });
  expect(notes.join()).toContain("the security scheme mutual (mutualTLS) of getMutual");
});
