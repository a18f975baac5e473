import type { Serializer } from "./operation.js";
import { header } from "./styles.js";

/** The `Idempotency-Key` header: a request that carries it may be sent again, like one that changes nothing. */
export const idempotencyKey: Serializer = (request, ...rest) => {
  header(request, ...rest);
  request.isIdempotent = true;
};
