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
  test("accepts exactly the documented options, each of them optional", () => {
    expectTypeOf<keyof ClientOptions>().toEqualTypeOf<
      | "apiKey"
      | "baseUrl"
      | "fetch"
      | "headers"
      | "init"
      | "timeout"
      | "maxRetries"
      | "strictParams"
      | "onRequest"
      | "onResponse"
      | "onRetry"
    >();
    expectTypeOf(createClient).toBeCallableWith();
    expectTypeOf(createClient).toBeCallableWith({});
    expectTypeOf(createClient).returns.toEqualTypeOf<Client>();
  });

  test("accepts an explicit undefined for each option", () => {
    type AllUndefined = { [Option in keyof ClientOptions]: undefined };
    expectTypeOf<AllUndefined>().toExtend<ClientOptions>();
  });

  test("rejects unknown options", () => {
    // @ts-expect-error misspelled
    accept<ClientOptions>({ apikey: "KEY" });
    // @ts-expect-error no such option
    accept<ClientOptions>({ apiKey: "KEY", retries: 1 });
    // @ts-expect-error an option of a call
    accept<ClientOptions>({ apiKey: "KEY", signal: new AbortController().signal });
    // @ts-expect-error credentials of another scheme
    accept<ClientOptions>({ username: "user", password: "word" });
  });

  test("accepts the key as a string, or a function that returns a string or a promise of one", () => {
    accept<ClientOptions["apiKey"]>(
      "KEY",
      () => "KEY",
      async () => "KEY",
      undefined,
    );
    accept<ClientOptions>({ apiKey: process.env["TELNYX_API_KEY"] });
    // @ts-expect-error a promise, not a function that returns one
    accept<ClientOptions>({ apiKey: Promise.resolve("KEY") });
    // @ts-expect-error a number instead of a string
    accept<ClientOptions>({ apiKey: 1 });
    // @ts-expect-error null instead of a string
    accept<ClientOptions>({ apiKey: null });
    // @ts-expect-error a function that may return undefined
    accept<ClientOptions>({ apiKey: async () => undefined });
  });

  test("accepts headers in every form that Headers accepts", () => {
    accept<ClientOptions["headers"]>(
      { "X-Team": "voice" },
      [["X-Team", "voice"]],
      new Headers({ "X-Team": "voice" }),
    );
    // @ts-expect-error a number instead of a string
    accept<ClientOptions>({ headers: { "X-Team": 1 } });
  });

  test("lets onRequest replace the request, or return nothing", () => {
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
    // @ts-expect-error a URL instead of a Request
    accept<ClientOptions>({ onRequest: () => "https://example.com" });
  });

  test("passes the response and its request to onResponse", () => {
    expectTypeOf<Parameters<NonNullable<ClientOptions["onResponse"]>>>().toEqualTypeOf<
      [response: Response, request: Pick<Request, "headers" | "method" | "url">]
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
  test("may be the global fetch, or a function that wraps it", () => {
    accept<Fetch>(
      fetch,
      globalThis.fetch,
      async () => new Response(),
      async (request) => fetch(request),
      (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
      (input: Request | string, init?: RequestInit) => fetch(input, init),
    );
  });

  test("must accept a standard Request and return a promise of a standard Response", () => {
    interface OtherRequest extends Request {
      readonly size: number;
    }
    // @ts-expect-error accepts a URL instead of a Request
    accept<Fetch>((url: string) => fetch(url));
    // @ts-expect-error requires a subclass of Request
    accept<Fetch>((request: OtherRequest) => fetch(request));
    // @ts-expect-error returns no promise
    accept<Fetch>(() => new Response());
    // @ts-expect-error resolves to no Response
    accept<Fetch>(async () => ({ ok: true }));
  });
});

describe("the options of a call", () => {
  test("are exactly the documented ones", () => {
    type OfRequest =
      | "signal"
      | "timeout"
      | "maxRetries"
      | "headers"
      | "init"
      | "contentType"
      | "strictParams"
      | "onResponse";
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

  test("reject unknown options", () => {
    // @ts-expect-error no such option
    accept<RequestOptions>({ signal: new AbortController().signal, retries: 1 });
    // @ts-expect-error an option of a paginator
    accept<RequestOptions>({ concurrency: 8 });
    // @ts-expect-error an option of the client
    accept<RequestOptions>({ fetch });
    // @ts-expect-error a parameter, not an option
    accept<PaginateOptions>({ pageSize: 50 });
    // @ts-expect-error a controller, not its signal
    accept<PaginateOptions>({ signal: new AbortController() });
  });
});

test("Options are read-only", () => {
  expectTypeOf<ClientOptions>().toEqualTypeOf<Readonly<ClientOptions>>();
  expectTypeOf<PaginateOptions>().toEqualTypeOf<Readonly<PaginateOptions>>();
});

test("A client has one member, which is read-only", () => {
  expectTypeOf<keyof Client>().toEqualTypeOf<"request">();
  expectTypeOf<Client>().toEqualTypeOf<Readonly<Client>>();
});
