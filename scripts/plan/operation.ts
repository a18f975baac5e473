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
import { isMethod, sentMethod } from "../lib/openapi.ts";
import { type Pagination, paginationOf } from "../lib/pagination.ts";
import { parameterTypeName } from "../lib/parameter-types.ts";
import {
  linkParameter,
  linkStyle,
  type PlannedPagination,
  planPagination,
} from "./pagination-constant.ts";
import type { Constant } from "./constant.ts";
import { type DocComment, documentOperation } from "./documentation.ts";
import { exampleParams } from "./example.ts";
import { isIdempotencyKey, nameParameters, paramsSchema, planParameter } from "./parameters.ts";
import { parameterRows, type ReferenceRow } from "./reference.ts";
import { errorSchema, isErrorNamed } from "../lib/declared-errors.ts";
import { hasBody, planBody, type PlannedBody } from "./request-body.ts";
import { declaredHeaders, type PlannedResponse, planResponse } from "./response.ts";
import { type PlannedCredentials, planSecurity } from "./security.ts";
import { planServer } from "./server.ts";
import { RuntimeReference } from "./runtime-reference.ts";

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
  // A fragment is never sent, without its slash a path would become part of the host's name, and parameters of the query
  // need no `{?page,size}`.
  const [path = "", written] = operation.path
    .replace(/#[^{}]*$/, "")
    .replace(/\{[?&][^{}]*\}/g, "")
    .replace(/^(?!\/)/, "/")
    .split("?", 2);
  const ownQuery = written === undefined ? undefined : withoutParameters(written, operation);
  const isTemplate = ownQuery?.includes("{") === true;
  const method = sentMethod(operation.method);
  const body = planBody(operation, model.schemas);
  if (operation.body && operation.body.content.length > 0 && !hasBody(operation))
    addNote(`${id}: the body of ${method} is left out, since fetch cannot send one.`);
  for (const { in: location, name } of operation.parameters)
    if (location === "path" && !operation.path.includes(`{${name}}`))
      addNote(`${id}: the path has no {${name}}, so the parameter ${name} is not sent`);
  const parameters = nameParameters(operation, (note) => {
    addNote(`${id}: ${note}`);
  });
  const params = paramsSchema(parameters, body);
  const order = Object.keys(params.properties ?? {});
  const planned = [...parameters]
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
    .map((parameter) => planParameter(parameter, model, addFault));
  const pagination = paginationOf(operation.pagination);
  const isLinked = pagination?.kind === "link";
  const shapes = [
    ...planned.map(({ key, shape }) => [key, shape] as const),
    ...(body ? [["body", "raw"] as const] : []),
    ...(isLinked ? [[linkParameter, "raw"] as const] : []),
  ];
  const styles = [
    ...planned.flatMap(({ key, style }) => (style ? [[key, style] as const] : [])),
    ...(body ? [["body", body.style] as const] : []),
    ...(isLinked ? [[linkParameter, linkStyle(operation)] as const] : []),
  ];
  const steps = [
    ...planServer(operation, model),
    ...(ownQuery && !isTemplate ? planQuery({ value: ownQuery }) : []),
    ...(path.includes("{") || isTemplate
      ? [{ add: new RuntimeReference("path-parameters", "requirePathParameters") }]
      : []),
    ...(isTemplate ? planQuery({}) : []),
    ...planSecurity(operation, credentials),
    ...(parameters.some(isIdempotencyKey)
      ? [{ add: new RuntimeReference("idempotency-key", "idempotencyKey") }]
      : []),
    ...(isMethod(operation.method)
      ? []
      : [{ add: new RuntimeReference("without-retries", "withoutRetries") }]),
  ];
  const response = planResponse(operation);
  const errors = errorSchema(operation);
  const constant: Record<string, Constant> = {
    method,
    path: isTemplate ? `${path}?${ownQuery}` : path,
    ...(shapes.length > 0 && { parameters: Object.fromEntries(shapes) }),
    ...(styles.length > 0 && { styles: Object.fromEntries(styles) }),
    ...(steps.length > 0 && { steps }),
    ...response.constant,
  };
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
    constant,
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

/** The query that a path contains, which the parameters follow. Without a value, it is filled like the path. */
const planQuery = (query: { readonly value?: string }): readonly Constant[] => [
  { add: new RuntimeReference("servers", "value" in query ? "ownQuery" : "filledQuery"), ...query },
];

/** `type={type}&v=1` → `v=1`, where a parameter of the query adds `type` itself. */
const withoutParameters = (query: string, { parameters }: Operation): string =>
  query
    .split("&")
    .filter((pair) =>
      parameters.every(
        ({ in: location, name }) => location !== "query" || pair !== `${name}={${name}}`,
      ),
    )
    .join("&");

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
