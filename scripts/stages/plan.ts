import { type Fault, faultOf, faultyIn } from "../lib/faults.ts";
import { nameParameterTypes } from "../lib/parameter-types.ts";
import { readModel } from "../lib/read-model.ts";
import type { ApiModel } from "../lib/model.ts";
import type { OpenApiDocument } from "../lib/openapi.ts";
import { defaultServer } from "../lib/servers.ts";
import { findCycles } from "../plan/cycles.ts";
import { planOperation, type PlannedOperation } from "../plan/operation.ts";
import { planPaginators, type PlannedPaginator } from "../plan/paginator.ts";
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
  /** Why other operations are not among them. */
  readonly faults: readonly Fault[];
}

/** Normalized document → the names, files, types and constants of the package. */
export const plan = (document: OpenApiDocument): Plan => planModel(readModel(document));

export const planModel = (model: ApiModel): Plan => {
  const notes: string[] = [];
  const faults: Fault[] = [...findCycles(model)];
  const cyclic = faultyIn(faults);
  const typeNameOf = nameParameterTypes(model.operations, model.schemas);
  const planned = model.operations
    .filter(({ id }) => !cyclic.has(id)) // Whoever follows such a schema comes to no end.
    .map((operation) =>
      planOperation(
        operation,
        model,
        typeNameOf,
        (note) => notes.push(note),
        (fault) => faults.push(faultOf(model, fault, [operation.id])),
      ),
    );
  const faulty = faultyIn(faults);
  const operations = planned.filter(({ id }) => !faulty.has(id));
  const types = planTypes(operations, model.schemas);
  return {
    types,
    operations,
    paginators: planPaginators(operations, types),
    baseUrl: defaultServer(model),
    credentials: planCredentials(model.operations.filter(({ id }) => !faulty.has(id))),
    notes,
    faults,
  };
};
