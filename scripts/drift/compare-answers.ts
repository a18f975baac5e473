import { asObject, isEqual, type Json, type JsonObject } from "../lib/json.ts";
import { resolveSchema } from "../lib/openapi.ts";
import { planAnswer } from "../plan/bodies.ts";
import { isJson, preferred, successBodies } from "../rules/hoist.ts";
import { factsOf } from "../rules/facts.ts";
import { isAlike } from "./canonical.ts";
import { compareSchemas } from "./compare-schemas.ts";
import type { Report, Roots } from "./schema-walk.ts";
import { compareExtensions, compareWords } from "./compare-words.ts";
import { type RuleId, verdictOf } from "./rules.ts";
import { areAlike } from "./media-types.ts";
import type { At } from "./place.ts";

/** What comes back: the answer that a function resolves to, errors, headers. */
export const compareAnswers = (
  was: JsonObject,
  is: JsonObject,
  roots: Roots,
  at: At,
  report: Report,
): void => {
  compareAnswer(was, is, roots, at, report);
  const [had, has] = [asObject(was["responses"]), asObject(is["responses"])];
  const [succeeded, succeeds] = [statusesOf(was), statusesOf(is)];
  for (const status of new Set([...Object.keys(had), ...Object.keys(has)])) {
    const [before, after] = [asObject(had[status]), asObject(has[status])];
    const isError = !succeeded.has(status) && !succeeds.has(status);
    const place = at("response", { kind: isError ? "error" : "answer", status });
    if (had[status] === undefined)
      report(isError ? "response-error-added" : "response-status-added", place, undefined, status);
    else if (has[status] === undefined)
      report(isError ? "response-error-removed" : "response-status-removed", place, status);
    else {
      compareWords(before, after, place, "response-words-changed", report);
      compareExtensions(before, after, place, "response-extension-changed", report);
      compareHeaders(before, after, status, roots, at, report);
      if (!isEqual(before["links"], after["links"])) report("response-links-changed", place);
      if (isError) compareErrorBodies(before, after, status, roots, at, report);
      else compareMediaTypes(before, after, status, roots, at, report);
    }
  }
};

const statusesOf = (operation: JsonObject): ReadonlySet<string> =>
  new Set(successBodies(operation).map(({ status }) => status));

/** What the package's function resolves to. */
const compareAnswer = (
  was: JsonObject,
  is: JsonObject,
  roots: Roots,
  at: At,
  report: Report,
): void => {
  const [before, after] = [planAnswer(was), planAnswer(is)];
  const read = [was, is].map((operation) => {
    const bodies = successBodies(operation);
    const mediaType = preferred(bodies.flatMap((body) => body.mediaType ?? []));
    return bodies.find((body) => body.mediaType === mediaType) ?? { status: "200" };
  });
  const [had = { status: "200" }, has = { status: "200" }] = read;
  const found = has.mediaType === undefined ? had : has;
  const place = at("response", { kind: "answer", ...found });
  if (before.schema === undefined && after.schema === undefined) return;
  if (before.schema === undefined) report("response-body-added", place, undefined, has.mediaType);
  else if (after.schema === undefined) report("response-body-removed", place, had.mediaType);
  else {
    if (before.mayBeEmpty !== after.mayBeEmpty)
      report(after.mayBeEmpty ? "response-may-be-empty" : "response-never-empty", place);
    const isLeft =
      areAlike(had.mediaType, has.mediaType) || had.mediaType === "*/*" || gives(is, had.mediaType);
    if (!areAlike(had.mediaType, has.mediaType))
      report(
        isLeft ? "response-media-type-preferred" : "response-media-type-changed",
        place,
        had.mediaType,
        has.mediaType,
      );
    // What a deployed client asks for is still there: only who upgrades gets the other.
    const note: Report =
      !areAlike(had.mediaType, has.mediaType) && isLeft
        ? (id, ...change) => {
            report(isFact(id) ? "response-preferred-type-changed" : id, ...change);
          }
        : report;
    const isTold = compareSchemas(before.schema, after.schema, place, roots, note);
    if (
      !isTold &&
      !isJson(has.mediaType ?? "") &&
      !isAlike(had.schema ?? {}, has.schema ?? {}, roots)
    )
      report("response-raw-body-changed", place);
  }
};

/** Whether a rule is about more than words. */
const isFact = (id: RuleId): boolean => verdictOf(id) !== "cosmetic";

