import { documentationKeywords } from "../lib/documentation.ts";
import { isEqual, type Json } from "../lib/json.ts";
import type { Documentation, Extensions } from "../lib/model.ts";
import { allKeys, both, type Both } from "./both.ts";
import type { Place } from "./place.ts";
import type { RuleId } from "./rules.ts";

/** Reports a change at a place of an operation, or of a schema. */
type ReportAt<At> = (id: RuleId, at: At, before: string, after: string) => void;

/** One place for everything that differs, or one for each member. */
type PlaceFor<At> = At | ((member: string) => At);

const placeFor = <At extends object>(place: PlaceFor<At>, member: string): At =>
  typeof place === "function" ? place(member) : place;

/** What any object of a document may say beside its own keywords. */
export const compareNodes = (
  nodes: Both<{ readonly documentation: Documentation; readonly extensions: Extensions }>,
  place: PlaceFor<Place>,
  side: "operation" | "request" | "response",
  report: ReportAt<Place>,
): void => {
  const documentation = both(nodes, (node) => node.documentation);
  compareDocumentation(documentation, place, `${side}-documentation-changed`, report);
  const extensions = both(nodes, (node) => node.extensions);
  compareExtensions(extensions, place, `${side}-extension-changed`, report);
};

/** Descriptions, examples and titles, reported as one change. */
export const compareDocumentation = <At extends object>(
  nodes: Both<Documentation>,
  place: PlaceFor<At>,
  id: RuleId,
  report: ReportAt<At>,
): void => {
  const { after, before } = nodes;
  const differing = documentationKeywords.filter(
    (key) => !isEqual(jsonOf(before, key), jsonOf(after, key)),
  );
  const [first] = differing;
  if (first === undefined) return;
  const text = both(nodes, (node) =>
    differing
      .flatMap((key) => {
        const value = jsonOf(node, key);
        if (value === undefined) return [];
        return [
          key === "description" && typeof value === "string" ? value : formatMember(key, value),
        ];
      })
      .join("; "),
  );
  report(id, placeFor(place, first), text.before, text.after);
};

const jsonOf = (node: Documentation, key: keyof Documentation): Json | undefined => node[key];

/** Extensions that neither the pipeline nor the package reads. */
export const compareExtensions = <At extends object>(
  extensions: Both<Extensions>,
  place: PlaceFor<At>,
  id: RuleId,
  report: ReportAt<At>,
): void => {
  for (const key of allKeys(both(extensions, Object.keys))) {
    const values = both(extensions, (each) => each[key]);
    if (!key.startsWith("x-") || handled.has(key) || isEqual(values.before, values.after)) continue;
    const text = both(values, (value) => formatMember(key, value));
    report(id, placeFor(place, key), text.before, text.after);
  }
};

/** Extensions that are compared elsewhere, and code samples, which do not document the API. */
const handled = new Set([
  "x-array-format",
  "x-invalid-default",
  "x-pagination",
  "x-codeSamples",
  // What the plan says of bodies.
  "x-blob",
  "x-raw",
  "x-stream",
]);

export const formatMember = (key: string, value: Json | undefined): string =>
  value === undefined ? `no ${key}` : `${key} ${JSON.stringify(value)}`;
