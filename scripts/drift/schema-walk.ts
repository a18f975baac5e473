import type { Json, JsonObject } from "../lib/json.ts";
import type { Place } from "./place.ts";
import type { RuleId } from "./rules.ts";
import { nameOfKinds, viewSchema } from "./schema-view.ts";

/** Notes a change: which rule judges it, where it is, and what stood and stands there. */
export type Report = (id: RuleId, place: Place, before?: Json, after?: Json) => void;

/** What is compared: the documents that `$ref`s of before and after lead into. */
export interface Roots {
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Notes that a component stands there under another name, or, with none, is written in place. */
  readonly noteName: (component: string, now: string | undefined) => void;
}

/** What the parts of a comparison of schemas share. */
export interface SchemaWalk {
  readonly roots: Roots;
  readonly report: Report;
  /** Reports a rule of the side on which the place is: `became-nullable` → `request-became-nullable`. */
  readonly note: (event: string, at: Place, was?: Json, is?: Json) => void;
  /** Compares a schema inside this one. */
  readonly walk: (before: JsonObject, after: JsonObject, at: Place) => void;
}

export const spellValue = (value: Json | undefined): string =>
  value === undefined ? "nothing" : JSON.stringify(value);

export const describe = (schema: JsonObject, root: JsonObject): string =>
  viewSchema(schema, root)
    .alternatives.map(({ schema: each }) => nameOfKinds(each))
    .join(" or ");
