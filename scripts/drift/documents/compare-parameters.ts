import type { ApiModel, Operation, Parameter, Schema } from "../../lib/model.ts";
import { isSameParameter } from "../../lib/same-parameter.ts";
import { type NamedParameter, nameParameters } from "../../plan/parameters.ts";
import { type Both, both, bothWith, Pairing } from "../both.ts";
import { compareNodes } from "../compare-documentation.ts";
import type { Context, RuleFor } from "../context.ts";
import type { Place, PlaceIn } from "../place.ts";
import { kindsOf, viewSchema } from "../schemas/schema-view.ts";

/** Parameters by location and name on the wire; one that is only in another location has moved. */
export const compareParameters = (
  operations: Both<Operation>,
  placeIn: PlaceIn,
  context: Context,
): void => {
  const { report } = context;
  const placeOf = ({ key, parameter }: NamedParameter): Place =>
    placeIn("request", { kind: "parameter", key, name: parameter.name, in: parameter.in });
  const compareNamed = (named: Both<NamedParameter>): void => {
    const { after, before } = named;
    if (before.key !== after.key)
      report("request-parameter-renamed", placeOf(after), before.key, after.key);
    compareParameter(
      both(named, ({ parameter }) => parameter),
      placeOf(after),
      context,
    );
  };

  const pairing = new Pairing(both(operations, (operation) => nameParameters(operation)));
  const isSame = (before: NamedParameter, after: NamedParameter): boolean =>
    isSameParameter(before.parameter, after.parameter);
  for (const pair of pairing.take(isSame)) compareNamed(pair);
  // Path parameters are matched by position: their names do not reach the wire.
  const positions = both(operations, ({ path }) => path.match(/\{[^}]*\}/g) ?? []);
  const isInSamePosition = (before: NamedParameter, after: NamedParameter): boolean => {
    const position = positionIn(positions.before, before);
    return position >= 0 && position === positionIn(positions.after, after);
  };
  for (const pair of pairing.take(isInSamePosition)) compareNamed(pair);
  for (const pair of pairing.take((before, after) => before.key === after.key)) {
    const parameters = both(pair, ({ parameter }) => parameter);
    const place = placeOf(pair.after);
    report("request-parameter-moved", place, parameters.before.in, parameters.after.in);
    compareParameter(parameters, place, context);
  }
  for (const before of pairing.rest.before)
    report("request-parameter-removed", placeOf(before), before.parameter.in);
  for (const after of pairing.rest.after)
    report(
      after.parameter.required ? "request-required-parameter-added" : "request-parameter-added",
      placeOf(after),
      undefined,
      after.parameter.in,
    );
};

const positionIn = (names: readonly string[], { parameter }: NamedParameter): number =>
  parameter.in === "path" ? names.indexOf(`{${parameter.name}}`) : -1;

const compareParameter = (parameters: Both<Parameter>, place: Place, context: Context): void => {
  const { compareSchemas, models, report } = context;
  const { after, before } = parameters;
  if (before.required !== after.required)
    report(
      after.required ? "request-parameter-became-required" : "request-parameter-became-optional",
      place,
    );
  const style = both(parameters, formatStyle);
  const isCompound = bothWith(parameters, models, acceptsCompound);
  if (style.before !== style.after && (isCompound.before || isCompound.after))
    report("request-parameter-style-changed", place, style.before, style.after);
  if (before.deprecated !== after.deprecated)
    report(after.deprecated ? "deprecated" : "no-longer-deprecated", place);
  compareNodes(parameters, place, "request", report);
  const isContent = after.content.length > 0 || before.content.length > 0;
  compareSchemas(both(parameters, schemaOf), place, isContent ? inContent : undefined);
};

/** In JSON, a number and its text are not the same. */
const inContent: RuleFor = (id) => (id === "request-became-text" ? "request-type-changed" : id);

/** The parameter's own schema, or that of the media type in which it is sent. */
const schemaOf = ({ content, schema }: Parameter): Schema => schema ?? content[0]?.schema ?? {};

/** Whether the style matters: scalars look the same in all styles but those with a prefix. */
const acceptsCompound = (parameter: Parameter, model: ApiModel): boolean => {
  if (parameter.content.length > 0 || ["label", "matrix"].includes(parameter.style)) return true;
  const kinds = viewSchema(schemaOf(parameter), model.schemas).alternatives.flatMap(
    ({ schema }) => [...kindsOf(schema)],
  );
  return kinds.some((kind) => kind === "object" || kind === "array" || kind === "anything");
};

/** How a parameter is serialized, in full. OpenAPI 3.1, section 4.8.12. */
const formatStyle = ({ allowReserved, content, explode, schema, style }: Parameter): string => {
  const [mediaType] = content;
  if (mediaType !== undefined && schema === undefined) return mediaType.name;
  const reserved = allowReserved ? ", reserved characters unescaped" : "";
  return style === "deepObject" ? style + reserved : `${style}, explode ${explode}${reserved}`;
};
