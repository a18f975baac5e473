import type { Schema } from "../../lib/model.ts";
import type { RuntimeReference } from "../runtime-reference.ts";

/** The schemas that describe the values at one place: a member that two alternatives declare has two. */
export type Place = readonly Schema[];

/** What a place permits of one kind. */
export type Declared =
  | { readonly kind: "any" }
  | { readonly kind: "scalar"; readonly formats: readonly (string | undefined)[] }
  | {
      readonly kind: "array";
      readonly items: Place;
      readonly format?: RuntimeReference | undefined;
    }
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Place> };

/** What is permitted where all of several declarations hold. */
export const together = (declared: readonly Declared[]): readonly Declared[] =>
  byKind(declared, (members, key) => members.get(key) ?? []);

/** What is permitted where one of several declarations holds: what one declares, another may have as an additional property. */
export const either = (declared: readonly Declared[]): readonly Declared[] =>
  byKind(
    declared.some(isSpecific) ? declared.flatMap(kindsOf) : declared,
    (members, key) => members.get(key) ?? members.get("*") ?? [],
  );

type PlaceIn = (members: ReadonlyMap<string, Place>, key: string) => Place;

const byKind = (declared: readonly Declared[], placeIn: PlaceIn): readonly Declared[] => {
  const kinds = new Map<Declared["kind"], Declared>();
  for (const each of declared) {
    const present = kinds.get(each.kind);
    kinds.set(each.kind, present === undefined ? each : merge(present, each, placeIn));
  }
  return [...kinds.values()];
};

const merge = (one: Declared, other: Declared, placeIn: PlaceIn): Declared => {
  if (one.kind === "scalar" && other.kind === "scalar")
    return { kind: "scalar", formats: [...one.formats, ...other.formats] };
  if (one.kind === "array" && other.kind === "array") {
    const format = one.format === other.format ? one.format : undefined;
    return { kind: "array", items: [...one.items, ...other.items], format };
  }
  if (one.kind !== "object" || other.kind !== "object") return one;
  const members = new Map<string, Place>();
  for (const key of [...one.members.keys(), ...other.members.keys()])
    members.set(key, [...placeIn(one.members, key), ...placeIn(other.members, key)]);
  return { kind: "object", members };
};

/** Anything as the kinds that it can be, so that what is a date beside it stays one. */
const kindsOf = (declared: Declared): readonly Declared[] =>
  declared.kind === "any"
    ? [
        { kind: "scalar", formats: [] },
        { kind: "array", items: [anything] },
        { kind: "object", members: new Map([["*", [anything]]]) },
      ]
    : [declared];

/** A schema that says nothing of its values. */
export const anything: Schema = {};

export const isSpecific = ({ kind }: Declared): boolean => kind !== "any";
