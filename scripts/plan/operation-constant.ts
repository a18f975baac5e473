import type { PlacedFault } from "../lib/faults.ts";
import type { ApiModel, Operation } from "../lib/model.ts";
import { isMethod, sentMethod } from "../lib/operations.ts";
import type { Pagination } from "../lib/pagination.ts";
import type { Constant } from "./constant.ts";
import { linkParameter, linkStyle } from "./pagination-constant.ts";
import { isIdempotencyKey, type NamedParameter, planParameter } from "./parameters.ts";
import type { PlannedPath } from "./path.ts";
import type { PlannedBody } from "./request-body.ts";
import type { PlannedResponse } from "./response.ts";
import { RuntimeReference } from "./runtime-reference.ts";
import { type PlannedCredentials, planSecurity } from "./security.ts";
import { planServer } from "./server.ts";

/** The parts of an operation, as they are planned; the parameters in the order of the package's type. */
export interface PlannedParts {
  readonly parameters: readonly NamedParameter[];
  readonly body: PlannedBody | undefined;
  readonly path: PlannedPath;
  readonly response: PlannedResponse;
  readonly pagination: Pagination | undefined;
}

/** All that the runtime is told about an operation. */
export const operationConstant = (
  operation: Operation,
  { body, pagination, parameters, path, response }: PlannedParts,
  model: ApiModel,
  credentials: PlannedCredentials,
  addFault: (fault: PlacedFault) => void,
): Constant => {
  const planned = parameters.map((parameter) => planParameter(parameter, model, addFault));
  const isLinked = pagination?.kind === "link";
  const shapes: Entries = [
    ...planned.map(({ key, shape }) => [key, shape] as const),
    ...(body ? [["body", "raw"] as const] : []),
    ...(isLinked ? [[linkParameter, "raw"] as const] : []),
  ];
  const styles: Entries = [
    ...planned.flatMap(({ key, style }) => (style ? [[key, style] as const] : [])),
    ...(body ? [["body", body.style] as const] : []),
    ...(isLinked ? [[linkParameter, linkStyle(operation)] as const] : []),
  ];
  const steps = [
    ...planServer(operation, model),
    ...path.steps,
    ...planSecurity(operation, credentials),
    ...(parameters.some(isIdempotencyKey) ? [{ add: idempotencyKey }] : []),
    ...(isMethod(operation.method) ? [] : [{ add: withoutRetries }]),
  ];
  return {
    method: sentMethod(operation.method),
    path: path.template,
    ...(shapes.length > 0 && { parameters: Object.fromEntries(shapes) }),
    ...(styles.length > 0 && { styles: Object.fromEntries(styles) }),
    ...(steps.length > 0 && { steps }),
    ...response.constant,
  };
};

type Entries = readonly (readonly [key: string, value: Constant])[];

const idempotencyKey = new RuntimeReference("idempotency-key", "idempotencyKey");
const withoutRetries = new RuntimeReference("without-retries", "withoutRetries");
