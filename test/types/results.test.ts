import {
  type Client,
  type ExternalConnection,
  type ExternalSipConnection,
  listExternalConnections,
  type ListExternalConnectionsResponse,
  paginateListExternalConnections,
  type PaginationMeta,
  type Paginator,
} from "telnyx-external-connections";
import { expectTypeOf, test } from "vitest";
import { accept } from "./accept.ts";

type Page = ListExternalConnectionsResponse;
type Connections = Paginator<Page, ExternalConnection>;

test("Params and options are optional", () => {
  expectTypeOf(listExternalConnections).toBeCallableWith({} as Client);
  expectTypeOf(paginateListExternalConnections).toBeCallableWith({} as Client);
  // @ts-expect-error the client is required
  accept<Parameters<typeof listExternalConnections>>([]);
});

test("The list function resolves to the parsed body", () => {
  expectTypeOf(listExternalConnections).returns.toEqualTypeOf<Promise<Page>>();
  expectTypeOf<Page["data"]>().toEqualTypeOf<ExternalConnection[] | undefined>();
  expectTypeOf<Page["meta"]>().toEqualTypeOf<PaginationMeta | undefined>();
  expectTypeOf<PaginationMeta["total_pages"]>().toEqualTypeOf<number | undefined>();
});

test("The paginator yields items or whole pages, and returns an array", () => {
  expectTypeOf(paginateListExternalConnections).returns.toEqualTypeOf<Connections>();
  expectTypeOf<Connections>().toExtend<AsyncIterable<ExternalConnection>>();
  expectTypeOf<ReturnType<Connections["pages"]>>().toExtend<AsyncIterable<Page>>();
  expectTypeOf<ReturnType<Connections["pages"]>["resume"]>().toBeAny();
  expectTypeOf<Connections["toArray"]>().toEqualTypeOf<() => Promise<ExternalConnection[]>>();
  expectTypeOf<keyof Connections>().toEqualTypeOf<
    "pages" | "toArray" | typeof Symbol.asyncIterator
  >();
});

test("A paginator is neither a promise nor an array, so a forgotten loop does not compile", () => {
  expectTypeOf<Connections>().not.toExtend<PromiseLike<unknown>>();
  expectTypeOf<Connections>().not.toExtend<Iterable<unknown>>();
  expectTypeOf<Awaited<Connections>>().not.toHaveProperty("length");
});

test("A response enum accepts values that the API may add, and names the known ones", () => {
  accept<ExternalSipConnection>("zoom", "operator_connect", "teams");
  expectTypeOf<string>().toExtend<ExternalSipConnection>();
  expectTypeOf<ExternalConnection["external_sip_connection"]>().toEqualTypeOf<
    ExternalSipConnection | undefined
  >();
  // An open enum that collapsed into `string` would offer no completions.
  expectTypeOf<ExternalSipConnection>().not.toEqualTypeOf<string>();
  expectTypeOf<Extract<ExternalSipConnection, "zoom">>().toEqualTypeOf<"zoom">();
  // @ts-expect-error a number instead of a string
  accept<ExternalSipConnection>(1);
});

test("An optional member of a response may be undefined, and null is distinct from it", () => {
  expectTypeOf<ExternalConnection["id"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<ExternalConnection["webhook_timeout_secs"]>().toEqualTypeOf<
    number | null | undefined
  >();
  expectTypeOf<ExternalConnection["created_at"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<NonNullable<ExternalConnection["outbound"]>>().toHaveProperty(
    "outbound_voice_profile_id",
  );
  expectTypeOf<ExternalConnection>().not.toHaveProperty("connection_name");
});
