import type { OpenApiDocument } from "../lib/document.ts";
import { type Fault, faultOf, faultyIn } from "../lib/faults.ts";
import { asObject, asText } from "../lib/json.ts";
import type { ApiModel, Operation } from "../lib/model.ts";
import { paginatorNames } from "../lib/names.ts";
import { readModel } from "../lib/read-model.ts";
import { defaultServer } from "../lib/servers.ts";
import { variablePrefixFrom } from "../lib/settings.ts";
import { findCycles } from "../plan/cycles.ts";
import { planOperation } from "../plan/operation.ts";
import { planPaginators } from "../plan/paginator.ts";
import { pagingNotes } from "../plan/paging-notes.ts";
import type { Plan } from "../plan/plan.ts";
import { credentialOptions, planCredentials, securityNotes } from "../plan/security.ts";
import { planTypes } from "../plan/types.ts";

/** Normalized document → the names, files, types and constants of the package. */
export const plan = (document: OpenApiDocument): Plan => planModel(readModel(document));

const titleOf = ({ about }: ApiModel): string => asText(asObject(about["info"])["title"]);

export const planModel = (given: ApiModel): Plan => {
  const notes: string[] = [];
  const isSent = ({ id, method }: Operation): boolean => {
    if (method === "trace") notes.push(`${id} is left out, since fetch cannot send TRACE`);
    return method !== "trace";
  };
  const model = { ...given, operations: given.operations.filter(isSent) };
  const faults: Fault[] = [...findCycles(model)];
  const cyclic = faultyIn(faults);
  const credentials = planCredentials(model.operations, variablePrefixFrom(titleOf(model)));
  const paginators = paginatorNames(model.whole.operationIds);
  const planned = model.operations
    .filter(({ id }) => !cyclic.has(id)) // Whoever follows such a schema comes to no end.
    .map((operation) =>
      planOperation(
        operation,
        model,
        credentials,
        paginators.get(operation.id) ?? "",
        (note) => notes.push(note),
        (fault) => faults.push(faultOf(model, fault, [operation.id])),
      ),
    );
  const faulty = faultyIn(faults);
  const operations = planned.filter(({ id }) => !faulty.has(id));
  const types = planTypes(operations, model.schemas, model.whole.schemaNames);
  return {
    types,
    operations,
    paginators: planPaginators(operations, types),
    baseUrl: defaultServer(model),
    credentials: credentialOptions(credentials),
    notes: [...notes, ...securityNotes(model.operations), ...pagingNotes(model.operations)],
    faults,
  };
};
