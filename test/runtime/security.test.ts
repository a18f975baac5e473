import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { writeRaw } from "../../templates/runtime/body.ts";
import { createClient } from "../../templates/runtime/client.ts";
import type { AddToRequest, Operation } from "../../templates/runtime/operation.ts";
import {
  apiKeyInCookie,
  apiKeyInHeader,
  apiKeyInQuery,
  basic,
  bearer,
} from "../../templates/runtime/security.ts";
import { emptyRequest } from "./request-parts.ts";
import { type Fetch, fetchWith, rejection } from "../server.ts";
import { readJson } from "../../templates/runtime/json.ts";

const variable = "EXAMPLE_API_KEY";
const secret = "KEY0123456789_secret";

beforeEach(() => {
  vi.stubEnv(variable, undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const whoami: Operation = {
  method: "GET",
  path: "/whoami",
  read: readJson,
  steps: [{ add: bearer }],
};

/** A fetch that responds to every request and records its key. */
function recordingFetch(): {
  fetch: Fetch;
  keys: (string | null)[];
} {
  const keys: (string | null)[] = [];
  return {
    keys,
    fetch: fetchWith((request) => {
      keys.push(request.headers.get("authorization"));
      return Response.json({});
    }),
  };
}

describe("the schemes", () => {
  test("bearer", async () => {
    const request = emptyRequest();
    await bearer(request, { apiKey: secret }, { add: bearer });
    expect(request.headers.get("authorization")).toBe(`Bearer ${secret}`);
  });

  test.each([
    ["user", "pass", "user:pass"],
    ["key", undefined, "key:"],
    ["zoë", "pä:ss", "zoë:pä:ss"],
    ["użytkownik", "hasło", "użytkownik:hasło"],
  ])("basic with %j and %j", async (username, password, want) => {
    const request = emptyRequest();
    await basic(request, { username, password }, { add: bearer });
    expect(request.headers.get("authorization")).toBe(
      `Basic ${Buffer.from(want, "utf8").toString("base64")}`,
    );
  });

  test.each(["a:b", "a\nb", "a\u0085b"])("basic refuses the user name %j", async (username) => {
    const call = basic(emptyRequest(), { username }, { add: basic });
    await expect(call).rejects.toThrow(
      `username: expected one line of text without a colon, from createClient or ${variable}, found a string`,
    );
  });

  test("basic takes functions", async () => {
    const request = emptyRequest();
    await basic(request, { username: () => "a", password: async () => "b" }, { add: bearer });
    expect(request.headers.get("authorization")).toBe(`Basic ${btoa("a:b")}`);
  });

  test.each<[string, object, true | undefined]>([
    ["a password that is a function is asked for anew", { password: () => "b" }, true],
    ["a password that is a text is not", { password: "b" }, undefined],
  ])("after a 401, %s", async (_name, password, want) => {
    const request = emptyRequest();
    await basic(request, { username: "a", ...password }, { add: basic });
    expect(request.isRenewable).toBe(want);
  });

  test("An API key in a header", async () => {
    const request = emptyRequest();
    await apiKeyInHeader(request, { apiKey: secret }, { add: bearer, name: "X-Api-Key" });
    expect(request.headers.get("x-api-key")).toBe(secret);
  });

  test("An API key in the query is encoded once", async () => {
    const request = emptyRequest();
    await apiKeyInQuery(request, { apiKey: "a&b=c" }, { add: bearer, name: "api key" });
    expect(request.query).toEqual(["api%20key=a%26b%3Dc"]);
  });

  test("An API key in a cookie is encoded", async () => {
    const request = emptyRequest();
    await apiKeyInCookie(request, { apiKey: "a;b" }, { add: bearer, name: "session" });
    expect(request.headers.get("cookie")).toBe("session=a%3Bb");
  });

  test.each([
    ["query", apiKeyInQuery],
    ["cookie", apiKeyInCookie],
  ])(
    "The caller's own parameter of the key's name wins in a %s, and is a secret",
    async (_, add) => {
      const request = emptyRequest();
      request.query.push("session=mine%20own");
      request.headers.set("Cookie", "a=1; session=mine%20own");
      await add(request, { apiKey: secret }, { add, name: "session" });
      expect(request.query).toEqual(["session=mine%20own"]);
      expect(request.headers.get("cookie")).toBe("a=1; session=mine%20own");
      expect(request.secrets).toEqual(["mine own"]);
    },
  );

  test("An operation without security sends no key, even if one is given", async () => {
    const { fetch, keys } = recordingFetch();
    await createClient({ apiKey: secret, fetch }).request({
      method: "GET",
      path: "/x",
      read: readJson,
    });
    expect(keys).toEqual([null]);
  });
});

describe("the key", () => {
  test.each<[string, string | (() => string | Promise<string>)]>([
    ["a string", secret],
    ["a function", () => secret],
    ["a function that returns a promise", () => Promise.resolve(secret)],
  ])("It may be %s", async (_name, apiKey) => {
    const { fetch, keys } = recordingFetch();
    await createClient({ apiKey, fetch }).request(whoami);
    expect(keys).toEqual([`Bearer ${secret}`]);
  });

  test("A function is called for each call, and never before", async () => {
    const { fetch, keys } = recordingFetch();
    const apiKey = vi.fn<() => string>().mockReturnValueOnce("one").mockReturnValueOnce("two");
    const client = createClient({ apiKey, fetch });
    expect(apiKey).not.toHaveBeenCalled();
    await client.request(whoami);
    await client.request(whoami);
    expect(keys).toEqual(["Bearer one", "Bearer two"]);
  });

  test("An error of the function is thrown unchanged, and nothing is sent", async () => {
    const { fetch, keys } = recordingFetch();
    const reason = new Error("vault is sealed");
    const client = createClient({ apiKey: () => Promise.reject(reason), fetch });
    await expect(client.request(whoami)).rejects.toBe(reason);
    expect(keys).toEqual([]);
  });

  const latin1 = "one line of Latin-1 text";
  const schemes: [string, AddToRequest, "apiKey" | "username", string][] = [
    ["bearer", bearer, "apiKey", latin1],
    ["basic", basic, "username", "one line of text without a colon"],
    ["a key in a header", apiKeyInHeader, "apiKey", latin1],
    ["a key in the query", apiKeyInQuery, "apiKey", latin1],
    ["a key in a cookie", apiKeyInCookie, "apiKey", latin1],
  ];

  describe.each(schemes)("%s", (_name, scheme, option, expected) => {
    test.each([
      ["a line feed at its end", `${secret}\n`],
      ["a line feed in it", `${secret}\nX-Evil: 1`],
      ["a carriage return", `${secret}\r`],
      ["both", `\r\n${secret}`],
      ["a null character", `${secret}\0`],
    ])(
      "A key with %s is rejected without being shown, before anything is sent",
      async (_break, key) => {
        const { fetch, keys } = recordingFetch();
        const client = createClient({ [option]: key, fetch });
        const error = await rejection(
          client.request({ ...whoami, steps: [{ add: scheme, name: "X-Key" }] }),
        );
        expect(error).toBeInstanceOf(TypeError);
        expect((error as Error).message).toBe(
          `${option}: expected ${expected}, from createClient or ${variable}, found a string`,
        );
        expect(inspect(error)).not.toContain(secret);
        expect(keys).toEqual([]);
      },
    );

    // Without a key, a browser may have the cookie.
    test.skipIf(scheme === apiKeyInCookie).each<[string, string | undefined | (() => string)]>([
      ["none", undefined],
      ["an empty one", ""],
      ["a function that returns an empty one", () => ""],
    ])("%s is rejected before anything is sent", async (_none, key) => {
      const { fetch, keys } = recordingFetch();
      const client = createClient({ [option]: key, fetch });
      const error = await rejection(
        client.request({ ...whoami, steps: [{ add: scheme, name: "X-Key" }] }),
      );
      expect(error).toBeInstanceOf(TypeError);
      expect((error as Error).message).toBe(
        `${option} is missing: pass it to createClient or set ${variable}.`,
      );
      expect(keys).toEqual([]);
    });
  });
});

describe("the environment variable", () => {
  /** An environment that counts how often the variable is read. */
  function environment(key: string): { reads: () => number; set: (key: string) => void } {
    let reads = 0;
    let value = key;
    vi.stubGlobal("process", {
      ...process,
      env: new Proxy<Record<string, string>>(
        {},
        {
          get(_target, name) {
            if (name !== variable) return undefined;
            reads++;
            return value;
          },
        },
      ),
    });
    return {
      reads: () => reads,
      set: (key) => {
        value = key;
      },
    };
  }

  test("It is not read before the first call", async () => {
    const { fetch, keys } = recordingFetch();
    const { reads } = environment("from-env");
    const client = createClient({ fetch });
    expect(reads()).toBe(0);
    await client.request(whoami);
    expect(reads()).toBe(1);
    expect(keys).toEqual(["Bearer from-env"]);
  });

  test("It is read at the first call, and not at later ones", async () => {
    const { fetch, keys } = recordingFetch();
    const { reads, set } = environment("from-env");
    const client = createClient({ fetch });
    await client.request(whoami);
    set("changed");
    await client.request(whoami);
    expect(keys).toEqual(["Bearer from-env", "Bearer from-env"]);
    expect(reads()).toBe(1);
  });

  test("It is not read at all if a key is given", async () => {
    const { fetch, keys } = recordingFetch();
    const { reads } = environment("from-env");
    await createClient({ apiKey: "given", fetch }).request(whoami);
    expect(reads()).toBe(0);
    expect(keys).toEqual(["Bearer given"]);
  });

  test("It is not read for an operation without security", async () => {
    const { fetch } = recordingFetch();
    const { reads } = environment("from-env");
    await createClient({ fetch }).request({ method: "GET", path: "/x", read: readJson });
    expect(reads()).toBe(0);
  });

  test.each<[string, () => void]>([
    [
      "A denied read",
      () => {
        vi.stubGlobal("process", {
          get env() {
            throw new Error("NotCapable: requires env access");
          },
        });
      },
    ],
    [
      "A runtime without process",
      () => {
        vi.stubGlobal("process", undefined);
      },
    ],
    [
      "A runtime without an environment",
      () => {
        vi.stubGlobal("process", {});
      },
    ],
  ])("%s counts as no key", async (_name, arrange) => {
    const { fetch, keys } = recordingFetch();
    arrange();
    const error = await rejection(createClient({ fetch }).request(whoami));
    vi.unstubAllGlobals();
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("apiKey");
    expect(keys).toEqual([]);
  });

  test("A line break in it is rejected", async () => {
    vi.stubEnv(variable, `${secret}\n`);
    const { fetch, keys } = recordingFetch();
    const error = await rejection(createClient({ fetch }).request(whoami));
    expect(error).toBeInstanceOf(TypeError);
    expect(inspect(error)).not.toContain(secret);
    expect(keys).toEqual([]);
  });
});

describe("the key is never shown", () => {
  test.each<[string, object]>([
    ["a string", { apiKey: secret }],
    ["a name and a password", { username: "name-secret", password: secret }],
    ["headers", { headers: { "x-key": secret } }],
  ])("Not by the client, given as %s", (_name, options) => {
    const client = createClient(options);
    expect(Object.isFrozen(client)).toBe(true);
    const shown = [
      inspect(client, { depth: Infinity, showHidden: true, getters: true }),
      JSON.stringify(client),
      JSON.stringify(Object.getOwnPropertyDescriptors(client)),
      String(client),
      String(client.request),
    ].join("\n");
    expect(shown).not.toContain("secret");
  });

  const schemes: [string, AddToRequest][] = [
    ["bearer", bearer],
    ["basic", basic],
    ["header", apiKeyInHeader],
    ["query", apiKeyInQuery],
    ["cookie", apiKeyInCookie],
  ];
  const failures: [string, Fetch][] = [
    ["a refused connection", () => Promise.reject(new TypeError("fetch failed"))],
    ["node-fetch", (url) => Promise.reject(new Error(`request to ${url as string} failed`))],
    [
      "Deno",
      (url) => Promise.reject(new TypeError("fetch failed", { cause: new Error(url as string) })),
    ],
    ["a URL that is none", (url) => Promise.reject(new TypeError(`Invalid URL: ${url as string}`))],
    ["a timeout", () => new Promise(() => {})],
    ["an error status", async () => Response.json({ errors: [{ code: "1" }] }, { status: 401 })],
    ["a body that is not JSON", async () => new Response("<html>")],
    ["an empty body", async () => new Response("")],
  ];

  test.each(
    schemes.flatMap(([name, scheme]) =>
      failures.map(([how, fetch]) => ({ name, scheme, how, fetch })),
    ),
  )("Not by the error of $how, with $name", async ({ scheme, fetch }) => {
    const credentials: object = { apiKey: secret, username: secret, password: secret };
    const client = createClient({ ...credentials, fetch, timeout: 10, maxRetries: 0 });
    const error = await rejection(
      client.request({ ...whoami, steps: [{ add: scheme, name: "X-Key" }] }),
    );
    expect(error).toBeInstanceOf(Error);
    const shown = inspect(error, { depth: Infinity, showHidden: true, getters: true });
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(btoa(`${secret}:${secret}`));
  });

  test("Not by the message of an ApiError, if the server repeats it", async () => {
    const client = createClient({
      apiKey: secret,
      fetch: fetchWith((request) =>
        Response.json(
          { errors: [{ title: `No such key: ${request.headers.get("authorization") ?? ""}` }] },
          { status: 401 },
        ),
      ),
    });
    const error = await rejection(client.request(whoami));
    expect(error).toMatchObject({ name: "ApiError", status: 401 });
    expect((error as Error).message).not.toContain(secret);
  });

  test("Not by the error of an invalid URL, which is rejected before the key is read", () => {
    const make = () => createClient({ apiKey: secret, baseUrl: "https://user:pw@127.0.0.1" });
    expect(make).toThrow(
      "expected an absolute URL without credentials or query, found https://***@127.0.0.1",
    );
  });
});

test("a parameter of the key's own name is the caller's key, which no error repeats", async () => {
  const request = emptyRequest();
  request.query.push("my%20key=own%20secret");
  await apiKeyInQuery(request, { apiKey: secret }, { add: apiKeyInQuery, name: "my key" });
  expect(request.query).toEqual(["my%20key=own%20secret"]);
  expect(request.secrets).toEqual(["own secret"]);
});

test("a stream is not sent again with a new token", async () => {
  const request = emptyRequest();
  const body = new Blob(["abc"]).stream() as unknown as string;
  writeRaw(request, [{ keys: ["body"], value: body }], { style: writeRaw, name: "body" });
  await bearer(request, { apiKey: () => secret }, { add: bearer });
  expect(request.isRenewable).toBe(false);
});
