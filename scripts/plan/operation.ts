import { errorSchema, isErrorNamed } from "../lib/declared-errors.ts";
import type { PlacedFault } from "../lib/faults.ts";
import type { JsonObject } from "../lib/json.ts";
import type { ApiModel, Operation, Schema } from "../lib/model.ts";
import {
  errorTypeName,
  fileName,
  functionName,
  paramsTypeName,
  responseTypeName,
} from "../lib/names.ts";
import { isMethod, sentMethod } from "../lib/operations.ts";
import { type Pagination, paginationOf } from "../lib/pagination.ts";
import { parameterTypeName } from "../lib/parameter-types.ts";
import type { Constant } from "./constant.ts";
import { type DocComment, documentOperation } from "./documentation.ts";
import { exampleParams } from "./example.ts";
import {
  linkParameter,
  linkStyle,
  type PlannedPagination,
  planPagination,
} from "./pagination-constant.ts";
import { isIdempotencyKey, nameParameters, paramsSchema, planParameter } from "./parameters.ts";
import { planPath, templateOf } from "./path.ts";
import { parameterRows, type ReferenceRow } from "./reference.ts";
import { hasBody, planBody, type PlannedBody } from "./request-body.ts";
import { declaredHeaders, type PlannedResponse, planResponse } from "./response.ts";
import { RuntimeReference } from "./runtime-reference.ts";
import { type PlannedCredentials, planSecurity } from "./security.ts";
import { planServer } from "./server.ts";

export interface PlannedOperation {
  readonly id: string;
  /** As it is sent. */
  readonly method: string;
  readonly path: string;
  /** `listWidgets` */
  readonly functionName: string;
  /** `ListWidgetsParams` */
  readonly paramsType: string;
  /** `ListWidgetsResponse` */
  readonly responseType: string;
  /** `ListWidgetsError`, where the operation declares error bodies. */
  readonly error?: { readonly name: string; readonly schema: Schema };
  /** The headers that successful responses declare. */
  readonly responseHeaders: readonly string[];
  /** `operations/list-widgets`, below `src/`. */
  readonly file: string;
  /** Components that normalization made for this operation. */
  readonly ownComponents: readonly string[];
  readonly comment: DocComment;
  readonly constant: Constant;
  readonly params: Schema;
  readonly needsParams: boolean;
  /** What the media types of the request body hold, and how that is used. */
  readonly bodies: PlannedBody["contents"];
  readonly response: PlannedResponse;
  readonly paginator?: {
    /** `paginateListWidgets` */
    readonly name: string;
    readonly pagination: Pagination;
    readonly planned: PlannedPagination;
  };
  /** What a first call may pass. */
  readonly example: JsonObject;
  /** Every parameter, for the README. */
  readonly reference: readonly ReferenceRow[];
}

export const planOperation = (
  operation: Operation,
  model: ApiModel,
  credentials: PlannedCredentials,
  paginatorName: string,
  addNote: (note: string) => void,
  addFault: (fault: PlacedFault) => void,
): PlannedOperation => {
  const { id } = operation;
  const body = planBody(operation, model.schemas);
  for (const note of unsentParts(operation)) addNote(`${id}: ${note}`);
  const parameters = nameParameters(operation, (note) => {
    addNote(`${id}: ${note}`);
  });
  const params = paramsSchema(parameters, body);
  const order = Object.keys(params.properties ?? {});
  const planned = [...parameters]
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
    .map((parameter) => planParameter(parameter, model, addFault));
  const { path, steps: pathSteps, template } = planPath(operation);
  const method = sentMethod(operation.method);
  const pagination = paginationOf(operation.pagination);
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
    ...pathSteps,
    ...planSecurity(operation, credentials),
    ...(parameters.some(isIdempotencyKey) ? [{ add: idempotencyKey }] : []),
    ...(isMethod(operation.method) ? [] : [{ add: withoutRetries }]),
  ];
  const response = planResponse(operation);
  const errors = errorSchema(operation);
  const isMultipart = body?.contents.some(({ usage }) => usage === "multipart") ?? false;
  const bodyUsage = isMultipart ? "multipart" : "body";
  return {
    id,
    method,
    path,
    functionName: functionName(id),
    paramsType: paramsTypeName(id),
    responseType: responseTypeName(id),
    ...(errors && { error: { name: errorTypeName(id), schema: errors } }),
    responseHeaders: declaredHeaders(operation),
    bodies: body?.contents ?? [],
    ownComponents: [
      responseTypeName(id),
      ...(isErrorNamed(operation) ? [errorTypeName(id)] : []),
      ...operation.parameters.flatMap((each) => parameterTypeName(each, model.schemas) ?? []),
    ],
    file: `operations/${fileName(id)}`,
    comment: documentOperation(operation),
    constant: {
      method,
      path: template,
      ...(shapes.length > 0 && { parameters: Object.fromEntries(shapes) }),
      ...(styles.length > 0 && { styles: Object.fromEntries(styles) }),
      ...(steps.length > 0 && { steps }),
      ...response.constant,
    },
    params,
    needsParams: (params.required ?? []).length > 0,
    response,
    ...(pagination && {
      paginator: {
        name: paginatorName,
        pagination,
        planned: planPagination(pagination, operation, parameters, model),
      },
    }),
    example: exampleParams(params, model.schemas, bodyUsage),
    reference: parameterRows(params, model.schemas, bodyUsage),
  };
};

type Entries = readonly (readonly [key: string, value: Constant])[];

const idempotencyKey = new RuntimeReference("idempotency-key", "idempotencyKey");
const withoutRetries = new RuntimeReference("without-retries", "withoutRetries");

/** What the document declares, and no request can carry. */
const unsentParts = (operation: Operation): readonly string[] => {
  const { body, method, parameters } = operation;
  const template = templateOf(operation);
  const isBodyLeftOut = body && body.content.length > 0 && !hasBody(operation);
  const unplaced = parameters.filter(
    ({ in: location, name }) => location === "path" && !template.includes(`{${name}}`),
  );
  return [
    ...(isBodyLeftOut
      ? [`the body of ${sentMethod(method)} is left out, since fetch cannot send one`]
      : []),
    ...unplaced.map(
      ({ name }) => `the path has no {${name}}, so the parameter ${name} is not sent`,
    ),
  ];
};

/** Every public name that goes with an operation. */
export const exportsOf = ({
  error,
  functionName,
  ownComponents,
  paginator,
  paramsType,
  responseType,
}: PlannedOperation): readonly string[] => [
  ...new Set([
    functionName,
    ...(paginator ? [paginator.name] : []),
    paramsType,
    responseType,
    ...(error ? [error.name] : []),
    ...ownComponents,
  ]),
];
