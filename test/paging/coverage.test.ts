import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { inlinePathItems } from "../../scripts/lib/path-items.ts";
import type { ApiModel, Operation, Schemas } from "../../scripts/lib/model.ts";
import { readModel } from "../../scripts/lib/read-model.ts";
import { jsonSchemas } from "../../scripts/lib/responses.ts";
import { settingsFor } from "../../scripts/lib/settings.ts";
import { findItems } from "../../scripts/pagination/items.ts";
import { membersOf } from "../../scripts/pagination/members.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";

const corpus = process.env["SPEC_CORPUS"];

const read = (path: string): ApiModel => {
  const source = inlinePathItems(readSource(readFileSync(path, "utf8"), path));
  return readModel(normalize(select(source, "all", []), settingsFor({}, source.root)).document);
};

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

describe.skipIf(corpus === undefined)("the lists of real documents", () => {
  test("have a paginator where they can page: at least 95 %", () => {
    const paths = globSync("specs/{corpus,wild}/*.{yml,yaml,json}", { cwd: corpus ?? "" });
    const lists = paths.sort().flatMap((path) => {
      let model: ApiModel;
      try {
        model = read(join(corpus ?? "", path));
      } catch {
        return []; // Another test tells which documents cannot be read.
      }
      const { operations, schemas } = model;
      return operations.flatMap((operation) => {
        const { id, pagination } = operation;
        const kind = pagination?.pages ? pagination.kind : "none";
        const isMissing = kind === "none" && canPage(operation, schemas);
        return kind !== "none" || pagination || isMissing
          ? [{ document: basename(path), id, isMissing, kind }]
          : [];
      });
    });
    const countOf = (document: string, kind: string): number =>
      lists.filter((each) => each.document === document && each.kind === kind).length;
    const documents = [...new Set(lists.map(({ document }) => document))];
    const missing = lists.filter(({ isMissing }) => isMissing);
    console.table(
      documents.map((document) => ({
        document,
        ...Object.fromEntries(
          ["number", "offset", "cursor", "link", "none"].map((kind) => [
            kind,
            countOf(document, kind),
          ]),
        ),
        missing: missing
          .filter((each) => each.document === document)
          .map(({ id }) => id)
          .join(" "),
      })),
    );
    const paged = lists.filter(({ kind }) => kind !== "none").length;
    expect(paged).toBeGreaterThan(500);
    expect(paged / (paged + missing.length)).toBeGreaterThanOrEqual(0.95);
  }, 120_000);
});
