import { errorList } from "./api.js";
import type { ApiError } from "./errors.js";

type Errors = ApiError["errors"];

/** The API's own errors: what the configured member of the body holds. */
export function errorsIn(body: unknown): Errors {
  const found = (body as { readonly [key: string]: unknown } | null | undefined)?.[errorList];
  const list = [found].flat() as readonly (Errors[number] | null | undefined)[];
  return list.filter((error) => error != null);
}

/** Code, title, detail and source of each error. */
export const describeListed = (body: unknown): string => errorsIn(body).map(summarize).join(";");

const summarize = ({ code, title, detail, source }: Errors[number]): string =>
  ` ${[code, title, detail, source?.pointer].filter(Boolean).join(", ")}`;
