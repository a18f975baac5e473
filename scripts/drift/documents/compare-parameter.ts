import type { ApiModel, Parameter, Schema } from "../../lib/model.ts";
import { itemsOf } from "../../lib/schema.ts";
import { type Both, both, bothWith } from "../both.ts";
import { compareNodes } from "../compare-documentation.ts";
import { type Context, inJson } from "../context.ts";
import type { Place } from "../place.ts";
import { isScalar, type Kind, kindsOf, viewSchema } from "../schemas/schema-view.ts";
import { formatStyle, jsonContentOf, sendsReserved } from "./parameter-style.ts";

/** A parameter in both documents: whether it must be there, how it is written, and what it may be. */
export const compareParameter = (
  parameters: Both<Parameter>,
  place: Place,
  context: Context,
): void => {
  const { compareSchemas, models, report } = context;
  const { after, before } = parameters;
  if (before.required !== after.required)
    report(
      after.required ? "request-parameter-became-required" : "request-parameter-became-optional",
      place,
    );
  const kinds = kindsIn(parameters, models);
  const style = both(parameters, (each) => formatStyle(each, kinds));
  if (style.before !== style.after)
    report("request-parameter-style-changed", place, style.before, style.after);
  const reserved = both(parameters, (each) => (sendsReserved(each) ? "as they are" : "encoded"));
  if (reserved.before !== reserved.after && ["string", ...compound].some((kind) => kinds.has(kind)))
    report("request-parameter-reserved-changed", place, reserved.before, reserved.after);
  compareEmptyValues(parameters, place, report);
  if (before.deprecated !== after.deprecated)
    report(after.deprecated ? "deprecated" : "no-longer-deprecated", place);
  compareNodes(parameters, place, "request", report);
  const schemas = both(parameters, schemaOf);
  const items = listedBy(parameters, models);
  if (items) report("request-parameter-became-list", place);
  const isContent = after.content.length > 0 || before.content.length > 0;
  compareSchemas(
    items ? { ...schemas, after: items } : schemas,
    place,
    isContent ? inJson : undefined,
  );
};

/** Whether the API accepts a parameter without a value, which the package sends for an empty string. */
const compareEmptyValues = (
  parameters: Both<Parameter>,
  place: Place,
  report: Context["report"],
): void => {
  const accepts = both(parameters, ({ allowEmptyValue }) => allowEmptyValue);
  if (accepts.before === accepts.after) return;
  const text = both(accepts, (each) => (each ? "all values" : "values that are not empty"));
  const id = accepts.after ? "request-limit-loosened" : "request-limit-tightened";
  report(id, place, text.before, text.after);
};

/** The parameter's own schema, or that of the media type in which it is sent. */
const schemaOf = (parameter: Parameter): Schema =>
  parameter.schema ?? (jsonContentOf(parameter) ?? parameter.content[0])?.schema ?? {};

const compound = ["object", "array", "anything"];

/** What kinds of values a parameter takes in one document or the other. */
const kindsIn = (parameters: Both<Parameter>, models: Both<ApiModel>): ReadonlySet<Kind> => {
  const { after, before } = bothWith(parameters, models, (parameter, { schemas }) =>
    viewSchema(schemaOf(parameter), schemas).alternatives.flatMap(({ schema }) => [
      ...kindsOf(schema),
    ]),
  );
  return new Set([...before, ...after]);
};

/** The items of a list that takes the place of a single value, which looks on the wire like a list of one. */
const listedBy = (parameters: Both<Parameter>, models: Both<ApiModel>): Schema | undefined => {
  const areExploded = [parameters.before, parameters.after].every(
    ({ explode, in: location, schema, style }) =>
      location === "query" && style === "form" && explode && schema !== undefined,
  );
  const { after, before } = bothWith(parameters, models, (parameter, { schemas }) =>
    viewSchema(schemaOf(parameter), schemas).alternatives.map(({ schema }) => schema),
  );
  const [list, ...others] = after;
  if (!areExploded || !list || others.length > 0 || !before.every(isScalar)) return undefined;
  if ([...kindsOf(list)].join() !== "array" || (list.minItems ?? 0) > 1) return undefined;
  const items = itemsOf(list) ?? {};
  const { isNullable } = viewSchema(schemaOf(parameters.after), models.after.schemas);
  return isNullable ? { anyOf: [items, { type: "null" }] } : items;
};
