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
import { sentMethod } from "../lib/operations.ts";
import { type Pagination, paginationOf } from "../lib/pagination.ts";
import { parameterTypeName } from "../lib/parameter-types.ts";
import type { Constant } from "./constant.ts";
import { type DocComment, documentOperation } from "./documentation.ts";
import { exampleParams } from "./example.ts";
import { operationConstant } from "./operation-constant.ts";
import { type PlannedPagination, planPagination } from "./pagination-constant.ts";
import { type NamedParameter, nameParameters, paramsSchema } from "./parameters.ts";
import { partHeaderNotes } from "./part-headers.ts";
import { planPath, templateOf } from "./path.ts";
import { parameterRows, type ReferenceRow } from "./reference.ts";
import { hasBody, planBody, type PlannedBody } from "./request-body.ts";
import { declaredHeaders, type PlannedResponse, planResponse } from "./response.ts";
import type { PlannedCredentials } from "./security.ts";

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
  const { schemas } = model;
  const addOwnNote = (note: string): void => {
    addNote(`${id}: ${note}`);
  };
  unsentParts(operation).forEach(addOwnNote);
  const parameters = nameParameters(operation, addOwnNote);
  const body = planBody(operation, schemas);
  const params = paramsSchema(parameters, body);
  const path = planPath(operation);
  const response = planResponse(operation);
  const pagination = paginationOf(operation.pagination);
  const errors = errorSchema(operation);
  const isMultipart = body?.contents.some(({ usage }) => usage === "multipart") ?? false;
  const bodyUsage = isMultipart ? "multipart" : "body";
  return {
    id,
    method: sentMethod(operation.method),
    path: path.path,
    functionName: functionName(id),
    paramsType: paramsTypeName(id),
    responseType: responseTypeName(id),
    ...(errors && { error: { name: errorTypeName(id), schema: errors } }),
    responseHeaders: declaredHeaders(operation),
    bodies: body?.contents ?? [],
    ownComponents: [
      responseTypeName(id),
      ...(isErrorNamed(operation) ? [errorTypeName(id)] : []),
      ...operation.parameters.flatMap((each) => parameterTypeName(each, schemas) ?? []),
    ],
    file: `operations/${fileName(id)}`,
    comment: documentOperation(operation),
    constant: operationConstant(
      operation,
      { parameters: inOrderOf(params, parameters), body, path, response, pagination },
      model,
      credentials,
      addFault,
    ),
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
    example: exampleParams(params, schemas, bodyUsage),
    reference: parameterRows(params, schemas, bodyUsage),
  };
};

const inOrderOf = (
  { properties = {} }: Schema,
  parameters: readonly NamedParameter[],
): readonly NamedParameter[] => {
  const order = Object.keys(properties);
  return [...parameters].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
};

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
    ...partHeaderNotes(operation),
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
