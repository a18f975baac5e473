import {
  grammar,
  type Kind,
  kindIn,
  type Member,
  type Members,
  membersIn,
  membersOf,
  type NodeKind,
} from "./grammar.ts";
import { asArray, isObject, type Json, type JsonObject } from "./json.ts";
import { toPointer } from "./references.ts";

export type Visitor = { readonly [K in Kind]?: (node: JsonObject, pointer: string) => JsonObject };

/** Rebuilds a document with each object of a kind changed, children before parents; what does not change is shared. */
export const transform = (root: JsonObject, visitor: Visitor): JsonObject =>
  visit(root, "root", "", { visitor, members: membersTowards(visitor) });

/** {@link transform} for a tree that starts at a schema instead of a document. */
export const transformSchema = <Schema extends JsonObject>(
  schema: Schema,
  change: (schema: Schema, pointer: string) => JsonObject,
): Schema =>
  visit(schema, "schema", "", {
    visitor: { schema: (each, pointer) => change(each as Schema, pointer) },
    members: membersOf,
  }) as Schema;

interface Visit {
  readonly visitor: Visitor;
  /** The members that are gone into. */
  readonly members: Members;
}

/** The members that hold what a visitor visits: one of operations need not go through their schemas. */
const membersTowards = (visitor: Visitor): Members => {
  const kinds = new Set(Object.keys(visitor));
  const leadsTo = (member: Member): boolean => kinds.has(kindIn(member));
  for (let size = 0; size < kinds.size; ) {
    size = kinds.size;
    for (const [kind, members] of Object.entries(grammar))
      if (Object.values(members).some(leadsTo)) kinds.add(kind);
    if (kinds.has("pathItem")) kinds.add("callback");
  }
  return membersIn(leadsTo);
};

const visit = (node: JsonObject, kind: NodeKind, pointer: string, towards: Visit): JsonObject => {
  let result = node;
  const set = (key: string, value: Json): void => {
    if (value !== node[key]) result = { ...result, [key]: value };
  };
  const { members: known, visitor } = towards;
  const members = kind === "callback" ? callbackMembers(node) : known[kind];
  for (const key of Object.keys(node)) {
    const member = members?.get(key);
    if (member === undefined) continue;
    const value = node[key] ?? null;
    const at = pointer + toPointer(key);
    if (typeof member === "string") {
      if (isObject(value)) set(key, visit(value, member, at, towards));
    } else if (member[0] === "list") {
      set(key, visitList(asArray(value), member[1], at, towards));
    } else if (isObject(value)) {
      set(key, visitMap(value, member[1], at, towards));
    }
  }
  return (kind in visitor ? visitor[kind as Kind]?.(result, pointer) : undefined) ?? result;
};

const callbackMembers = (callback: JsonObject): ReadonlyMap<string, Member> =>
  new Map(Object.keys(callback).map((expression) => [expression, "pathItem"]));

const visitList = (
  list: readonly Json[],
  kind: NodeKind,
  pointer: string,
  towards: Visit,
): readonly Json[] => {
  const changed = list.map((item, index) =>
    isObject(item) ? visit(item, kind, `${pointer}/${index}`, towards) : item,
  );
  return changed.every((item, index) => item === list[index]) ? list : changed;
};

const visitMap = (map: JsonObject, kind: NodeKind, pointer: string, towards: Visit): JsonObject => {
  let result = map;
  for (const [key, value] of Object.entries(map)) {
    if (!isObject(value)) continue;
    const changed = visit(value, kind, pointer + toPointer(key), towards);
    if (changed !== value) {
      if (result === map) result = { ...map };
      (result as Record<string, Json>)[key] = changed;
    }
  }
  return result;
};