const gives = (operation: JsonObject, mediaType: string | undefined): boolean =>
  successBodies(operation).some(({ status }) => {
    const response = asObject(asObject(operation["responses"])[status]);
    return asObject(response["content"])[mediaType ?? ""] !== undefined;
  });

/** Media types that the package does not ask for. */
const compareMediaTypes = (
  before: JsonObject,
  after: JsonObject,
  status: string,
  roots: Roots,
  at: At,
  report: Report,
): void => {
  const [had, has] = [
    Object.keys(asObject(before["content"])),
    Object.keys(asObject(after["content"])),
  ];
  const [asked, asks] = [preferred([...had].sort()), preferred([...has].sort())];
  const place = at("response", { kind: "answer", status });
  for (const each of has) {
    const [one, other] = [asObject(before["content"])[each], asObject(after["content"])[each]];
    if (
      each !== asks &&
      one !== undefined &&
      other !== undefined &&
      !isAlike(asObject(one), asObject(other), roots)
    )
      report(
        "response-unused-media-type-changed",
        at("response", { kind: "answer", status, mediaType: each }),
        each,
        each,
      );
  }
  for (const other of has)
    if (other !== asks && !had.some((each) => areAlike(each, other)))
      report("response-media-type-added", place, asks, other);
  for (const other of had)
    if (other !== asked && !has.some((each) => areAlike(each, other)))
      report("response-media-type-removed", place, other);
  for (const each of has)
    compareWords(
      asObject(asObject(before["content"])[each]),
      asObject(asObject(after["content"])[each]),
      place,
      "response-words-changed",
      report,
    );
};

const compareErrorBodies = (
  before: JsonObject,
  after: JsonObject,
  status: string,
  roots: Roots,
  at: At,
  report: Report,
): void => {
  const [had, has] = [contentOf(before), contentOf(after)];
  const place = at("response", { kind: "error", status });
  const changes = new Set<string>();
  compareSchemas(had, has, place, roots, (id, where, was, is) => {
    if (isFact(id)) changes.add("facts");
    else report(id, where, was, is);
  });
  if (
    changes.size > 0 ||
    !isEqual(
      Object.keys(asObject(before["content"])).sort(),
      Object.keys(asObject(after["content"])).sort(),
    )
  )
    report(
      "response-error-body-changed",
      place,
      JSON.stringify(factsOf(had)),
      JSON.stringify(factsOf(has)),
    );
};

const contentOf = (response: JsonObject): JsonObject => {
  const content = asObject(response["content"]);
  return asObject(asObject(content[preferred(Object.keys(content).sort()) ?? ""])["schema"]);
};

const compareHeaders = (
  before: JsonObject,
  after: JsonObject,
  status: string,
  roots: Roots,
  at: At,
  report: Report,
): void => {
  const [had, has] = [
    byLowerCase(asObject(before["headers"]), roots.before),
    byLowerCase(asObject(after["headers"]), roots.after),
  ];
  for (const name of new Set([...had.keys(), ...has.keys()])) {
    const [was, is] = [had.get(name), has.get(name)];
    const place = at("response", { kind: "header", status, name: (is ?? was)?.name ?? name });
    if (!was) report("response-header-added", place);
    else if (!is) report("response-header-removed", place);
    else {
      compareWords(was.header, is.header, place, "response-words-changed", report);
      compareExtensions(was.header, is.header, place, "response-extension-changed", report);
      let differs =
        was.header["required"] !== is.header["required"] ||
        was.header["deprecated"] !== is.header["deprecated"] ||
        was.header["style"] !== is.header["style"] ||
        was.header["explode"] !== is.header["explode"];
      compareSchemas(
        schemaOf(was.header),
        schemaOf(is.header),
        place,
        roots,
        (id, where, one, other) => {
          if (/-(words|extension|format)-changed$/.test(id)) report(id, where, one, other);
          else differs = true;
        },
      );
      if (differs)
        report(
          "response-header-changed",
          place,
          JSON.stringify(factsOf(was.header)),
          JSON.stringify(factsOf(is.header)),
        );
    }
  }
};

const schemaOf = (header: JsonObject): JsonObject =>
  asObject(header["schema"] ?? asObject(Object.values(asObject(header["content"]))[0])["schema"]);

const byLowerCase = (
  headers: JsonObject,
  root: JsonObject,
): ReadonlyMap<string, { readonly name: string; readonly header: JsonObject }> =>
  new Map(
    Object.entries(headers).map(([name, header]: [string, Json]) => [
      name.toLowerCase(),
      { name, header: resolveSchema(asObject(header), root) },
    ]),
  );
