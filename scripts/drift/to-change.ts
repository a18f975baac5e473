import { createHash } from "node:crypto";
import type { OpenApiDocument } from "../lib/document.ts";
import type { Json } from "../lib/json.ts";
import { fromPointer } from "../lib/references.ts";
import { type Both, both } from "./both.ts";
import type { Change } from "./change.ts";
import { locate } from "./locate.ts";
import { formatPlace, type Place } from "./place.ts";
import { type RuleId, rules } from "./rules.ts";

/** A change, and its place in the types of the package. */
export interface PlacedChange extends Change {
  readonly place: Place;
  /** Whether the place itself was found in one of the documents, and not only what is around it. */
  readonly isExact: boolean;
}

/**
 * A rule applied: the answers, the message, where upstream has it, an id of its own. If another
 * rule judges than the one that found the difference, its message quotes the message of that one.
 */
export const toChange = (
  id: RuleId,
  place: Place,
  sources: Both<OpenApiDocument>,
  values: Both<Json | undefined>,
  operations: readonly string[] = place.operation === "" ? [] : [place.operation],
  found?: RuleId,
): PlacedChange => {
  const { message, ...judgement } = rules[id];
  const change =
    found === undefined || found === id
      ? "{what} changed from {before} to {after}"
      : rules[found].message;
  const text = both(values, textOf);
  const shown = both(text, shorten);
  const kind = { isMember: id.includes("-property-"), isSchema: found !== undefined };
  const current = locate(sources.after, { ...place, operation: place.currentOperation }, kind);
  const position = current.isExact ? current : locate(sources.before, place, kind);
  const { isExact, pointer } = position;
  const { file, line } = current;
  const where = isExact ? pathInComponents(pointer) : undefined;
  const identity = [
    id,
    ...(where ?? [place.operation, place.anchor, place.path]),
    text.before,
    text.after,
  ];
  return {
    id,
    ...judgement,
    side: place.side,
    operation: place.operation,
    operations,
    pointer,
    ...(file !== undefined && { file }),
    line,
    ...text,
    place,
    isExact,
    message: message
      .replace("{change}", change)
      .replaceAll("{what}", formatPlace(place) || "it")
      .replaceAll("{before}", shown.before || "nothing")
      .replaceAll("{after}", shown.after || "nothing"),
    fingerprint: createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 12),
  };
};

/** Identifies a change inside a component, whoever refers to it: by the component and the path in it, without positions. */
const pathInComponents = (pointer: string): readonly string[] | undefined =>
  pointer.startsWith("/components/")
    ? fromPointer(pointer).filter((key) => !/^(\d+|allOf|anyOf|oneOf)$/.test(key))
    : undefined;

const textOf = (value: Json | undefined): string => {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
};

const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
