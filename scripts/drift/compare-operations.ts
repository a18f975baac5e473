import {
  asArray,
  asObject,
  asString,
  isEqual,
  type Json,
  type JsonObject,
  omit,
} from "../lib/json.ts";
import { kebabCase } from "../lib/names.ts";
import type { OperationEntry } from "../lib/openapi.ts";
import { firstServer, serverOf } from "../plan/server.ts";
import { compareAnswers } from "./compare-answers.ts";
import { compareBodies } from "./compare-bodies.ts";
import { compareParameters } from "./compare-parameters.ts";
import { compareSecurity } from "./compare-security.ts";
import type { Report, Roots } from "./schema-walk.ts";
import { compareExtensions, compareWords } from "./compare-words.ts";
import type { At, Place } from "./place.ts";

/** An operation before and after, normalized. */
export const compareOperations = (
  before: OperationEntry,
  after: OperationEntry,
  roots: Roots,
  report: Report,
): void => {
  const operation = before.id;
  const at: At = (side, anchor) => ({ operation, now: after.id, side, anchor, path: [] });
  const whole = at("none", { kind: "operation" });
  const member = (name: string): Place => at("none", { kind: "operation", member: name });
  const [was, is] = [before.operation, after.operation];
  /** Of what operations may leave to their path or to the document, the place of whoever says it. */
  const around = (name: string): Place => {
    const item = asObject(asObject(roots.after["paths"])[after.path]);
    if (is[name] !== undefined) return member(name);
    if (item[name] !== undefined)
      return at("none", { kind: "path", path: after.path, member: name });
    return at("none", { kind: "document", member: name });
  };

  if (before.id !== after.id) {
    const isSpelling = kebabCase(before.id) === kebabCase(after.id);
    report(isSpelling ? "operation-id-changed" : "operation-renamed", whole, before.id, after.id);
  }
  if (before.method !== after.method)
    report("method-changed", whole, before.method.toUpperCase(), after.method.toUpperCase());
  if (isMoved(before, after, roots)) report("path-changed", whole, before.path, after.path);
  if ((was["deprecated"] === true) !== (is["deprecated"] === true))
    report(is["deprecated"] === true ? "deprecated" : "no-longer-deprecated", whole);
  compareServers(before, after, roots, around("servers"), report);
  compareSecurity(was, is, roots, around("security"), report);
  comparePagination(asObject(was["x-pagination"]), asObject(is["x-pagination"]), whole, report);
  compareParameters(before, after, roots, at, report);
  compareBodies(was, is, roots, at, report);
  compareAnswers(was, is, roots, at, report);
  compareRest(was, is, member, report);
};

/** Whether the same call asks elsewhere: a path that the server lost and the operation gained is where it was. */
const isMoved = (before: OperationEntry, after: OperationEntry, roots: Roots): boolean => {
  const [had, has] = [before, after].map(({ path }) => namesIn(path)) as [string[], string[]];
  const isShuffled = !isEqual(had, has) && isEqual([...had].sort(), [...has].sort());
  const [was, is] = [serverAsked(before, roots.before), serverAsked(after, roots.after)];
  const join = (server: string | undefined, path: string): string =>
    `${server?.replace(/\/+$/, "") ?? ""}${shapeOfPath(path)}`;
  return (
    isShuffled ||
    (shapeOfPath(before.path) !== shapeOfPath(after.path) &&
      join(was, before.path) !== join(is, after.path))
  );
};

const namesIn = (path: string): readonly string[] => path.match(/\{[^}]*\}/g) ?? [];

/** `/users/{id}` and `/users/{userId}` are one path. */
export const shapeOfPath = (path: string): string => path.replace(/\{[^}]*\}/g, "{}");

const compareServers = (
  before: OperationEntry,
  after: OperationEntry,
  roots: Roots,
  place: Place,
  report: Report,
): void => {
  const [was, is] = [serverAsked(before, roots.before), serverAsked(after, roots.after)];
  if (was !== is) report("server-changed", place, was ?? "none", is ?? "none");
};

/** The server that calls go to; one that is relative to the document where there is no other. */
const serverAsked = ({ operation, path }: OperationEntry, root: JsonObject): string | undefined => {
  const own = [operation, asObject(asObject(root["paths"])[path]), root].find(
    ({ servers }) => asArray(servers).length > 0,
  );
  return (
    serverOf(operation, root, path) ??
    firstServer(root["servers"]) ??
    asString(asObject(asArray(own?.["servers"])[0])["url"])
  );
};

const comparePagination = (was: JsonObject, is: JsonObject, place: Place, report: Report): void => {
  const [paged, pages] = [was["items"] !== undefined, is["items"] !== undefined];
  const say = ({ reason }: JsonObject): string => String(reason ?? "nothing that could be paged");
  if (paged && !pages) report("pagination-lost", place, say(was), say(is));
  else if (!paged && pages) report("pagination-added", place, say(was), say(is));
  else if (!paged) return;
  else if (!isEqual(walkOf(was), walkOf(is)))
    report(
      isEqual(walkOf(was), omit(walkOf(is), "total"))
        ? "pagination-total-added"
        : "pagination-changed",
      place,
      say(was),
      say(is),
    );
  else if (!isEqual(was["identity"], is["identity"]))
    report(
      "identity-changed",
      place,
      was["identity"] ?? "the whole page",
      is["identity"] ?? "the whole page",
    );
};

/** What a paginator goes by: the number it counts, the items, and the one total that it reads. */
const walkOf = ({ firstPage, items, page, total, totalPages }: JsonObject): JsonObject => {
  const read = totalPages === undefined ? total && ["items", total] : ["pages", totalPages];
  return {
    ...(firstPage !== undefined && { firstPage }),
    ...(items !== undefined && { items }),
    ...(page !== undefined && { page }),
    ...(read !== undefined && { total: read }),
  };
};

/** What none of the comparisons above looks at. */
const compareRest = (
  was: JsonObject,
  is: JsonObject,
  member: (name: string) => Place,
  report: Report,
): void => {
  const sorted = (value: Json | undefined): readonly string[] => asArray(value).map(String).sort();
  if (!isEqual(sorted(was["tags"]), sorted(is["tags"])))
    report(
      "tags-changed",
      member("tags"),
      sorted(was["tags"]).join(", "),
      sorted(is["tags"]).join(", "),
    );
  if (!isEqual(was["callbacks"], is["callbacks"])) report("callbacks-changed", member("callbacks"));
  compareWords(was, is, member, "operation-words-changed", report);
  compareExtensions(was, is, member, "operation-extension-changed", report);
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)]))
    if (!looked.has(key) && !key.startsWith("x-") && !isEqual(was[key], is[key]))
      report(
        "operation-keyword-changed",
        member(key),
        JSON.stringify(was[key]),
        JSON.stringify(is[key]),
      );
};

const looked = new Set([
  ...["operationId", "parameters", "requestBody", "responses", "security", "servers", "deprecated"],
  ...["tags", "callbacks", "summary", "description", "externalDocs"],
]);
