import { documentationKeywords } from "../../lib/documentation.ts";
import { forEachRef } from "../../lib/find-references.ts";
import { schemaName } from "../../lib/references.ts";
import type { PlannedOperation } from "../../plan/operation.ts";
import type { Plan } from "../../plan/plan.ts";
import type { PlannedType } from "../../plan/types.ts";
import { allKeys, areBoth, type Both, both } from "../both.ts";
import { CanonicalForms, link, type Linked } from "../schemas/canonical-forms.ts";

/**
 * Both plans without what is the same in both, however it is written, so that comparing packages takes as long as they
 * differ; nothing where all is the same.
 */
export const differingParts = (plans: Both<Plan>): Both<Plan> | undefined => {
  if (plans.before === plans.after) return undefined;
  const client = both(plans, ({ baseUrl, credentials }) => JSON.stringify([baseUrl, credentials]));
  if (client.before !== client.after) return plans; // Every request may differ.
  const differing = new Set([...differingOperations(plans), ...differingTypes(plans)]);
  if (differing.size === 0) return undefined;
  // What refers to them tells whether they are sent or received; what they refer to comes along, so that all compiles.
  const references = mergedReferences(plans);
  const referrers = reversed(references);
  for (const file of differing) for (const each of referrers.get(file) ?? []) differing.add(each);
  for (const file of differing) for (const each of references.get(file) ?? []) differing.add(each);
  return both(plans, ({ operations, paginators, types, ...plan }) => ({
    ...plan,
    operations: operations.filter(({ file }) => differing.has(file)),
    paginators: paginators.filter(({ operation }) => differing.has(operation.file)),
    types: types.filter(({ file }) => differing.has(file)),
  }));
};

/** The files of operations that are in one plan only, or whose code differs. */
const differingOperations = (plans: Both<Plan>): readonly string[] => {
  const code = both(
    plans,
    ({ operations }) =>
      new Map(operations.map((each): [string, string] => [each.file, codeOf(each)])),
  );
  return allKeys(both(code, (each) => each.keys())).filter(
    (file) => code.before.get(file) !== code.after.get(file),
  );
};

/** All that the generator reads of an operation, beside its types and documentation. */
const codeOf = (operation: PlannedOperation): string => {
  const { constant, functionName, id, needsParams, paginator, response, responseType } = operation;
  return JSON.stringify([
    id,
    functionName,
    responseType,
    constant,
    needsParams,
    response.mayBeEmpty,
    paginator?.name,
    paginator?.pagination,
  ]);
};

/** The files of types that both plans have under one name and that differ. */
const differingTypes = (plans: Both<Plan>): readonly string[] => {
  const types = both(
    plans,
    (plan) => new Map(plan.types.map((type): [string, PlannedType] => [type.name, type])),
  );
  const forms = new CanonicalForms(both(types, linkedBy), { isDropped, ofNames: true });
  return allKeys(both(types, (each) => each.keys())).flatMap((name) => {
    const pair = both(types, (each) => each.get(name));
    const isSame = areBoth(pair)
      ? pair.before.isVoid === pair.after.isVoid &&
        pair.before.orUndefined === pair.after.orUndefined &&
        forms.areEqual(both(pair, ({ schema }) => schema))
      : true; // A name that comes or goes changes no other type.
    return isSame ? [] : [pair.before, pair.after].flatMap((type) => type?.file ?? []);
  });
};

const linkedBy = (types: ReadonlyMap<string, PlannedType>): Linked =>
  link(
    [...types.values()].map(({ schema }) => schema),
    (ref) => types.get(schemaName(ref) ?? "")?.schema,
  );

/** What types do not express. Other extensions are marks that change the types. */
const isDropped = (keyword: string): boolean => dropped.has(keyword);
const dropped: ReadonlySet<string> = new Set([
  ...documentationKeywords,
  "default",
  "deprecated",
  "x-comment",
  "x-invalid-default",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  // The plan has written lists of a fixed length as tuples.
  "minItems",
  "maxItems",
]);

/** Each file, and the files whose types it refers to, in either plan. */
const mergedReferences = (plans: Both<Plan>): References => {
  const references = new Map<string, Set<string>>();
  for (const { types } of [plans.before, plans.after]) {
    const fileOf = new Map(types.map(({ file, name }) => [name, file]));
    for (const { file, schema } of types)
      forEachRef(schema, (ref) => {
        const target = fileOf.get(schemaName(ref) ?? "");
        if (target !== undefined) add(references, file, target);
      });
  }
  return references;
};

type References = ReadonlyMap<string, ReadonlySet<string>>;

const reversed = (references: References): References => {
  const result = new Map<string, Set<string>>();
  for (const [from, targets] of references) for (const target of targets) add(result, target, from);
  return result;
};

const add = (references: Map<string, Set<string>>, from: string, target: string): void => {
  references.set(from, (references.get(from) ?? new Set()).add(target));
};
