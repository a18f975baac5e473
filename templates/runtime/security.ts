import { apiKeyVariable } from "./api.js";
import type { HeldCredentials } from "./credentials.js";
import { readEnvironment } from "./environment.js";
import { addCookies, isHeaderText } from "./headers.js";
import { invalid } from "./leaves.js";
import type { AddToRequest, RequestParts, Step } from "./operation.js";

/** `Authorization: Bearer …` */
export const bearer: AddToRequest = async (request, credentials, step) => {
  if (ownHeader(request, "Authorization")) return;
  const token = await readSecret(request, credentials, step);
  request.headers.set("Authorization", `Bearer ${token}`);
};

/** `Authorization: Basic …`, in UTF-8. RFC 7617. */
export const basic: AddToRequest = async (request, credentials) => {
  if (ownHeader(request, "Authorization")) return;
  const name = await readSecret(request, credentials, { option: "username" }, String);
  if (/[:\p{Cc}]/u.test(name)) {
    const expected = `one line of text without a colon, from createClient or ${apiKeyVariable}`;
    throw invalid("username", expected, name);
  }
  let { password = "" } = credentials;
  if (typeof password === "function") {
    request.isRenewable ??= true;
    password = await password();
  }
  const pair = `${name}:${password}`;
  const bytes = String.fromCharCode(...new TextEncoder().encode(pair));
  request.secrets.push(btoa(bytes), ...(pair.endsWith(":") ? [] : [pair.slice(name.length + 1)]));
  request.headers.set("Authorization", `Basic ${btoa(bytes)}`);
};

/** The key in a header. Redirects are not followed, since `fetch` would forward the key to another origin. */
export const apiKeyInHeader: AddToRequest = async (request, credentials, step) => {
  const { name = "" } = step;
  if (ownHeader(request, name)) return;
  request.init.redirect = "manual";
  request.headers.set(name, await readSecret(request, credentials, step));
};

/** The key in the query. */
export const apiKeyInQuery: AddToRequest = async (request, credentials, step) => {
  if (isAmong(request.query, request, step)) return;
  request.query.push(await pair(request, credentials, step));
};

/** The key in a cookie, on servers. Without a key, a browser sends the cookie that it has. `apiKey` is accepted too. */
export const apiKeyInCookie: AddToRequest = async (request, credentials, step) => {
  const { option = "apiKey", variable = apiKeyVariable } = step;
  if (isAmong(request.headers.get("Cookie")?.split("; "), request, step)) return;
  credentials[option] ??= credentials["apiKey"] ?? readEnvironment(variable);
  if (credentials[option]) addCookies(request.headers, [await pair(request, credentials, step)]);
};

async function pair(
  request: RequestParts,
  credentials: HeldCredentials,
  step: Credential & Pick<Step, "name">,
): Promise<string> {
  const secret = await readSecret(request, credentials, step);
  return `${encodeURIComponent(step.name ?? "")}=${encodeURIComponent(secret)}`;
}

/** Whether a parameter of the caller's own has the name of the key: it wins, and no error repeats it. */
function isAmong(
  pairs: readonly string[] | undefined,
  { secrets }: RequestParts,
  { name = "" }: Step,
): boolean {
  const start = `${encodeURIComponent(name)}=`;
  const own = pairs?.find((each) => each.startsWith(start));
  if (own) secrets.push(decodeURIComponent(own.slice(start.length)));
  return own !== undefined;
}

/** The header that the caller set: it wins, and no error repeats it. */
function ownHeader({ headers, secrets }: RequestParts, name: string): string | null {
  const own = headers.get(name);
  if (own) secrets.push(own, own.replace(/^\w+ /, ""));
  return own;
}

type Credential = Pick<Step, "option" | "variable">;

/** Returns the client's option, or else the environment variable, and records it so that no error repeats it. */
async function readSecret(
  request: RequestParts,
  credentials: HeldCredentials,
  { option = "apiKey", variable = apiKeyVariable }: Credential,
  isPermitted: (value: string) => unknown = isHeaderText,
): Promise<string> {
  let value = (credentials[option] ??= readEnvironment(variable));
  if (typeof value === "function") {
    request.isRenewable ??= true; // Never again after a stream, which set it to false.
    value = await value();
  }
  if (!value)
    throw new TypeError(`${option} is missing: pass it to createClient or set ${variable}.`);
  if (!isPermitted(value)) {
    const expected = `one line of Latin-1 text, from createClient or ${variable}`;
    throw invalid(option, expected, value);
  }
  request.secrets.push(value);
  return value;
}
