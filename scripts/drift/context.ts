import type { Json } from "../lib/json.ts";
import type { ApiModel } from "../lib/model.ts";
import type { Both } from "./both.ts";
import type { Place } from "./place.ts";
import type { RuleId } from "./rules.ts";

/** Reports a change: the rule that judges it, its place, and what was and is there. */
export type Report = (id: RuleId, place: Place, before?: Json, after?: Json) => void;

/** What every comparison shares. */
export interface Context {
  readonly models: Both<ApiModel>;
  readonly report: Report;
  /** Records that a component has another name now or, with none, is written in place. */
  readonly noteRename: (component: string, current: string | undefined) => void;
}
