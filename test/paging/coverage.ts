import type { ApiModel, Operation, Schemas } from "../../scripts/lib/model.ts";
import { jsonSchemas } from "../../scripts/lib/responses.ts";
import { findItems } from "../../scripts/pagination/items.ts";
import { membersOf } from "../../scripts/pagination/members.ts";

/** Names that surely take a page number, an offset or a cursor, and those that surely lead to the next page. */
const takesPage =
  /^(page|page_?(number|num|no|index|token|cursor|key)|(next_?)?(page_?)?token|cursor|offset|skip|start_?index|starting_?after|marker)$/i;
const leadsOn =
  /^(next|next_?(page|cursor|token|marker|offset|uri|url|link)\w*|has_?more|total_?(pages|count|results|items))$/i;

/** Whether a GET returns items, takes a page, and says how to go on. */
const canPage = (operation: Operation, schemas: Schemas): boolean =>
  operation.method === "get" &&
  operation.parameters.some(({ name }) => takesPage.test(name)) &&
  jsonSchemas(operation).some((schema) => {
    const items = findItems(schema, operation, schemas);
    return (
      items !== undefined &&
      "schema" in items &&
      (items.path.length === 0 ||
        membersOf(schema, schemas).some(({ path }) => leadsOn.test(path.at(-1) ?? "")))
    );
  });

/** A list of a document: how it pages, or whether it could and does not. */
export interface FoundList {
  readonly document: string;
  readonly id: string;
  readonly kind: string;
  readonly isMissing: boolean;
}

export const listsIn = ({ operations, schemas }: ApiModel, document: string): FoundList[] =>
  operations.flatMap((operation) => {
    const { id, pagination } = operation;
    const kind = pagination?.pages ? pagination.kind : "none";
    const isMissing = kind === "none" && canPage(operation, schemas);
    return kind !== "none" || pagination || isMissing ? [{ document, id, isMissing, kind }] : [];
  });

/** Prints how many lists of each document page by what, and which could but do not. */
export const printLists = (lists: readonly FoundList[]): void => {
  const kinds = ["number", "offset", "cursor", "link", "none"];
  console.table(
    [...Map.groupBy(lists, ({ document }) => document)].map(([document, own]) => ({
      document,
      ...Object.fromEntries(
        kinds.map((kind) => [kind, own.filter((each) => each.kind === kind).length]),
      ),
      missing: own.flatMap(({ id, isMissing }) => (isMissing ? [id] : [])).join(" "),
    })),
  );
};
