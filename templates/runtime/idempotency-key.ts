import type { AddToRequest } from "./operation.js";

/**
 * A request with the header `Idempotency-Key`, a parameter's or the caller's own, may be sent again, like one that changes
 * nothing; but for a stream, which can be read once.
 */
export const idempotencyKey: AddToRequest = (request) => {
  if (request.isIdempotent === false && request.headers.has("Idempotency-Key"))
    request.isIdempotent = true;
};
