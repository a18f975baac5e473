import { own } from "../lib/json.ts";
import type { Path } from "../lib/pagination.ts";
import { schemaName } from "../lib/references.ts";
import { itemsOf } from "../lib/schema.ts";
import type { PlannedOperation } from "./operation.ts";
import type { PlannedType } from "./types.ts";

/** A paginator as it is written into the file of its operation. */
export interface PlannedPaginator extends NonNullable<PlannedOperation["paginator"]> {
  readonly operation: PlannedOperation;
  /** The component that an item is, if it is one. */
  readonly itemType?: string;
}

export const planPaginators = (
  operations: readonly PlannedOperation[],
  types: readonly PlannedType[],
): readonly PlannedPaginator[] => {
  const byName = new Map(types.map((type) => [type.name, type]));
  return operations.flatMap((operation): PlannedPaginator[] => {
    const { paginator, responseType } = operation;
    if (!paginator) return [];
    const itemType = itemTypeOf(byName.get(responseType), paginator.pagination.items);
    return [{ ...paginator, operation, ...(itemType !== undefined && { itemType }) }];
  });
};

const itemTypeOf = (response: PlannedType | undefined, items: Path): string | undefined => {
  let schema = response?.orUndefined ? undefined : response?.schema;
  for (const name of items) schema = own(schema?.properties, name);
  return schema && schemaName(itemsOf(schema)?.$ref);
};
