import type { Fault } from "../lib/faults.ts";
import type { PlannedOperation } from "./operation.ts";
import type { PlannedPaginator } from "./paginator.ts";
import type { CredentialOption } from "./security.ts";
import type { PlannedType } from "./types.ts";

/** Everything that is decided before a line is printed. */
export interface Plan {
  readonly types: readonly PlannedType[];
  readonly operations: readonly PlannedOperation[];
  readonly paginators: readonly PlannedPaginator[];
  readonly baseUrl: string | undefined;
  readonly credentials: readonly CredentialOption[];
  /** What a person who generates should know: renamed parameters and the like. */
  readonly notes: readonly string[];
  /** Why other operations are not among them. */
  readonly faults: readonly Fault[];
}
