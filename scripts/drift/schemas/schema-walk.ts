import type { Json } from "../../lib/json.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import type { Both } from "../both.ts";
import type { RuleId, SchemaEvent, SchemaSide } from "../rules.ts";
import { nameOfKinds, viewSchema } from "./schema-view.ts";

/** Where something is in the two schemas that are compared, and what they are used for. */
export interface At {
  readonly side: SchemaSide;
  /** A parameter's schema is also compared by what callers may pass for its values. */
  readonly isParameter: boolean;
  /** Whether bytes are a file there; those in JSON are a string. */
  readonly holdsFiles: boolean;
  /** What arrives as text, whatever its type: all of a parameter, or the members of a form, but not what is in them. */
  readonly texts: "all" | "members" | "itself" | "none";
  /** From the schemas inwards, as in a place. */
  readonly path: readonly string[];
}

export const below = (at: At, ...path: readonly string[]): At => ({
  ...at,
  path: [...at.path, ...path],
});

export const isText = ({ texts }: At): boolean => texts === "all" || texts === "itself";

/** What arrives as text of what is inside: of the items of a list the same as of the list. */
export const textsInside = (
  { texts }: Pick<At, "texts">,
  step: string | undefined,
): At["texts"] => {
  if (step === "[]" || texts === "all") return texts;
  return texts === "members" ? "itself" : "none";
};

/** What the parts of a comparison of schemas share. */
export interface SchemaWalk {
  readonly schemas: Both<Schemas>;
  readonly report: (id: RuleId, at: At, before?: Json, after?: Json) => void;
  /** Reports a change under the rule of the side: `became-nullable` → `request-became-nullable`. */
  readonly note: (event: SchemaEvent, at: At, before?: Json, after?: Json) => void;
  /** Compares a schema inside this one, or a child of it. */
  readonly walk: (pair: Both<Schema>, at: At, isChild?: boolean) => void;
}

export const formatValue = (value: Json | undefined): string =>
  value === undefined ? "nothing" : JSON.stringify(value);

/** What kinds of values a schema accepts, in words: `a string or an object`. */
export const describeKinds = (schema: Schema, schemas: Schemas): string =>
  viewSchema(schema, schemas)
    .alternatives.map((each) => nameOfKinds(each.schema))
    .join(" or ");
