import { withoutDocumentation } from "../../lib/documentation.ts";
import { asObject, isEqual, type Json, type JsonObject, mapValues, omit } from "../../lib/json.ts";
import type {
  Operation,
  RequiredScheme,
  SecurityRequirement,
  SecurityScheme,
} from "../../lib/model.ts";
import { functionFor, requirementOf } from "../../plan/security.ts";
import { type Both, both } from "../both.ts";
import type { ReportChange } from "../context.ts";
import type { Place } from "../place.ts";

/** How calls are authorized: by what the package sends, then by what else the API accepts. */
export const compareSecurity = (
  operations: Both<Operation>,
  place: Place,
  report: ReportChange,
): void => {
  const { after, before } = both(operations, readSecurity);
  const sent = both({ after, before }, ({ used }) => used.sent.join(" and "));
  const isOpen = after.requirements.length === 0;
  if (before.isOptional && !after.isOptional) {
    // Be it of a kind that this package cannot send.
    report("security-added", place, before.text, after.text);
    return;
  }
  if (sent.before !== sent.after) {
    const wasNothing = sent.before === "";
    const isStillAccepted = wasNothing ? after.isOptional : isAccepted(before.used, after);
    const isMoved =
      before.used.sent.length === after.used.sent.length &&
      [...before.used.sent, ...after.used.sent].every(isKey);
    const changed = isMoved ? "security-key-moved" : "security-scheme-changed";
    const required = wasNothing ? "security-added" : changed;
    const accepted = isStillAccepted ? "security-preferred" : required;
    report(
      isOpen ? "security-removed" : accepted,
      place,
      sent.before || "nothing",
      sent.after || after.text,
    );
    return;
  }
  if (!isEqual(before.used.definitions, after.used.definitions))
    report(
      "security-details-changed",
      place,
      JSON.stringify(before.used.definitions),
      JSON.stringify(after.used.definitions),
    );
  compareScopes({ after, before }, place, report);
  compareOthers({ after, before }, place, report);
};

/** Callers pass a key in the same way wherever it is sent. */
const isKey = (sent: string): boolean => sent.startsWith("apiKeyIn");

/** The scopes of what the package sends. */
const compareScopes = (
  { after, before }: Both<Security>,
  place: Place,
  report: ReportChange,
): void => {
  const added = after.used.scopes.filter((each) => !before.used.scopes.includes(each));
  const removed = before.used.scopes.filter((each) => !after.used.scopes.includes(each));
  if (added.length > 0) report("security-scope-changed", place, before.text, after.text);
  else if (removed.length > 0) report("security-scope-removed", place, before.text, after.text);
};

/** What the API accepts besides: a client that is given the credentials of an alternative sends those. */
const compareOthers = (
  { after, before }: Both<Security>,
  place: Place,
  report: ReportChange,
): void => {
  const gone = before.requirements.filter((each) => each.canBeMet && !isAccepted(each, after));
  for (const { sent } of gone)
    report("security-alternative-removed", place, sent.join(" and "), after.text);
  const others = ({ requirements, used }: Security): readonly Json[] =>
    requirements
      .map(({ definitions }) => definitions)
      .filter((each) => !isEqual(each, used.definitions))
      .sort(byText);
  if (gone.length === 0 && !isEqual(others(before), others(after)))
    report("security-alternative-changed", place, before.text, after.text);
};

/** Whether an API accepts what is sent to meet a requirement: it may ask for less. */
const isAccepted = ({ sent }: Requirement, { requirements }: Security): boolean =>
  requirements.some((each) => each.sent.every((credential) => sent.includes(credential)));

interface Security {
  /** The requirement that the package meets where it is given all credentials; nothing is sent if it has none. */
  readonly used: Requirement;
  /** Every requirement; none where a call needs no credentials. */
  readonly requirements: readonly Requirement[];
  readonly isOptional: boolean;
  readonly text: string;
}

interface Requirement {
  /** What is sent, whatever the document calls it: `bearer`, `apiKeyInHeader x-key`. */
  readonly sent: readonly string[];
  /** Each with what it is for: `bearer read`. */
  readonly scopes: readonly string[];
  /** The schemes without documentation. */
  readonly definitions: Json;
  readonly canBeMet: boolean;
}

const readSecurity = (operation: Operation): Security => {
  const requirements = operation.security;
  const used = requirementOf(operation);
  const isAnonymous = requirements.some((each) => each.length === 0);
  return {
    used: readRequirement(used),
    requirements: isAnonymous && used.length === 0 ? [] : requirements.map(readRequirement),
    isOptional: isAnonymous || requirements.length === 0,
    text: requirements.map(formatRequirement).join(" or ") || "nothing",
  };
};

const readRequirement = (requirement: SecurityRequirement): Requirement => ({
  sent: requirement.map(formatSent).sort(),
  scopes: requirement.flatMap((each) => each.scopes.map((scope) => `${formatSent(each)} ${scope}`)),
  definitions: requirement.map(({ key, scheme }) => (scheme ? factsOf(scheme) : key)).sort(byText),
  canBeMet: requirement.every(({ scheme }) => scheme && functionFor(scheme) !== undefined),
});

const formatSent = ({ key, scheme }: RequiredScheme): string => {
  if (scheme === undefined) return key;
  const { in: location, name = "", type } = scheme;
  const isHeader = location === "header"; // Names of headers are case-insensitive.
  const sentName = type === "apiKey" ? (isHeader ? name.toLowerCase() : name) : "";
  return [functionFor(scheme) ?? type, sentName].filter(Boolean).join(" ");
};

/**
 * A scheme without its documentation, which the scopes that it offers and the format of a bearer token are too. Names of
 * HTTP schemes and of headers are case-insensitive.
 */
export const factsOf = ({ in: location, json }: SecurityScheme): JsonObject => {
  const definition = omit(asObject(withoutDocumentation(json)), "bearerFormat");
  return mapValues(definition, (value, member) => {
    if (member === "flows")
      return mapValues(asObject(value), (flow) => omit(asObject(flow), "scopes"));
    const isName = member === "scheme" || (member === "name" && location === "header");
    return isName && typeof value === "string" ? value.toLowerCase() : value;
  });
};

const byText = (a: Json, b: Json): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const formatRequirement = (requirement: SecurityRequirement): string =>
  requirement
    .map(({ key, scopes }) => key + (scopes.length > 0 ? ` (${scopes.join(", ")})` : ""))
    .join(" and ") || "nothing";
