import { isObject, type Json } from "../../lib/json.ts";
import type { ApiModel, Schema, Schemas } from "../../lib/model.ts";
import { schemaName } from "../../lib/references.ts";
import { itemsOf, tupleOf } from "../../lib/schema.ts";
import { areBoth, type Both, both, bothWith } from "../both.ts";
import type { NoteRename } from "../context.ts";
import { type RuleId, schemaRuleId } from "../rules.ts";
import type { DocumentForms } from "./canonical-forms.ts";
import { compareAnnotations } from "./compare-annotations.ts";
import { compareChildren } from "./compare-children.ts";
import { compareConditions } from "./compare-conditions.ts";
import { compareLimits } from "./compare-limits.ts";
import { compareObjects, compareTuples } from "./compare-objects.ts";
import { compareUnpaired } from "./compare-unpaired.ts";
import { compareFormat, compareKinds, compareValues } from "./compare-values.ts";
import { compareDiscriminators, withoutDiscriminatorValues } from "./discriminated.ts";
import { pairAlternatives } from "./pair-alternatives.ts";
import {
  type InnerDifferences,
  noDifferences,
  type SchemaDifference,
  type SchemaDifferences,
} from "./schema-differences.ts";
import { componentsOf, kindsOf, viewSchema } from "./schema-view.ts";
import { type At, below, type SchemaWalk, textsInside } from "./schema-walk.ts";
import { splitKinds } from "./split-kinds.ts";

type Use = Omit<At, "path">;

/**
 * Compares schemas, each pair once for a use: all that refer to it share its differences, however many paths lead there.
 */
export class SchemaComparison {
  readonly #schemas: Both<Schemas>;
  readonly #forms: DocumentForms;
  readonly #noteRename: NoteRename;
  readonly #known = new Map<string, SchemaDifferences>();

  constructor(models: Both<ApiModel>, forms: DocumentForms, noteRename: NoteRename) {
    this.#schemas = both(models, (model) => model.schemas);
    this.#forms = forms;
    this.#noteRename = noteRename;
  }

  compare(pair: Both<Schema>, use: Use): SchemaDifferences {
    const { holdsFiles, isParameter, side, texts } = use;
    const { exact, facts } = this.#forms;
    const numbers = {
      before: exact.of(pair.before, "before"),
      after: exact.of(pair.after, "after"),
    };
    if (numbers.before === numbers.after) return noDifferences;
    const key = `${numbers.before} ${numbers.after} ${side} ${isParameter} ${holdsFiles} ${texts}`;
    const known = this.#known.get(key);
    if (known) return known;
    const own: SchemaDifference[] = [];
    const inner: InnerDifferences[] = [];
    const found = { own, inner };
    this.#known.set(key, found); // First, since a recursive schema contains itself.
    noteRenames(
      bothWith(pair, this.#schemas, componentsOf),
      () => facts.areEqual(pair),
      this.#noteRename,
    );
    const report = (id: RuleId, { path }: At, before?: Json, after?: Json): void => {
      own.push({
        id,
        path,
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      });
    };
    this.#compareViews(
      pair,
      { ...use, path: [] },
      {
        schemas: this.#schemas,
        report,
        note: (event, at, before, after) => {
          report(schemaRuleId(side, event), at, before, after);
        },
        walk: (schemas, { path }, isChild = false) => {
          const differences = this.compare(schemas, {
            ...use,
            texts: path.length === 0 ? texts : textsInside(use, path.at(-1)),
          });
          if (differences === noDifferences) return;
          const component = schemaName(schemas.after.$ref);
          inner.push({ path, differences, isChild, ...(component !== undefined && { component }) });
        },
      },
    );
    return found;
  }

  #compareViews(given: Both<Schema>, at: At, shared: SchemaWalk): void {
    const views = bothWith(given, this.#schemas, (schema, all) => viewSchema(schema, all));
    const { after, before } = views;
    const isAnything = both(views, ({ alternatives }) =>
      alternatives.some(({ schema }) => kindsOf(schema).has("anything")),
    );
    if (!isAnything.before && !isAnything.after) {
      if (!before.isNullable && after.isNullable) shared.note("became-nullable", at);
      if (before.isNullable && !after.isNullable) shared.note("no-longer-nullable", at);
    }
    const own = both(views, ({ schema }) => schema);
    const isUnion = before.alternatives.length !== 1 || after.alternatives.length !== 1;
    if (isUnion) compareAnnotations(own, at, shared);
    const alternatives = both(views, (view) => (isUnion ? splitKinds(view) : view.alternatives));
    const pairs = pairAlternatives(alternatives);
    for (const pair of pairs) {
      if (areBoth(pair)) {
        compareAlternatives(withoutDiscriminatorValues(pair, own, this.#schemas), at, shared);
      } else compareUnpaired(pair, alternatives, at, shared);
    }
    // The children of a parent, which has no alternatives, are compared with all that it says.
    const hasAlternatives = [before, after].some(
      ({ alternatives: [first], schema }) => first?.schema !== schema,
    );
    if (hasAlternatives) compareDiscriminators(own, pairs, at, shared);
  }
}

const compareAlternatives = (alternatives: Both<Schema>, at: At, shared: SchemaWalk): void => {
  compareAnnotations(alternatives, at, shared);
  if (!compareKinds(alternatives, at, shared)) return;
  compareValues(alternatives, at, shared);
  compareFormat(alternatives, at, shared);
  for (const { after, before, isTighter } of compareLimits(alternatives))
    shared.note(isTighter ? "limit-tightened" : "limit-loosened", at, before, after);
  const { after, before } = alternatives;
  if (isOpened(alternatives) || isOpened({ before: after, after: before })) {
    compareConditions(alternatives, at, shared);
    return;
  }
  // A document may declare properties or items without declaring the type.
  if (kindsOf(after).has("object") || before.properties || after.properties)
    compareObjects(alternatives, at, shared);
  const areTuples = areBoth(both(alternatives, tupleOf));
  if (!areTuples && (isObject(before.items) || isObject(after.items)))
    shared.walk(
      both(alternatives, (each) => itemsOf(each) ?? {}),
      below(at, "[]"),
    );
  compareTuples(alternatives, at, shared);
  compareChildren(alternatives, at, shared);
  compareConditions(alternatives, at, shared);
};

/** Whether a schema accepts anything now and says no more of it: then it says nothing of members and items. */
const isOpened = ({ after, before }: Both<Schema>): boolean =>
  kindsOf(after).has("anything") &&
  !kindsOf(before).has("anything") &&
  !memberKeywords.some((keyword) => after[keyword] !== undefined);

const memberKeywords = [
  "properties",
  "required",
  "additionalProperties",
  "patternProperties",
  "items",
  "prefixItems",
];

/** Records components that are the same thing under another name, or without one. */
const noteRenames = (
  { after, before }: Both<readonly string[]>,
  isSame: () => boolean,
  noteRename: NoteRename,
): void => {
  const [name, ...others] = before;
  if (name !== undefined && others.length === 0 && after.length === 1 && name !== after[0]) {
    noteRename(name, after[0]);
    return;
  }
  const gone = before.filter((each) => !after.includes(each));
  if (gone.length > 0 && isSame()) for (const each of gone) noteRename(each, undefined);
};
