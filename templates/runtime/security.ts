import { apiKeyVariable } from "./api.js";
import type { HeldCredentials } from "./credentials.js";
import { addCookies, isHeaderText } from "./headers.js";
import { refuse } from "./leaves.js";
import type { RequestParts, Scheme } from "./operation.js";

/** `Authorization: Bearer …` */
export const bearer: Scheme = async (request, credentials) => {
  request.headers.set("Authorization", `Bearer ${await reveal(request, credentials, "apiKey")}`);
};

/** `Authorization: Basic …` */
export const basic: Scheme = async (request, credentials) => {
  const { password = "" } = credentials;
  const name = await reveal(request, credentials, "username");
  const pair = `${name}:${typeof password === "function" ? await password() : password}`;
  const bytes = String.fromCharCode(...new TextEncoder().encode(pair));
  request.secrets.push(btoa(bytes), ...(pair.endsWith(":") ? [] : [pair.slice(name.length + 1)]));
  request.headers.set("Authorization", `Basic ${btoa(bytes)}`);
};

/** The key in the header that the specification names; a redirect is not followed, since `fetch` would pass it on. */
export const apiKeyInHeader: Scheme = async (request, credentials, name) => {
  request.redirect = "manual";
  request.headers.set(name, await reveal(request, credentials, "apiKey"));
};

/** The key in the query, under the name that the specification gives it. */
export const apiKeyInQuery: Scheme = async (request, credentials, name) => {
  request.query.push(await pair(request, credentials, name));
};

/** The key in a cookie: for servers only, since browsers drop the header. */
export const apiKeyInCookie: Scheme = async (request, credentials, name) => {
  addCookies(request.headers, [await pair(request, credentials, name)]);
};

async function pair(
  request: RequestParts,
  credentials: HeldCredentials,
  name: string,
): Promise<string> {
  return `${encodeURIComponent(name)}=${encodeURIComponent(await reveal(request, credentials, "apiKey"))}`;
}

/** The secret itself, noted so that no error repeats it. */
async function reveal(
  request: RequestParts,
  credentials: HeldCredentials,
  option: "apiKey" | "username",
): Promise<string> {
  const secret = (credentials[option] ??= fromEnvironment());
  const value = typeof secret === "function" ? await secret() : secret;
  if (!value || !isHeaderText(value)) {
    const expected = `one line of text that a header can carry, from createClient or ${apiKeyVariable}`;
    throw refuse(option, expected, value);
  }
  request.secrets.push(value);
  return value;
}

/** Some run times have no environment, and some refuse to show it. */
function fromEnvironment(): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process
      ?.env?.[apiKeyVariable];
  } catch {
    return undefined;
  }
}
