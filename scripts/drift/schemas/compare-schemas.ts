import { isObject } from "../../lib/json.ts";
import type { Discriminator, Schema } from "../../lib/model.ts";
import { schemaName } from "../../lib/references.ts";
import { itemsOf } from "../../lib/schema.ts";
import { areBoth, type Both, both, bothWith } from "../both.ts";
import type { Context, Report } from "../context.ts";
import { inside, type Place } from "../place.ts";
import { schemaRuleId } from "../rules.ts";
import { compareAnnotations } from "./compare-annotations.ts";
import { compareConditions } from "./compare-conditions.ts";
import { compareLimits } from "./compare-limits.ts";
import { compareObjects, compareTuples } from "./compare-objects.ts";
import { compareFormat, compareKinds, compareValues } from "./compare-values.ts";
import { isEquivalent } from "./normal-form.ts";
import { pairAlternatives } from "./pair-alternatives.ts";
import { type Alternative, componentsOf, kindsOf, viewSchema } from "./schema-view.ts";
import type { SchemaWalk } from "./schema-walk.ts";

/** Compares a schema in both documents, on the side that its place is on; returns whether anything was reported. */
export const compareSchemas = (pair: Both<Schema>, place: Place, context: Context): boolean => {
  const { models, noteRename } = context;
  const schemas = both(models, (model) => model.schemas);
  const inProgress = new Set<string>();
  let isReported = false;
  const report: Report = (...change) => {
    isReported = true;
    context.report(...change);
  };

  const walk: SchemaWalk["walk"] = (given, at) => {
    const components = bothWith(given, schemas, componentsOf);
    const key = `${components.before.join(" ")} | ${components.after.join(" ")}`;
    const isNamed = components.before.length > 0 && components.after.length > 0;
    if (isNamed && inProgress.has(key)) return; // A recursive schema is being compared already.
    if (isNamed) inProgress.add(key);
    noteRenames(components, () => isEquivalent(given, models), noteRename);
    compareViews(given, at);
    if (isNamed) inProgress.delete(key);
  };

  const compareViews = (given: Both<Schema>, at: Place): void => {
    const views = bothWith(given, schemas, (schema, all) => viewSchema(schema, all));
    const { after, before } = views;
    if (!before.isNullable && after.isNullable) shared.note("became-nullable", at);
    if (before.isNullable && !after.isNullable) shared.note("no-longer-nullable", at);
    const own = both(views, ({ schema }) => schema);
    const isUnion = before.alternatives.length !== 1 || after.alternatives.length !== 1;
    if (isUnion) compareAnnotations(own, at, shared);
    const pairs = pairAlternatives(both(views, ({ alternatives }) => alternatives));
    for (const alternatives of pairs) {
      if (areBoth(alternatives))
        compareAlternatives(
          both(alternatives, ({ schema }) => schema),
          at,
        );
      else if (alternatives.before)
        shared.note("alternative-removed", at, alternatives.before.name);
      else if (alternatives.after)
        shared.note("alternative-added", at, undefined, alternatives.after.name);
    }
    compareDiscriminators(own, pairs, at, shared);
  };

  const compareAlternatives = (alternatives: Both<Schema>, at: Place): void => {
    compareAnnotations(alternatives, at, shared);
    if (!compareKinds(alternatives, at, shared)) return;
    compareValues(alternatives, at, shared);
    compareFormat(alternatives, at, shared);
    for (const { after, before, isTighter } of compareLimits(alternatives))
      shared.note(isTighter ? "limit-tightened" : "limit-loosened", at, before, after);
    const { after, before } = alternatives;
    // A document may declare properties or items without declaring the type.
    if (kindsOf(after).has("object") || before.properties || after.properties)
      compareObjects(alternatives, at, shared);
    if (isObject(before.items) || isObject(after.items))
      walk(
        both(alternatives, (each) => itemsOf(each) ?? {}),
        inside(at, "[]"),
      );
    compareTuples(alternatives, at, shared);
    compareConditions(alternatives, at, shared);
  };

  const shared: SchemaWalk = {
    schemas,
    report,
    note: (event, at, before, after) => {
      report(schemaRuleId(at.side, event), at, before, after);
    },
    walk,
  };
  walk(pair, place);
  return isReported;
};

/** Records components that are the same thing under another name, or without one. */
const noteRenames = (
  { after, before }: Both<readonly string[]>,
  isSame: () => boolean,
  noteRename: Context["noteRename"],
): void => {
  const [name, ...others] = before;
  if (name !== undefined && others.length === 0 && after.length === 1 && name !== after[0]) {
    noteRename(name, after[0]);
    return;
  }
  const gone = before.filter((each) => !after.includes(each));
  if (gone.length > 0 && isSame()) for (const each of gone) noteRename(each, undefined);
};

/** The property that tells alternatives apart, and its values for those that stay. */
const compareDiscriminators = (
  schemas: Both<Schema>,
  pairs: readonly Both<Alternative | undefined>[],
  place: Place,
  { note }: SchemaWalk,
): void => {
  const discriminators = both(schemas, ({ discriminator }) => discriminator ?? {});
  const property = both(discriminators, ({ propertyName }) => propertyName ?? "nothing");
  if (property.before !== property.after) {
    note("discriminator-changed", place, property.before, property.after);
    return;
  }
  if (property.before === "nothing") return;
  const components = pairs
    .map((pair) => both(pair, (each) => each?.component))
    .filter((pair) => areBoth(pair));
  const values = {
    before: components.map(({ before }) => valuesFor(before, discriminators.before)).join(", "),
    after: components.map(({ after }) => valuesFor(after, discriminators.after)).join(", "),
  };
  if (values.before !== values.after) note("mapping-changed", place, values.before, values.after);
};

/** The discriminator values of a component: those that the mapping gives it, or else its own name. */
const valuesFor = (component: string, { mapping = {} }: Discriminator): string =>
  Object.entries(mapping)
    .filter(([, target]) => (schemaName(target) ?? target) === component)
    .map(([value]) => value)
    .sort()
    .join(" or ") || component;
