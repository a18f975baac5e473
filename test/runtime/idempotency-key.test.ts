import { expect, test } from "vitest";
import { idempotencyKey } from "../../templates/runtime/idempotency-key.ts";
import { emptyRequest } from "./request-parts.ts";

test.each<[string, boolean | undefined, Record<string, string>, boolean | undefined]>([
  ["a POST with a key may be sent again", false, { "idempotency-key": "k1" }, true],
  ["a POST without one may not", false, {}, false],
  ["a stream may not, key or no key", undefined, { "idempotency-key": "k1" }, undefined],
])("%s", async (_name, isIdempotent, headers, want) => {
  const request = { ...emptyRequest(), headers: new Headers(headers), isIdempotent };
  await idempotencyKey(request, {}, { add: idempotencyKey });
  expect(request.isIdempotent).toBe(want);
});
