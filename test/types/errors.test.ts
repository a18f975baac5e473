import {
  ApiError,
  ConnectionError,
  PaginationError,
  TimeoutError,
} from "telnyx-external-connections";
import { expectTypeOf, test } from "vitest";
import { accept } from "./accept.ts";

test("Each class is an Error with a cause, and a TimeoutError is a ConnectionError", () => {
  for (const _class of [ApiError, ConnectionError, PaginationError, TimeoutError])
    expectTypeOf<InstanceType<typeof _class>>().toExtend<Error>();
  expectTypeOf<TimeoutError>().toExtend<ConnectionError>();
  expectTypeOf<ApiError["cause"]>().toBeUnknown();
});

test("An ApiError has the status, headers and body of the response", () => {
  expectTypeOf<ApiError["name"]>().toEqualTypeOf<"ApiError">();
  expectTypeOf<ApiError["status"]>().toEqualTypeOf<number>();
  expectTypeOf<ApiError["headers"]>().toEqualTypeOf<Headers>();
  expectTypeOf<ApiError["body"]>().toBeUnknown();
  expectTypeOf<ApiError["requestId"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<ApiError["retryAfter"]>().toEqualTypeOf<number | undefined>();
  expectTypeOf<ApiError["page"]>().toEqualTypeOf<number | undefined>();
});

test("The API's own errors have a code, title, detail and source, and any other members", () => {
  type Detail = ApiError["errors"][number];
  expectTypeOf<ApiError["errors"]>().toEqualTypeOf<readonly Detail[]>();
  expectTypeOf<Detail["code"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Detail["title"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Detail["detail"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<NonNullable<Detail["source"]>["pointer"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<Detail["meta"]>().toBeUnknown();
});

test("A PaginationError has a reason and, if pages have numbers, a page", () => {
  expectTypeOf<PaginationError["reason"]>().toEqualTypeOf<
    "missing-items" | "stalled" | "changed" | "max-pages" | "foreign-link"
  >();
  expectTypeOf<PaginationError["page"]>().toEqualTypeOf<number | undefined>();
});

test("What an error says of resuming can be passed to a paginator as it is", () => {
  expectTypeOf<ApiError["resume"]>().toBeAny();
  expectTypeOf<ConnectionError["resume"]>().toBeAny();
  expectTypeOf<PaginationError["resume"]>().toBeAny();
});

test("instanceof narrows to each class", () => {
  accept<(error: ApiError | ConnectionError | PaginationError) => unknown>((error) => {
    if (error instanceof TimeoutError) return expectTypeOf(error).toEqualTypeOf<TimeoutError>();
    if (error instanceof ConnectionError)
      return expectTypeOf(error).toEqualTypeOf<ConnectionError>();
    if (error instanceof PaginationError)
      return expectTypeOf(error).toEqualTypeOf<PaginationError>();
    return expectTypeOf(error).toEqualTypeOf<ApiError>();
  });
});

test("The properties of an error are read-only", () => {
  type Property = "body" | "errors" | "headers" | "name" | "requestId" | "retryAfter" | "status";
  type Detail = ApiError["errors"][number];
  expectTypeOf<Pick<ApiError, Property>>().toEqualTypeOf<Readonly<Pick<ApiError, Property>>>();
  expectTypeOf<Detail>().toEqualTypeOf<Readonly<Detail>>();
  expectTypeOf<Detail["source"]>().toEqualTypeOf<Readonly<Detail["source"]>>();
  type End = Pick<PaginationError, "name" | "page" | "reason">;
  expectTypeOf<End>().toEqualTypeOf<Readonly<End>>();
});
