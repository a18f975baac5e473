import { isEqual, isObject, type Json, mapValues } from "../../lib/json.ts";
import type { Operation, RequiredScheme, SecurityRequirement } from "../../lib/model.ts";
import { withoutDocumentation } from "../../lib/schema.ts";
import { functionFor, requirementOf } from "../../plan/security.ts";
import { type Both, both } from "../both.ts";
import type { Report } from "../context.ts";
import type { Place } from "../place.ts";

/** How calls are authorized: by what the package sends, then by what else the API accepts. */
export const compareSecurity = (
  operations: Both<Operation>,
  place: Place,
  report: Report,
): void => {
  const { after, before } = both(operations, readSecurity);
  if (before.sent !== after.sent) {
    const isOpen = after.sent === "" && after.alternatives.length === 0;
    const isStillAccepted =
      before.sent === ""
        ? after.isOptional
        : after.alternatives.some((each) => isEqual(each, before.used));
    const changed = before.sent === "" ? "security-added" : "security-scheme-changed";
    const accepted = isStillAccepted ? "security-preferred" : changed;
    report(
      isOpen ? "security-removed" : accepted,
      place,
      before.sent || "nothing",
      after.sent || after.text,
    );
    return;
  }
  // The API now requires credentials of a kind that this package cannot send.
  if (before.sent === "" && before.alternatives.length === 0 && after.alternatives.length > 0) {
    report("security-added", place, before.text, after.text);
    return;
  }
  if (!isEqual(before.used, after.used))
    report(
      "security-details-changed",
      place,
      JSON.stringify(before.used),
      JSON.stringify(after.used),
    );
  if (!isEqual(before.scopes, after.scopes))
    report("security-scope-changed", place, before.text, after.text);
  const others = ({ alternatives, used }: Security): readonly Json[] =>
    alternatives.filter((each) => !isEqual(each, used));
  if (!isEqual(others(before), others(after)))
    report("security-alternative-changed", place, before.text, after.text);
};

interface Security {
  /** What the package sends; empty for nothing. */
  readonly sent: string;
  /** The schemes of the requirement that the package meets, and their scopes. */
  readonly used: Json;
  readonly scopes: Json;
  /** The schemes of every requirement, whatever the document calls them; none where a call may be anonymous. */
  readonly alternatives: readonly Json[];
  readonly isOptional: boolean;
  readonly text: string;
}

const readSecurity = (operation: Operation): Security => {
  const requirements = operation.security;
  const used = requirementOf(operation);
  const isAnonymous = requirements.some((each) => each.length === 0);
  return {
    sent: used.map(formatSent).join(" and "),
    used: schemesOf(used),
    scopes: used.map(({ scopes }) => [...scopes].sort()).sort(byText),
    alternatives: isAnonymous && used.length === 0 ? [] : requirements.map(schemesOf).sort(byText),
    isOptional: isAnonymous || requirements.length === 0,
    text: requirements.map(formatRequirement).join(" or ") || "nothing",
  };
};

const formatSent = ({ scheme }: RequiredScheme): string => {
  const { in: location, name = "", type } = scheme ?? {};
  const isHeader = location === "header"; // Names of headers are case-insensitive.
  const sentName = type === "apiKey" ? (isHeader ? name.toLowerCase() : name) : "";
  return [scheme && functionFor(scheme), sentName].filter(Boolean).join(" ");
};

const schemesOf = (requirement: SecurityRequirement): Json =>
  requirement.map(definitionOf).sort(byText);

/** A scheme without its documentation. Names of HTTP schemes and of headers are case-insensitive. */
const definitionOf = ({ key, scheme }: RequiredScheme): Json => {
  const definition = withoutDocumentation(scheme?.json ?? key);
  if (!isObject(definition)) return definition;
  return mapValues(definition, (value, member) =>
    typeof value === "string" &&
    (member === "scheme" || (member === "name" && scheme?.in === "header"))
      ? value.toLowerCase()
      : value,
  );
};

const byText = (a: Json, b: Json): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const formatRequirement = (requirement: SecurityRequirement): string =>
  requirement
    .map(({ key, scopes }) => key + (scopes.length > 0 ? ` (${scopes.join(", ")})` : ""))
    .join(" and ") || "nothing";
