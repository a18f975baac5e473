import { isEqual, type Json } from "../../lib/json.ts";
import type { ApiModel, Operation } from "../../lib/model.ts";
import {
  canBeRequestedAhead,
  endOf,
  isHeader,
  type Pagination,
  paginationOf,
  type ResponsePlace,
} from "../../lib/pagination.ts";
import { jsonSchemas, successResponses } from "../../lib/responses.ts";
import { inputsOf } from "../../pagination/inputs.ts";
import { schemaIn } from "../../pagination/items.ts";
import { nameParameters } from "../../plan/parameters.ts";
import { allKeys, areBoth, type Both, both } from "../both.ts";
import type { Context } from "../context.ts";
import type { Place, PlaceIn } from "../place.ts";
import type { RuleId } from "../rules.ts";

/** How a paginator walks the pages of a list. */
export const comparePagination = (
  operations: Both<Operation>,
  placeIn: PlaceIn,
  { models, report }: Pick<Context, "models" | "report">,
): void => {
  const whole = placeIn("none", { kind: "operation" });
  const marks = both(operations, ({ pagination }) => pagination);
  const paginations = both(marks, paginationOf);
  if (!areBoth(paginations)) {
    const reason = both(marks, (mark) => mark?.reason ?? "nothing that could be paged");
    if (paginations.before) report("pagination-lost", whole, reason.before, reason.after);
    if (paginations.after) {
      const isNew = !takesPages(operations.before, paginations.after, models.before);
      report(
        isNew ? "pagination-introduced" : "pagination-added",
        whole,
        reason.before,
        reason.after,
      );
    }
    return;
  }
  const walks = both(paginations, walkOf);
  const changed = allKeys(both(walks, Object.keys)).filter(
    (key) => !isEqual(walks.before[key], walks.after[key]),
  );
  if (changed.length > 0) {
    const members = both(walks, (walk) => formatMembers(walk, changed));
    const isParameter = changed.some((key) => key === "parameter" || key === "first");
    const isStillTaken =
      (parameterOf(paginations.before) === undefined ||
        takesPages(operations.after, paginations.before, models.after)) &&
      isStillTold(paginations, operations.after, models.after);
    const rule = isStillTaken ? ruleOfPreferred(paginations) : "pagination-changed";
    report(
      isEqual(changed, ["end"]) ? ruleOfEnd(paginations) : rule,
      (isParameter ? placeOfParameter(operations.after, paginations.after, placeIn) : undefined) ??
        whole,
      members.before,
      members.after,
    );
    return;
  }
  const identity = both(paginations, (each) => each.identity ?? "the whole item");
  if (identity.before !== identity.after)
    report("identity-changed", whole, identity.before, identity.after);
};

/** Whether an operation takes the page, the offset or the cursor by which a paginator goes on. */
const takesPages = (
  operation: Operation,
  pagination: Pagination,
  { schemas }: ApiModel,
): boolean => {
  const path = parameterOf(pagination);
  return (
    path !== undefined && inputsOf(operation, schemas).some((each) => isEqual(each.path, path))
  );
};

/** The parameter by which a paginator goes on; one that reads links may have none. */
const parameterOf = ({ cursor, offset, page }: Pagination) => page ?? offset ?? cursor;

/** Whether responses still hold all that a deployed paginator reads, now that the list pages otherwise. */
const isStillTold = (
  { after, before }: Both<Pagination>,
  operation: Operation,
  model: ApiModel,
): boolean => {
  const [, end] = endOf(before) ?? [];
  const next = canBeRequestedAhead(before.kind) ? undefined : before.next;
  return (
    (before.kind !== after.kind || before.first === after.first) &&
    isEqual(before.items, after.items) &&
    [end, next].every((place) => place === undefined || holds(operation, place, model))
  );
};

/** Whether responses have a header, or a member at a path. */
const holds = (operation: Operation, place: ResponsePlace, { schemas }: ApiModel): boolean => {
  if (!isHeader(place))
    return jsonSchemas(operation).some((schema) => schemaIn(schema, place, schemas) !== undefined);
  const name = place.header.toLowerCase();
  return successResponses(operation).some(({ headers }) =>
    headers.some((header) => header.name.toLowerCase() === name),
  );
};

/** The paginator of pages that lead on has no `concurrency`. */
const ruleOfPreferred = ({ after, before }: Both<Pagination>): RuleId =>
  canBeRequestedAhead(before.kind) && !canBeRequestedAhead(after.kind)
    ? "pagination-led"
    : "pagination-preferred";

/** Responses may still say what deployed paginators read the end from, beside something more exact. */
const ruleOfEnd = ({ after, before }: Both<Pagination>): RuleId => {
  const [field, place] = endOf(before) ?? [];
  if (field === undefined) return "pagination-total-added";
  return isEqual(after[field], place) ? "pagination-end-added" : "pagination-end-removed";
};

type Walk = Readonly<Record<string, Json>>;

/**
 * What changes how pages are walked, member by member; of all that tells the end, only what the paginator reads. A new
 * field of `Pagination` does not compile until its place is decided here.
 */
const walkOf = (pagination: Pagination): Walk => {
  const { cursor, first, items, kind, lastItem, next, offset, page, ...rest } = pagination;
  const {
    count: _count,
    last: _last,
    more: _more,
    total: _total,
    totalPages: _pages,
    ...hints
  } = rest;
  const { currentPage: _current, identity: _identity, size: _size, ...others } = hints;
  others satisfies Record<string, never>;
  const members = {
    kind,
    parameter: page ?? offset ?? cursor,
    items,
    first: page ? (first ?? 1) : offset ? (first ?? 0) : first,
    next: canBeRequestedAhead(kind) ? undefined : next,
    "last item": lastItem,
    end: endOf(pagination),
  };
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Walk;
};

/** `kind cursor, parameter page.after, no end` */
const formatMembers = (walk: Walk, keys: readonly string[]): string =>
  keys
    .map((key) =>
      walk[key] === undefined
        ? `no ${key}`
        : `${key} ${formatMember(walk[key]) || "the whole body"}`,
    )
    .join(", ");

const formatMember = (value: Json): string => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(formatMember).join(".");
  return typeof value === "object" && value !== null
    ? Object.values(value).map(formatMember).join(" ")
    : String(value);
};

/** The parameter that takes the page number, the offset or the cursor. */
const placeOfParameter = (
  operation: Operation,
  { cursor, offset, page }: Pagination,
  placeIn: PlaceIn,
): Place | undefined => {
  const [name, ...path] = page ?? offset ?? cursor ?? [];
  const found = nameParameters(operation).find(({ parameter }) => parameter.name === name);
  if (!found) return undefined;
  const { key, parameter } = found;
  const place = placeIn("none", {
    kind: "parameter",
    key,
    name: parameter.name,
    in: parameter.in,
  });
  return { ...place, path };
};
