import { nameParameterTypes } from "../lib/parameter-types.ts";
import { paginatorNames } from "../lib/names.ts";
import { readModel } from "../lib/read-model.ts";
import type { ApiModel } from "../lib/model.ts";
import type { OpenApiDocument } from "../lib/openapi.ts";
import { defaultServer } from "../lib/servers.ts";
import { assertNoCycles } from "../plan/cycles.ts";
import { planOperation, type PlannedOperation } from "../plan/operation.ts";
import { planPaginators, type PlannedPaginator } from "../plan/paginator.ts";
import { pagingNotes } from "../plan/paging-notes.ts";
import { planCredentials } from "../plan/security.ts";
import { type PlannedType, planTypes } from "../plan/types.ts";

/** Everything that is decided before a line is printed. */
export interface Plan {
  readonly types: readonly PlannedType[];
  readonly operations: readonly PlannedOperation[];
  readonly paginators: readonly PlannedPaginator[];
  readonly baseUrl: string | undefined;
  readonly credentials: readonly string[];
  /** What a person who generates should know: renamed parameters and the like. */
  readonly notes: readonly string[];
}

/** Normalized document → the names, files, types and constants of the package. */
export const plan = (document: OpenApiDocument): Plan => planModel(readModel(document));

export const planModel = (model: ApiModel): Plan => {
  assertNoCycles(model);
  const notes: string[] = [];
  const typeNameOf = nameParameterTypes(model.operations, model.schemas);
  const paginators = paginatorNames(model.operations.map(({ id }) => id));
  const operations = model.operations.map((operation) =>
    planOperation(operation, model, typeNameOf, paginators.get(operation.id) ?? "", (note) =>
      notes.push(note),
    ),
  );
  const types = planTypes(operations, model.schemas);
  return {
    types,
    operations,
    paginators: planPaginators(operations, types),
    baseUrl: defaultServer(model),
    credentials: planCredentials(model.operations),
    notes: [...notes, ...pagingNotes(model.operations)],
  };
};
