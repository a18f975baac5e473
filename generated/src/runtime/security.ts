import { apiKeyVariable } from "./api.js";
import type { HeldCredentials } from "./credentials.js";
import { addCookies, isHeaderText } from "./headers.js";
import { invalid } from "./leaves.js";
import type { RequestParts, Scheme } from "./operation.js";

/** `Authorization: Bearer …` */
export const bearer: Scheme = async (request, credentials) => {
  request.headers.set(
    "Authorization",
    `Bearer ${await readSecret(request, credentials, "apiKey")}`,
  );
};

/** `Authorization: Basic …` */
export const basic: Scheme = async (request, credentials) => {
  const { password = "" } = credentials;
  const name = await readSecret(request, credentials, "username");
  const pair = `${name}:${typeof password === "function" ? await password() : password}`;
  const bytes = String.fromCharCode(...new TextEncoder().encode(pair));
  request.secrets.push(btoa(bytes), ...(pair.endsWith(":") ? [] : [pair.slice(name.length + 1)]));
  request.headers.set("Authorization", `Basic ${btoa(bytes)}`);
};

/** The key in a header. Redirects are not followed, since `fetch` would forward the key to another origin. */
export const apiKeyInHeader: Scheme = async (request, credentials, name) => {
  request.redirect = "manual";
  request.headers.set(name, await readSecret(request, credentials, "apiKey"));
};

/** The key in the query. */
export const apiKeyInQuery: Scheme = async (request, credentials, name) => {
  request.query.push(await pair(request, credentials, name));
};

/** The key in a cookie. This works on servers only, since browsers drop the header. */
export const apiKeyInCookie: Scheme = async (request, credentials, name) => {
  addCookies(request.headers, [await pair(request, credentials, name)]);
};

async function pair(
  request: RequestParts,
  credentials: HeldCredentials,
  name: string,
): Promise<string> {
  return `${encodeURIComponent(name)}=${encodeURIComponent(await readSecret(request, credentials, "apiKey"))}`;
}

/** Returns a secret, and records it so that no error repeats it. */
async function readSecret(
  request: RequestParts,
  credentials: HeldCredentials,
  option: "apiKey" | "username",
): Promise<string> {
  const secret = (credentials[option] ??= fromEnvironment());
  const value = typeof secret === "function" ? await secret() : secret;
  if (!value)
    throw new TypeError(`${option} is missing: pass it to createClient or set ${apiKeyVariable}.`);
  if (!isHeaderText(value)) {
    const expected = `one line of Latin-1 text, from createClient or ${apiKeyVariable}`;
    throw invalid(option, expected, value);
  }
  request.secrets.push(value);
  return value;
}

/** Some runtimes have no environment, and some deny access to it. */
function fromEnvironment(): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process
      ?.env?.[apiKeyVariable];
  } catch {
    return undefined;
  }
}
