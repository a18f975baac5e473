import type { PipelineConfig } from "../lib/config.ts";
import { kebabCase } from "../lib/names.ts";
import type { OpenApiDocument, OperationEntry } from "../lib/openapi.ts";
import { identifyOperations, select } from "../stages/select.ts";
import { shapeOfPath } from "./compare-operations.ts";

/**
 * The wanted operations of both documents. One that upstream no longer has is a change and no fault; under the same
 * method and path it has only been renamed.
 */
export const selectBoth = (
  base: OpenApiDocument,
  upstream: OpenApiDocument,
  { operations, vendorPrefixes }: PipelineConfig,
): readonly [OpenApiDocument, OpenApiDocument] => {
  const [had, has] = [base, upstream].map(({ root }) => identifyOperations(root)) as [
    OperationEntry[],
    OperationEntry[],
  ];
  const take = (document: OpenApiDocument, ids: readonly string[]): OpenApiDocument =>
    ids.length > 0 ? select(document, ids, vendorPrefixes) : withoutAny(document);
  if (operations === "all")
    return [
      take(
        base,
        had.map(({ id }) => id),
      ),
      take(
        upstream,
        has.map(({ id }) => id),
      ),
    ];

  const known = new Set(has.map(({ id }) => id));
  const names = new Map(has.map(({ id }) => [kebabCase(id), id]));
  const places = new Map(has.map((each) => [placeOf(each), each.id]));
  const wanted = operations.filter((id) => had.some((each) => each.id === id));
  // Neither document has it: a misspelt name, which `select` explains.
  const unknown = operations.filter((id) => !wanted.includes(id) && !known.has(id));
  const now = operations.flatMap((id): string[] => {
    if (known.has(id)) return [id];
    const before = had.find((each) => each.id === id);
    const renamed = before && (names.get(kebabCase(id)) ?? places.get(placeOf(before)));
    return renamed === undefined ? [] : [renamed];
  });
  return [take(base, [...wanted, ...unknown]), take(upstream, [...new Set(now)])];
};

const placeOf = ({ method, path }: OperationEntry): string => `${method} ${shapeOfPath(path)}`;

const withoutAny = (document: OpenApiDocument): OpenApiDocument => ({
  ...document,
  root: { ...document.root, paths: {}, components: {} },
});
