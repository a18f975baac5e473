import { asArray, asObject, type JsonObject } from "../lib/json.ts";
import type { OperationEntry } from "../lib/openapi.ts";
import { planBody } from "../plan/bodies.ts";
import { type NamedParameter, nameParameters } from "../plan/parameters.ts";
import { compareSchemas } from "./compare-schemas.ts";
import type { Report, Roots } from "./schema-walk.ts";
import { compareExtensions, compareWords } from "./compare-words.ts";
import { type At, type Place } from "./place.ts";
import { kindsOf, viewSchema } from "./schema-view.ts";

/** Parameters by place and name on the wire; one that is only in another place has moved. */
export const compareParameters = (
  before: OperationEntry,
  after: OperationEntry,
  roots: Roots,
  at: At,
  report: Report,
): void => {
  const name = ({ operation }: OperationEntry): readonly NamedParameter[] =>
    nameParameters(
      asArray(operation["parameters"]).map(asObject),
      planBody(operation) !== undefined,
      () => undefined,
    );
  const left = [...name(before)];
  const right = [...name(after)];
  const place = ({ key, parameter }: NamedParameter): Place =>
    at("request", {
      kind: "parameter",
      key,
      name: String(parameter["name"]),
      in: String(parameter["in"]),
    });
  const isSame = (one: NamedParameter, other: NamedParameter): boolean =>
    one.parameter["in"] === other.parameter["in"] &&
    nameOnWire(one.parameter) === nameOnWire(other.parameter);
  const take = (
    areAlike: (one: NamedParameter, other: NamedParameter) => boolean,
  ): [NamedParameter, NamedParameter][] =>
    [...left].flatMap((one) => {
      const other = right.find((each) => areAlike(one, each));
      if (!other) return [];
      left.splice(left.indexOf(one), 1);
      right.splice(right.indexOf(other), 1);
      return [[one, other]];
    });
  const compareBoth = (one: NamedParameter, other: NamedParameter): void => {
    if (one.key !== other.key)
      report("request-parameter-renamed", place(other), one.key, other.key);
    compareParameter(one, other, place(other), roots, report);
  };
  for (const [one, other] of take(isSame)) compareBoth(one, other);
  // In the path a name is no more than a mark: what stands in its place is what it is called now.
  const places = [before.path, after.path].map((path) => path.match(/\{[^}]*\}/g) ?? []);
  const indexIn = (list: readonly string[], { parameter }: NamedParameter): number =>
    parameter["in"] === "path" ? list.indexOf(`{${String(parameter["name"])}}`) : -1;
  for (const [one, other] of take(
    (one, other) =>
      indexIn(places[0] ?? [], one) >= 0 &&
      indexIn(places[0] ?? [], one) === indexIn(places[1] ?? [], other),
  ))
    compareBoth(one, other);
  for (const [one, other] of take((one, other) => one.key === other.key)) {
    report("request-parameter-moved", place(other), one.parameter["in"], other.parameter["in"]);
    compareParameter(one, other, place(other), roots, report);
  }
  for (const one of left)
    report("request-parameter-removed", place(one), String(one.parameter["in"]));
  for (const other of right)
    report(
      isRequired(other.parameter) ? "request-required-parameter-added" : "request-parameter-added",
      place(other),
      undefined,
      String(other.parameter["in"]),
    );
};

/** Header names are blind to case. */
const nameOnWire = (parameter: JsonObject): string =>
  parameter["in"] === "header"
    ? String(parameter["name"]).toLowerCase()
    : String(parameter["name"]);

const isRequired = (parameter: JsonObject): boolean =>
  parameter["required"] === true || parameter["in"] === "path";

const compareParameter = (
  one: NamedParameter,
  other: NamedParameter,
  place: Place,
  roots: Roots,
  report: Report,
): void => {
  const [was, is] = [one.parameter, other.parameter];
  if (isRequired(was) !== isRequired(is))
    report(
      isRequired(is) ? "request-parameter-became-required" : "request-parameter-became-optional",
      place,
    );
  const [style, written] = [styleOf(was), styleOf(is)];
  if (style !== written && (isCompound(was, roots.before) || isCompound(is, roots.after)))
    report("request-parameter-style-changed", place, style, written);
  if ((was["deprecated"] === true) !== (is["deprecated"] === true))
    report(is["deprecated"] === true ? "deprecated" : "no-longer-deprecated", place);
  compareWords(was, is, place, "request-words-changed", report);
  compareExtensions(was, is, place, "request-extension-changed", report);
  compareSchemas(schemaOf(was), schemaOf(is), place, roots, report);
};

/** The parameter's own schema, or that of the media type it is written as. */
const schemaOf = (parameter: JsonObject): JsonObject =>
  asObject(
    parameter["schema"] ?? asObject(Object.values(asObject(parameter["content"]))[0])["schema"],
  );

/** Of a scalar, all styles but those with a prefix are alike. */
const isCompound = (parameter: JsonObject, root: JsonObject): boolean => {
  if (
    ["label", "matrix"].includes(String(parameter["style"])) ||
    parameter["content"] !== undefined
  )
    return true;
  const kinds = viewSchema(schemaOf(parameter), root).alternatives.flatMap(({ schema }) => [
    ...kindsOf(schema),
  ]);
  return kinds.some((kind) => kind === "object" || kind === "array" || kind === "anything");
};

/** How a parameter is written, said in full. OpenAPI 3.1, section 4.8.12. */
const styleOf = (parameter: JsonObject): string => {
  const [mediaType] = Object.keys(asObject(parameter["content"]));
  if (mediaType !== undefined && parameter["schema"] === undefined) return mediaType;
  const place = String(parameter["in"]);
  const style = String(
    parameter["style"] ?? (place === "query" || place === "cookie" ? "form" : "simple"),
  );
  const explode = parameter["explode"] ?? style === "form";
  const reserved = parameter["allowReserved"] === true ? ", reserved characters as they are" : "";
  return style === "deepObject"
    ? style + reserved
    : `${style}, explode ${String(explode)}${reserved}`;
};
