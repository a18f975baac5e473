import type { OpenApiDocument } from "../lib/document.ts";
import type { Json } from "../lib/json.ts";
import type { ApiModel, Schema } from "../lib/model.ts";
import type { Both } from "./both.ts";
import type { Place } from "./place.ts";
import { isCosmetic, type RuleId } from "./rules.ts";
import type { DocumentForms } from "./schemas/canonical-forms.ts";

/** A document as upstream wrote it, and the model of the operations that are compared. */
export interface Compared {
  readonly source: OpenApiDocument;
  readonly model: ApiModel;
}

/** Reports a change: the rule that judges it, its place, and what was and is there. */
export type ReportChange = (id: RuleId, place: Place, before?: Json, after?: Json) => void;

/** Records that a component has another name now or, with none, is written in place. */
export type NoteRename = (component: string, current: string | undefined) => void;

/** The rule that reports a difference of schemas in a place; nothing where something else reports it. */
export type RuleFor = (id: RuleId) => RuleId | undefined;

/** Documentation keeps its own rule; any other difference is reported by another one, or not at all. */
export const unlessCosmetic =
  (replacement?: RuleId): RuleFor =>
  (id) =>
    isCosmetic(id) ? id : replacement;

/** In JSON, a number and its text are not the same. */
export const inJson: RuleFor = (id) => (id === "request-became-text" ? "request-type-changed" : id);

/** What every comparison shares. */
export interface Context {
  readonly models: Both<ApiModel>;
  readonly forms: DocumentForms;
  readonly report: ReportChange;
  /** Compares the schemas of a place and reports how they differ, each difference by the rule that the place gives it. */
  readonly compareSchemas: (pair: Both<Schema>, place: Place, ruleFor?: RuleFor) => SchemaResult;
}

/** What a comparison of schemas found. */
interface SchemaResult {
  readonly isEqual: boolean;
  /** Whether they differ in documentation alone, if at all. */
  readonly isCosmetic: boolean;
}
