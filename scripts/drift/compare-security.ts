import { asArray, asObject, isEqual, type Json, type JsonObject } from "../lib/json.ts";
import { factsOf } from "../rules/facts.ts";
import { securityOf } from "../plan/security.ts";
import type { Report, Roots } from "./schema-walk.ts";
import type { Place } from "./place.ts";

/** How calls are authorized: by what the package sends, then by what else the API would take. */
export const compareSecurity = (
  was: JsonObject,
  is: JsonObject,
  roots: Roots,
  place: Place,
  report: Report,
): void => {
  const [had, has] = [securityOf(was, roots.before), securityOf(is, roots.after)];
  const names = [had, has].map(
    (schemes) =>
      schemes
        .map(({ scheme, name }) => (name === undefined ? scheme.name : `${scheme.name} ${name}`))
        .join(" and ") || "nothing",
  );
  const [wasNamed = "", isNamed = ""] = names;
  const requirements = [requirementsOf(was, roots.before), requirementsOf(is, roots.after)];
  const [required = [], requires = []] = requirements;
  if (wasNamed !== isNamed)
    report(
      had.length === 0
        ? "security-added"
        : has.length === 0
          ? requires.length > 0 && !isEqual(requires, [{}])
            ? "security-scheme-changed"
            : "security-removed"
          : "security-scheme-changed",
      place,
      wasNamed,
      isNamed,
    );
  else if (!isEqual(schemesOf(required), schemesOf(requires)))
    report(
      needsMore(required, requires) ? "security-added" : "security-alternative-changed",
      place,
      spellRequirements(required),
      spellRequirements(requires),
    );
  else if (!isEqual(required, requires))
    report(
      "security-scope-changed",
      place,
      spellRequirements(required),
      spellRequirements(requires),
    );
  const details = [[required, roots.before] as const, [requires, roots.after] as const].map(
    detailsOf,
  );
  if (wasNamed === isNamed && !isEqual(details[0], details[1]))
    report(
      "security-details-changed",
      place,
      JSON.stringify(details[0]),
      JSON.stringify(details[1]),
    );
};

/** What the schemes of requirements say of themselves, but for words. */
const detailsOf = ([requirements, root]: readonly [readonly Json[], JsonObject]): Json => {
  const schemes = asObject(asObject(root["components"])["securitySchemes"]);
  const used = new Set(requirements.flatMap((each) => Object.keys(asObject(each))));
  return [...used].sort().map((name) => factsOf(schemes[name] ?? {}));
};

const requirementsOf = (operation: JsonObject, root: JsonObject): readonly Json[] =>
  asArray(operation["security"] ?? root["security"]);

/** Requirements without their scopes, in one order. */
const schemesOf = (requirements: readonly Json[]): Json =>
  requirements.map((each) => Object.keys(asObject(each)).sort().join(" and ")).sort();

/** Whether what was enough before is enough no more: schemes that the package cannot carry come or grow. */
const needsMore = (required: readonly Json[], requires: readonly Json[]): boolean => {
  const isMetBy = (each: Json): boolean =>
    requires.some((other) =>
      Object.keys(asObject(other)).every((scheme) => Object.hasOwn(asObject(each), scheme)),
    );
  return requires.length > 0 && !(required.length === 0 ? isMetBy({}) : required.some(isMetBy));
};

const spellRequirements = (requirements: readonly Json[]): string =>
  requirements
    .map(
      (each) =>
        Object.entries(asObject(each))
          .map(
            ([scheme, scopes]) =>
              scheme + (asArray(scopes).length > 0 ? ` (${asArray(scopes).join(", ")})` : ""),
          )
          .join(" and ") || "nothing",
    )
    .join(" or ") || "nothing";
