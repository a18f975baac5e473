import {
  asArray,
  asObject,
  isEqual,
  isObject,
  type Json,
  type JsonObject,
  mapValues,
} from "../lib/json.ts";
import { requirementOf, securityOf } from "../plan/security.ts";
import { factsOf } from "../rules/facts.ts";
import type { Place } from "./place.ts";
import type { Report, Roots } from "./schema-walk.ts";

/** How calls are authorized: by what the package sends, then by what else the API would take. */
export const compareSecurity = (
  was: JsonObject,
  is: JsonObject,
  roots: Roots,
  place: Place,
  report: Report,
): void => {
  const [before, after] = [readSecurity(was, roots.before), readSecurity(is, roots.after)];
  if (before.sends !== after.sends) {
    const isFree = after.sends === "" && after.alternatives.length === 0;
    const isStillTaken =
      before.sends === ""
        ? after.isOptional
        : after.alternatives.some((each) => isEqual(each, before.used));
    const other = before.sends === "" ? "security-added" : "security-scheme-changed";
    const id = isFree ? "security-removed" : isStillTaken ? "security-preferred" : other;
    report(id, place, before.sends || "nothing", after.sends || after.spelt);
    return;
  }
  // Nothing is sent, and that is enough no more: what the API asks for, the package cannot carry.
  if (before.sends === "" && before.alternatives.length === 0 && after.alternatives.length > 0) {
    report("security-added", place, before.spelt, after.spelt);
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
    report("security-scope-changed", place, before.spelt, after.spelt);
  const others = ({ alternatives, used }: Security): readonly Json[] =>
    alternatives.filter((each) => !isEqual(each, used));
  if (!isEqual(others(before), others(after)))
    report("security-alternative-changed", place, before.spelt, after.spelt);
};

interface Security {
  /** What the package sends; empty for nothing. */
  readonly sends: string;
  /** The schemes of the requirement that it meets, and the scopes that are asked of them. */
  readonly used: Json;
  readonly scopes: Json;
  /** The schemes of every requirement, whatever the document calls them; none where a call may do without. */
  readonly alternatives: readonly Json[];
  readonly isOptional: boolean;
  readonly spelt: string;
}

const readSecurity = (operation: JsonObject, root: JsonObject): Security => {
  const schemes = asObject(asObject(root["components"])["securitySchemes"]);
  const schemesOf = (requirement: JsonObject): Json =>
    Object.keys(requirement)
      .map((name) => schemeFacts(schemes[name] ?? name))
      .sort(byText);
  const requirements = asArray(operation["security"] ?? root["security"]).map(asObject);
  const used = requirementOf(operation, root) ?? {};
  const isOptional = requirements.some((each) => Object.keys(each).length === 0);
  return {
    sends: securityOf(operation, root)
      .map(({ name, scheme }) =>
        name === undefined
          ? scheme.name
          : `${scheme.name} ${scheme.name === "apiKeyInHeader" ? name.toLowerCase() : name}`,
      )
      .join(" and "),
    used: schemesOf(used),
    scopes: Object.values(used)
      .map((scopes) => [...asArray(scopes)].sort(byText))
      .sort(byText),
    alternatives:
      isOptional && Object.keys(used).length === 0 ? [] : requirements.map(schemesOf).sort(byText),
    isOptional: isOptional || requirements.length === 0,
    spelt: requirements.map(spellRequirement).join(" or ") || "nothing",
  };
};

/** Schemes of HTTP, and names of headers, are blind to case. */
const schemeFacts = (scheme: Json): Json => {
  const facts = factsOf(scheme);
  if (!isObject(facts)) return facts;
  return mapValues(facts, (value, key) =>
    typeof value === "string" && (key === "scheme" || (key === "name" && facts["in"] === "header"))
      ? value.toLowerCase()
      : value,
  );
};

const byText = (one: Json, other: Json): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;

const spellRequirement = (requirement: JsonObject): string =>
  Object.entries(requirement)
    .map(
      ([scheme, scopes]) =>
        scheme + (asArray(scopes).length > 0 ? ` (${asArray(scopes).join(", ")})` : ""),
    )
    .join(" and ") || "nothing";
