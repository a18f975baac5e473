import { schemaName } from "../lib/components.ts";
import { asObject, isObject, type JsonObject } from "../lib/json.ts";
import { isAlike } from "./canonical.ts";
import { compareAnnotations } from "./compare-annotations.ts";
import { compareConditions } from "./compare-conditions.ts";
import { compareLimits } from "./compare-limits.ts";
import { compareObjects, compareTuples } from "./compare-objects.ts";
import { compareFormat, compareKinds, compareValues } from "./compare-values.ts";
import { inside, type Place } from "./place.ts";
import type { RuleId } from "./rules.ts";
import { kindsOf, pairAlternatives, referredBy, viewSchema } from "./schema-view.ts";
import { type Report, type Roots, type SchemaWalk } from "./schema-walk.ts";

/** Compares what stands in one place before and after, as whoever sends it or receives it has to; says whether it differs. */
export const compareSchemas = (
  before: JsonObject,
  after: JsonObject,
  place: Place,
  roots: Roots,
  report: Report,
): boolean => {
  const walked = new Set<string>();

  let differs = false;

  const walk: SchemaWalk["walk"] = (given, found, at) => {
    const [had, has] = [referredBy(given, roots.before), referredBy(found, roots.after)];
    const pair = `${had.join(" ")} | ${has.join(" ")}`;
    if (had.length > 0 && has.length > 0) {
      if (walked.has(pair)) return; // A schema that holds itself was compared on the way here.
      walked.add(pair);
    }
    if (had.length === 1 && has.length === 1 && had[0] !== has[0])
      roots.noteName(had[0] ?? "", has[0]);
    else if (had.some((name) => !has.includes(name)) && isAlike(given, found, roots))
      for (const name of had) if (!has.includes(name)) roots.noteName(name, undefined);
    const was = viewSchema(given, roots.before);
    const is = viewSchema(found, roots.after);
    if (!was.isNullable && is.isNullable) note("became-nullable", at);
    if (was.isNullable && !is.isNullable) note("no-longer-nullable", at);
    const isUnion = [was, is].some(({ alternatives }) => alternatives.length !== 1);
    if (isUnion) compareAnnotations(was.schema, is.schema, at, shared);
    const pairs = pairAlternatives(was.alternatives, is.alternatives);
    for (const [one, other] of pairs) {
      if (one && other) compareAlternatives(one.schema, other.schema, at);
      else if (one) note("alternative-removed", at, one.name);
      else if (other) note("alternative-added", at, undefined, other.name);
    }
    const told = asObject(was.schema["discriminator"]);
    const tells = asObject(is.schema["discriminator"]);
    const [tag = "nothing", tagNow = "nothing"] = [told["propertyName"], tells["propertyName"]];
    if (tag !== tagNow) note("discriminator-changed", at, tag, tagNow);
    else if (tag !== "nothing") {
      const kept = pairs.filter(
        ([one, other]) => one?.ref !== undefined && other?.ref !== undefined,
      );
      const tags = kept.map(([one]) => tagsOf(one?.ref, told)).join(", ");
      const tagsNow = kept.map(([, other]) => tagsOf(other?.ref, tells)).join(", ");
      if (tags !== tagsNow) note("mapping-changed", at, tags, tagsNow);
    }
    if (had.length > 0 && has.length > 0) walked.delete(pair);
  };

  const compareAlternatives = (was: JsonObject, is: JsonObject, at: Place): void => {
    compareAnnotations(was, is, at, shared);
    if (!compareKinds(was, is, at, shared)) return;
    compareValues(was, is, at, shared);
    compareFormat(was, is, at, shared);
    for (const { isTighter, before, after } of compareLimits(was, is))
      note(isTighter ? "limit-tightened" : "limit-loosened", at, before, after);
    const kinds = kindsOf(is);
    // A document may say what an object or a list holds without saying that it is one.
    if (kinds.has("object") || isObject(was["properties"]) || isObject(is["properties"]))
      compareObjects(was, is, at, shared);
    if (isObject(was["items"]) || isObject(is["items"]))
      walk(asObject(was["items"]), asObject(is["items"]), inside(at, "[]"));
    compareTuples(was, is, at, shared);
    compareConditions(was, is, at, shared);
  };

  const tell: Report = (...change) => {
    differs = true;
    report(...change);
  };
  const note: SchemaWalk["note"] = (event, at, was, is) => {
    tell(`${at.side}-${event}` as RuleId, at, was, is);
  };
  const shared: SchemaWalk = { note, report: tell, roots, walk };
  walk(before, after, place);
  return differs;
};

/** The values that a discriminator has for a component: those that its mapping names, else the component's own name. */
const tagsOf = (ref = "", { mapping }: JsonObject): string =>
  Object.entries(asObject(mapping))
    .filter(([, target]) => (schemaName(target) ?? target) === ref)
    .map(([tag]) => tag)
    .sort()
    .join(" or ") || ref;
