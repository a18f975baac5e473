import type { Operation } from "../../lib/model.ts";
import { isSameParameter } from "../../lib/same-parameter.ts";
import { type NamedParameter, nameParameters } from "../../plan/parameters.ts";
import { type Both, both, Pairing } from "../both.ts";
import type { Context } from "../context.ts";
import { inside, type Place, type PlaceIn } from "../place.ts";
import { compareParameter } from "./compare-parameter.ts";
import { explodeParameters, type SentParameter } from "./exploded-parameters.ts";

/** Parameters by location and name on the wire; one that is only in another location has moved. */
export const compareParameters = (
  operations: Both<Operation>,
  placeIn: PlaceIn,
  context: Context,
): void => {
  const { report } = context;
  const placeOf = ({ key, object, parameter }: SentParameter): Place =>
    object
      ? inside(placeOf(object), parameter.name)
      : placeIn("request", { kind: "parameter", key, name: parameter.name, in: parameter.in });
  const compareNamed = (named: Both<SentParameter>): void => {
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
  const schemas = both(context.models, (model) => model.schemas);
  const others = new Pairing(explodeParameters(pairing.rest, schemas));
  for (const pair of others.take(isSame)) compareNamed(pair);
  for (const pair of others.take((before, after) => before.key === after.key)) {
    const parameters = both(pair, ({ parameter }) => parameter);
    const place = placeOf(pair.after);
    report("request-parameter-moved", place, parameters.before.in, parameters.after.in);
    compareParameter(parameters, place, context);
  }
  for (const before of others.rest.before)
    report("request-parameter-removed", placeOf(before), before.parameter.in);
  for (const after of others.rest.after)
    report(
      after.parameter.required ? "request-required-parameter-added" : "request-parameter-added",
      placeOf(after),
      undefined,
      after.parameter.in,
    );
};

const positionIn = (names: readonly string[], { parameter }: NamedParameter): number =>
  parameter.in === "path" ? names.indexOf(`{${parameter.name}}`) : -1;
