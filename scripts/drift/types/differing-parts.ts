import { forEachRef } from "../../lib/openapi.ts";
import { schemaName } from "../../lib/references.ts";
import type { Plan } from "../../stages/plan.ts";
import { allKeys, type Both, both } from "../both.ts";
import { operationFingerprint, typeFingerprint } from "./plan-fingerprint.ts";

/**
 * Both plans without the files that are the same in both, so that comparing packages takes as long as they differ; nothing
 * where all is the same. What refers to something that differs, differs.
 */
export const differingParts = (plans: Both<Plan>): Both<Plan> | undefined => {
  if (plans.before === plans.after) return undefined;
  const client = both(plans, ({ baseUrl, credentials }) => JSON.stringify([baseUrl, credentials]));
  if (client.before !== client.after) return plans; // Every request may differ.
  const files = both(plans, filesOf);
  const all = allKeys(both(files, (each) => each.keys()));
  const referencesOf = (file: string): readonly string[] => [
    ...(files.before.get(file)?.references ?? []),
    ...(files.after.get(file)?.references ?? []),
  ];
  const differing = all.filter(
    (file) => files.before.get(file)?.text !== files.after.get(file)?.text,
  );
  if (differing.length === 0) return undefined;
  const referrers = new Map<string, string[]>();
  for (const file of all)
    for (const each of referencesOf(file))
      referrers.set(each, [...(referrers.get(each) ?? []), file]);
  const affected = reachedFrom(differing, (file) => referrers.get(file) ?? []);
  const kept = reachedFrom(affected, referencesOf); // So that everything compiles.
  return both(plans, ({ operations, paginators, types, ...plan }) => ({
    ...plan,
    operations: operations.filter(({ file }) => kept.has(file)),
    paginators: paginators.filter(({ operation }) => kept.has(operation.file)),
    types: types.filter(({ file }) => kept.has(file)),
  }));
};

interface PlannedFile {
  text: string;
  readonly references: Set<string>;
}

/** Each file of a package: what is generated into it, as text, and the files whose types it refers to. */
const filesOf = ({ operations, types }: Plan): ReadonlyMap<string, PlannedFile> => {
  const files = new Map<string, PlannedFile>();
  const add = (path: string, text: string): PlannedFile => {
    const file = files.get(path) ?? { text: "", references: new Set<string>() };
    file.text += text;
    files.set(path, file);
    return file;
  };
  const fileOf = new Map(types.map(({ file, name }) => [name, file]));
  for (const operation of operations) add(operation.file, operationFingerprint(operation));
  for (const type of types) {
    const { references } = add(type.file, typeFingerprint(type));
    forEachRef(type.schema, (ref) => {
      const file = fileOf.get(schemaName(ref) ?? "");
      if (file !== undefined && file !== type.file) references.add(file);
    });
  }
  return files;
};

const reachedFrom = (
  start: Iterable<string>,
  next: (file: string) => readonly string[],
): ReadonlySet<string> => {
  const reached = new Set(start);
  for (const file of reached) for (const each of next(file)) reached.add(each); // Sets grow as one walks them.
  return reached;
};
