import { fail, parse } from "./failure.js";
import type { ReadBody, RequestParts } from "./operation.js";

export const readJson: ReadBody = async (response, request) =>
  jsonOf(await response.text(), response, request);

/** JSON, where the specification declares a successful response without a body, too. */
export const readJsonOrNothing: ReadBody = async (response, request) => {
  const text = await response.text();
  return text ? jsonOf(text, response, request) : undefined;
};

/** JSON, after a request that may have changed something: whoever gets no body must know that the server accepted it. */
export const readJsonOfChange: ReadBody = async (response, request) => {
  const text = await response.text();
  if (text) return jsonOf(text, response, request);
  const problem = ", expected JSON, found an empty body; the server accepted the request";
  return fail(response, request, text, problem);
};

function jsonOf(text: string, response: Response, request: RequestParts): unknown {
  const { body, cause } = parse(text);
  if (!cause) return body;
  const found = text ? "other content" : "an empty body";
  return fail(response, request, text, `, expected JSON, found ${found}`);
}
