import { isEqualButForDocumentation } from "../../lib/documentation.ts";
import { both, type Both } from "../both.ts";
import { effectOf, type SchemaEffect } from "../rules.ts";
import { compareLimits } from "./compare-limits.ts";
import { compareKinds, compareValues, isReadAsText } from "./compare-values.ts";
import { type Alternative, isScalar, kindsOf } from "./schema-view.ts";
import { type At, isText, type SchemaWalk } from "./schema-walk.ts";

type Note = Parameters<SchemaWalk["note"]>;

/**
 * Reports an alternative that pairs with nothing. If it is of a scalar kind that the other document accepts too, only
 * what it adds to that, or takes from it, is reported.
 *
 *     a boolean, or a string of 5 characters  →  a string, or a string of 5 characters: the string may be longer
 */
export const compareUnpaired = (
  { after, before }: Both<Alternative | undefined>,
  all: Both<readonly Alternative[]>,
  at: At,
  shared: SchemaWalk,
): void => {
  // One that is declared twice, as nested unions do, neither adds nor takes anything.
  if (before && all.after.some((each) => areEqual(before, each))) return;
  if (after && all.before.some((each) => areEqual(after, each))) return;
  if (
    before &&
    isText(at) &&
    all.after.some(({ schema }) => isReadAsText({ before: before.schema, after: schema }))
  ) {
    shared.note("became-text", at, before.name, "a string");
  } else if (before) {
    const notes = all.after
      .filter((each) => sharesScalars(before, each))
      .map((each) => differences({ before, after: each }, ["narrows", "restricts"], at, shared));
    report(notes, ["alternative-removed", at, before.name], shared);
  }
  if (after) {
    const notes = all.before
      .filter((each) => sharesScalars(after, each))
      .map((each) => differences({ before: each, after }, ["widens", "relaxes"], at, shared));
    report(notes, ["alternative-added", at, undefined, after.name], shared);
  }
};

const areEqual = (one: Alternative, other: Alternative): boolean =>
  one.component === other.component && isEqualButForDocumentation(one.schema, other.schema);

const sharesScalars = ({ schema }: Alternative, other: Alternative): boolean => {
  const kinds = kindsOf(other.schema);
  return isScalar(schema) && [...kindsOf(schema)].every((kind) => kinds.has(kind));
};

/** What a comparison with one alternative of the same kind finds of the given effects. */
const differences = (
  alternatives: Both<Alternative>,
  effects: readonly SchemaEffect[],
  at: At,
  shared: SchemaWalk,
): readonly Note[] => {
  const notes: Note[] = [];
  const walk: SchemaWalk = {
    ...shared,
    note: (...note) => {
      if (effects.includes(effectOf(note[0]))) notes.push(note);
    },
  };
  const schemas = both(alternatives, ({ schema }) => schema);
  compareKinds(schemas, at, walk);
  compareValues(schemas, at, walk);
  for (const { after, before, isTighter } of compareLimits(schemas))
    walk.note(isTighter ? "limit-tightened" : "limit-loosened", at, before, after);
  return notes;
};

/** The fewest differences, since values that any alternative accepts are accepted. */
const report = (found: readonly (readonly Note[])[], otherwise: Note, shared: SchemaWalk): void => {
  const fewest = [...found].sort((a, b) => a.length - b.length)[0] ?? [otherwise];
  for (const note of fewest) shared.note(...note);
};
