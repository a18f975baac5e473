import { listOperations, type OpenApiDocument } from "../lib/openapi.ts";
import { refuseCycles } from "../plan/cycles.ts";
import { planOperation, type PlannedOperation } from "../plan/operation.ts";
import { credentialsOf } from "../plan/security.ts";
import { firstServer } from "../plan/server.ts";
import { type PlannedType, planTypes } from "../plan/types.ts";
import { hoistedNames } from "../rules/hoist.ts";

/** Everything that is decided before a line is printed. */
export interface Plan {
  readonly types: readonly PlannedType[];
  readonly operations: readonly PlannedOperation[];
  readonly baseUrl: string | undefined;
  readonly credentials: readonly string[];
  /** What a person who generates should know: renamed parameters and the like. */
  readonly notes: readonly string[];
}

/** Normalized document → the names, files, types and constants of the package. */
export const plan = (document: OpenApiDocument): Plan => {
  const { root } = document;
  refuseCycles(document);
  const notes: string[] = [];
  const hoisted = hoistedNames(root);
  const operations = listOperations(root).map((entry) =>
    planOperation(entry, document, hoisted, (note) => notes.push(note)),
  );
  return {
    types: planTypes(operations, root),
    operations,
    baseUrl: firstServer(root["servers"]),
    credentials: credentialsOf(
      listOperations(root).map(({ operation }) => operation),
      root,
    ),
    notes,
  };
};
