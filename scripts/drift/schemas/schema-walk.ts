import type { Json } from "../../lib/json.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import type { Both } from "../both.ts";
import type { Report } from "../context.ts";
import type { Place } from "../place.ts";
import type { SchemaEvent } from "../rules.ts";
import { nameOfKinds, viewSchema } from "./schema-view.ts";

/** What the parts of a comparison of schemas share. */
export interface SchemaWalk {
  readonly schemas: Both<Schemas>;
  readonly report: Report;
  /** Reports a change under the rule of the place's side: `became-nullable` → `request-became-nullable`. */
  readonly note: (event: SchemaEvent, place: Place, before?: Json, after?: Json) => void;
  /** Compares a schema inside this one. */
  readonly walk: (pair: Both<Schema>, place: Place) => void;
}

export const formatValue = (value: Json | undefined): string =>
  value === undefined ? "nothing" : JSON.stringify(value);

/** What kinds of values a schema accepts, in words: `a string or an object`. */
export const describeKinds = (schema: Schema, schemas: Schemas): string =>
  viewSchema(schema, schemas)
    .alternatives.map((each) => nameOfKinds(each.schema))
    .join(" or ");
