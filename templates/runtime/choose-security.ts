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
  for (const steps of anyOf) {
    const given = await givenTo(steps, request, credentials);
    if (!given) continue;
    for (const step of steps) await step.add(request, given, step);
    return;
  }
  if (!anyOf.some((steps) => steps.every(({ add }) => add === apiKeyInCookie))) missing(anyOf);
};

/**
 * The credentials, if the client has all that an alternative asks for, or the caller set its headers. A function is asked
 * once: it may have none, before a login.
 */
async function givenTo(
  steps: readonly Step[],
  { headers }: RequestParts,
  credentials: HeldCredentials,
): Promise<HeldCredentials | undefined> {
  let given = credentials;
  for (const { option = "apiKey", variable = apiKeyVariable, name = "Authorization" } of steps) {
    const own = /[^\w-]/.test(name) ? null : headers.get(name); // In a query it may be no name of a header.
    let secret = given[option] ?? readEnvironment(variable) ?? own;
    if (typeof secret === "function" && !own) {
      const value = (secret = await secret());
      given = { ...given, [option]: () => value };
    }
    if (!secret) return undefined;
  }
  return steps.length > 0 ? given : undefined;
}

function missing(anyOf: readonly (readonly Step[])[]): never {
  const options = anyOf.map((steps) => steps.map(({ option = "apiKey" }) => option).join(" and "));
  throw new TypeError(`credentials are missing: pass ${options.join(", or ")} to createClient.`);
}
