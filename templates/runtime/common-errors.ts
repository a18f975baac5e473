import { kindOf } from "./leaves.js";

const longestMessage = 500;

/** What an error says in the shapes that are common: RFC 9457, `message`, `error`, `detail`, `errors` and the like. */
export function describeCommon(body: unknown, _listed?: unknown): string {
  const words = [...new Set(wordsIn(body))].join("; ");
  const cut = words.length > longestMessage ? `${words.slice(0, longestMessage)}…` : words;
  return cut && ` ${cut}`;
}

/** The members that hold words for people, in the order in which they are told, without capitals and underscores. */
const members = [
  "title",
  "code",
  "errorcode",
  "errcode",
  "error",
  "err",
  "fault",
  "message",
  "msg",
  "errormessage",
  "errormsg",
  "errmsg",
  "errorsummary",
  "usermessage",
  "developermessage",
  "faultstring",
  "errordescription",
  "description",
  "reason",
  "detail",
  "details",
  "errors",
  "errorcauses",
  "errormessages",
  "messages",
  "invalidparams",
  "issues",
  "violations",
  "failures",
];

/** Those of them that may be lists. A list under another name is what is wrong with the field of that name. */
const lists = [
  "error",
  "message",
  "detail",
  "details",
  "errors",
  "errorcauses",
  "errormessages",
  "messages",
  "invalidparams",
  "issues",
  "violations",
  "failures",
];

/** The members of an object without any of them that may hold one with them. */
const wrappers = ["data", "embedded", "meta", "response", "result", "status"];

/** `Error_Message` → `errormessage`, `hydra:title` → `title` */
const plain = (name: string): string => name.toLowerCase().replaceAll(/^\w+:|[-_]/g, "");

function wordsIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value === "string") return value && !/^\s*</.test(value) ? [value] : []; // No page of HTML.
  if (typeof value === "number") return depth > 0 ? [String(value)] : [];
  if (typeof value !== "object" || value === null || depth > 3) return [];
  if (Array.isArray(value)) return value.flatMap((item) => wordsIn(item, depth + 1));
  const body = value as Readonly<Record<string, unknown>>;
  const known = members.flatMap((member) =>
    Object.keys(body).filter(
      (name) =>
        plain(name) === member &&
        body[name] != null &&
        (lists.includes(member) || !Array.isArray(body[name])),
    ),
  );
  // An object without any of them maps fields to their errors.
  if (known.length === 0 && (depth > 0 || isOfLists(body)))
    return Object.entries(body).flatMap(([field, errors]) =>
      label(field, wordsIn(errors, depth + 1)),
    );
  if (known.length === 0)
    return Object.entries(body).flatMap(([name, inner]) =>
      wrappers.includes(plain(name)) && kindOf(inner) === "a plain object" ? wordsIn(inner) : [],
    );
  const words = known.flatMap((member) => wordsIn(body[member], depth + 1));
  return label(placeOf(body), words);
}

/** Whether an object has nothing but lists of texts, or such objects. */
const isOfLists = (body: object): boolean =>
  Object.values(body).every((value) =>
    Array.isArray(value)
      ? value.every((item) => typeof item === "string")
      : kindOf(value) === "a plain object" && isOfLists(value as object),
  );

/** Where the error is: the path of FastAPI or GraphQL, the pointer or parameter of JSON:API, or the field. */
function placeOf({
  field,
  loc,
  name,
  param,
  path,
  propertyPath,
  reason,
  source,
  target,
}: Readonly<Record<string, unknown>>): string {
  const list = [loc, path].find((each) => Array.isArray(each)); // Elsewhere, `path` is that of the request.
  if (Array.isArray(list)) return list.join(".");
  const { parameter, pointer } = (source ?? {}) as Readonly<Record<string, unknown>>;
  const place = [pointer, parameter, field, propertyPath, param, target, reason && name].find(
    (each) => typeof each === "string",
  );
  return typeof place === "string" ? place : "";
}

const label = (place: string, words: readonly string[]): readonly string[] =>
  place && words.length > 0 ? [`${place}: ${words.join(", ")}`] : words;
