import { apiKeyVariable } from "./api.js";
import type { HeldCredentials } from "./credentials.js";
import type { AddToRequest, RequestParts, Step } from "./operation.js";
import { readEnvironment } from "./environment.js";
import { apiKeyInCookie } from "./security.js";

/**
 * Applies the first alternative whose credentials are all given. If none are, the request goes out without any where the
 * specification permits it: an empty alternative, or a cookie, which a browser may have.
 */
export const chooseSecurity: AddToRequest = async (request, credentials, { anyOf = [] }) => {
  const chosen = anyOf.find(
    (steps) => steps.length > 0 && steps.every((step) => isGiven(request, credentials, step)),
  );
  if (!chosen && anyOf.some((steps) => steps.every(({ add }) => add === apiKeyInCookie))) return;
  for (const step of chosen ?? missing(anyOf)) await step.add(request, credentials, step);
};

/** Whether the client has the credential, or the caller set its header. */
function isGiven(
  { headers }: RequestParts,
  credentials: HeldCredentials,
  { option = "apiKey", variable = apiKeyVariable, name }: Step,
): boolean {
  return !!(
    credentials[option] ??
    readEnvironment(variable) ??
    headers.get(name ?? "Authorization")
  );
}

function missing(anyOf: readonly (readonly Step[])[]): never {
  const options = anyOf.map((steps) => steps.map(({ option = "apiKey" }) => option).join(" and "));
  throw new TypeError(`credentials are missing: pass ${options.join(", or ")} to createClient.`);
}
