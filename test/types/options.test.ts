import {
  type Client,
  type ClientOptions,
  createClient,
  type listExternalConnections,
  type paginateListExternalConnections,
  type PaginateOptions,
  type RequestOptions,
} from "telnyx-external-connections";
import { describe, expectTypeOf, test } from "vitest";
import { accept } from "./accept.ts";

type Fetch = ClientOptions["fetch"];
describe("createClient", () => {
  test("takes exactly the options of the contract, each of them optional", () => {
    expectTypeOf<keyof ClientOptions>().toEqualTypeOf<
      | "apiKey"
      | "baseUrl"
      | "fetch"
      | "headers"
      | "timeout"
      | "maxRetries"
      | "strictParams"
      | "onRequest"
      | "onResponse"
    >();
    expectTypeOf(createClient).toBeCallableWith();
    expectTypeOf(createClient).toBeCallableWith({});
    expectTypeOf(createClient).returns.toEqualTypeOf<Client>();
  });

  test("takes an explicit undefined for each", () => {
    type AllUndefined = { [Option in keyof ClientOptions]: undefined };
    expectTypeOf<AllUndefined>().toExtend<ClientOptions>();
  });

  test("refuses an option that it does not have", () => {
    // @ts-expect-error spelled otherwise
    accept<ClientOptions>({ apikey: "KEY" });
    // @ts-expect-error no such option
    accept<ClientOptions>({ apiKey: "KEY", retries: 1 });
    // @ts-expect-error an option of a call
    accept<ClientOptions>({ apiKey: "KEY", signal: new AbortController().signal });
    // @ts-expect-error credentials of another scheme
    accept<ClientOptions>({ username: "user", password: "word" });
  });

  test("takes the key as a string, or from a function that returns one or a promise", () => {
    accept<ClientOptions["apiKey"]>(
      "KEY",
      () => "KEY",
      async () => "KEY",
      undefined,
    );
    accept<ClientOptions>({ apiKey: process.env["TELNYX_API_KEY"] });
    // @ts-expect-error a promise, not a function that returns one
    accept<ClientOptions>({ apiKey: Promise.resolve("KEY") });
    // @ts-expect-error a number for text
    accept<ClientOptions>({ apiKey: 1 });
    // @ts-expect-error null for text
    accept<ClientOptions>({ apiKey: null });
    // @ts-expect-error a function that may have none
    accept<ClientOptions>({ apiKey: async () => undefined });
  });

  test("takes headers in every form that Headers takes", () => {
    accept<ClientOptions["headers"]>(
      { "X-Team": "voice" },
      [["X-Team", "voice"]],
      new Headers({ "X-Team": "voice" }),
    );
    // @ts-expect-error a number for text
    accept<ClientOptions>({ headers: { "X-Team": 1 } });
  });

  test("lets onRequest replace the request, and say nothing", () => {
    accept<ClientOptions["onRequest"]>(
      () => {},
      async () => {},
      (request) => request,
      async (request) => new Request(request, { headers: { "X-Team": "voice" } }),
      ({ headers }) => {
        headers.set("X-Team", "voice");
      },
      (request) => (request.url.length > 8_000 ? undefined : request),
    );
    // @ts-expect-error a URL for a Request
    accept<ClientOptions>({ onRequest: () => "https://example.com" });
  });

  test("lets onResponse see the answer and its request", () => {
    expectTypeOf<Parameters<NonNullable<ClientOptions["onResponse"]>>>().toEqualTypeOf<
      [response: Response, request: Request]
    >();
    accept<ClientOptions["onResponse"]>(
      () => {},
      async () => {},
      ({ status }) => {
        console.log(status);
      },
    );
  });
});

describe("fetch", () => {
  test("may be the run time's own, and what wraps it", () => {
    accept<Fetch>(
      fetch,
      globalThis.fetch,
      async () => new Response(),
      async (request) => fetch(request),
      (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
      (input: Request | string, init?: RequestInit) => fetch(input, init),
    );
  });

  test("must take the run time's Request and promise its Response", () => {
    interface OtherRequest extends Request {
      readonly size: number;
    }
    // @ts-expect-error no Request but a URL
    accept<Fetch>((url: string) => fetch(url));
    // @ts-expect-error a Request of another class, which would not know the run time's
    accept<Fetch>((request: OtherRequest) => fetch(request));
    // @ts-expect-error no promise
    accept<Fetch>(() => new Response());
    // @ts-expect-error no Response
    accept<Fetch>(async () => ({ ok: true }));
  });
});

describe("the options of a call", () => {
  test("are exactly those of the contract", () => {
    type OfRequest =
      "signal" | "timeout" | "maxRetries" | "headers" | "strictParams" | "onResponse";
    expectTypeOf<keyof RequestOptions>().toEqualTypeOf<OfRequest>();
    expectTypeOf<keyof PaginateOptions>().toEqualTypeOf<
      OfRequest | "concurrency" | "limit" | "maxPages" | "dedupe" | "strict"
    >();
    expectTypeOf<Parameters<typeof listExternalConnections>[2]>().toEqualTypeOf<
      RequestOptions | undefined
    >();
    expectTypeOf<Parameters<typeof paginateListExternalConnections>[2]>().toEqualTypeOf<
      PaginateOptions | undefined
    >();
  });

  test("may each be undefined", () => {
    type AllUndefined = { [Option in keyof PaginateOptions]: undefined };
    expectTypeOf<AllUndefined>().toExtend<PaginateOptions>();
    expectTypeOf<AllUndefined>().toExtend<RequestOptions>();
  });

  test("refuse what they do not have", () => {
    // @ts-expect-error no such option
    accept<RequestOptions>({ signal: new AbortController().signal, retries: 1 });
    // @ts-expect-error an option of a walk
    accept<RequestOptions>({ concurrency: 8 });
    // @ts-expect-error an option of the client
    accept<RequestOptions>({ fetch });
    // @ts-expect-error a parameter, not an option
    accept<PaginateOptions>({ pageSize: 50 });
    // @ts-expect-error a controller, not its signal
    accept<PaginateOptions>({ signal: new AbortController() });
  });
});

test("Options that a caller hands in are only read", () => {
  expectTypeOf<ClientOptions>().toEqualTypeOf<Readonly<ClientOptions>>();
  expectTypeOf<PaginateOptions>().toEqualTypeOf<Readonly<PaginateOptions>>();
});

test("A client has one member, which cannot be replaced", () => {
  expectTypeOf<keyof Client>().toEqualTypeOf<"request">();
  expectTypeOf<Client>().toEqualTypeOf<Readonly<Client>>();
});
