import type { Json } from "../lib/json.ts";
import type { ApiModel } from "../lib/model.ts";
import type { OpenApiDocument } from "../lib/openapi.ts";
import type { Both } from "./both.ts";
import type { Place } from "./place.ts";
import type { RuleId } from "./rules.ts";

/** A document as upstream wrote it, and the model of the operations that are compared. */
export interface Compared {
  readonly source: OpenApiDocument;
  readonly model: ApiModel;
}

/** Reports a change: the rule that judges it, its place, and what was and is there. */
export type Report = (id: RuleId, place: Place, before?: Json, after?: Json) => void;

/** What every comparison shares. */
export interface Context {
  readonly models: Both<ApiModel>;
  readonly report: Report;
  /** Records that a component has another name now or, with none, is written in place. */
  readonly noteRename: (component: string, current: string | undefined) => void;
}
