import { replaceOperations, schemasOf } from "../lib/components.ts";
import { isEqual, type JsonObject } from "../lib/json.ts";
import { listOperations } from "../lib/operations.ts";
import { printPagination } from "../lib/pagination.ts";
import { readOperation } from "../lib/read-model.ts";
import type { Rule } from "../lib/rule.ts";
import { detectPagination } from "../pagination/detect.ts";

/**
 * Records how each list operation pages, or why it does not.
 *
 *     page: { number, size } in the query, `data` and `meta.total_pages` in the response
 *       →  x-pagination: { kind: number, items: [data], page: [page, number], size: [page, size],
 *                          totalPages: [meta, total_pages], identity: id, reason: … }
 */
export const markPagination: Rule = {
  id: "mark-pagination",
  apply(root, report, { pagination: configured = {} }) {
    const schemas = schemasOf(root);
    const operations = listOperations(root).map((entry) => readOperation(entry, root));
    const replaced = new Map<string, JsonObject>();
    for (const operation of operations) {
      const { id, json, pointer } = operation;
      const mark = detectPagination(operation, { configured, operations, root, schemas });
      if (!mark) continue;
      const printed = printPagination(mark);
      replaced.set(pointer, { ...json, "x-pagination": printed });
      if (!isEqual(json["x-pagination"], printed))
        report({ pointer, change: `${id}: ${mark.reason}` });
    }
    return replaceOperations(root, replaced);
  },
};
