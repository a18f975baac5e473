import type { AddToRequest } from "./operation.js";

/** Does not retry unless the call asks for it: for methods of the API's own, which may not be idempotent. */
export const withoutRetries: AddToRequest = (request) => {
  if (request.options.maxRetries === undefined) request.isIdempotent = undefined;
};
