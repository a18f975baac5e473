import type { JsonObject } from "../lib/json.ts";
import type { ApiModel, Operation, Schema } from "../lib/model.ts";
import { functionName, fileName, paramsTypeName, responseTypeName } from "../lib/names.ts";
import { type Pagination, paginationOf } from "../lib/pagination.ts";
import type { ParameterTypeNames } from "../lib/parameter-types.ts";
import { ownServer } from "../lib/servers.ts";
import {
  linkParameter,
  linkStyle,
  type PlannedPagination,
  planPagination,
} from "./pagination-constant.ts";
import { planBody, type PlannedResponse, planResponse } from "./bodies.ts";
import type { Constant } from "./constant.ts";
import { type DocComment, documentOperation } from "./documentation.ts";
import { exampleParams } from "./example.ts";
import { nameParameters, paramsSchema, planParameter } from "./parameters.ts";
import { parameterRows, type ReferenceRow } from "./reference.ts";
import { planSecurity } from "./security.ts";

export interface PlannedOperation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  /** `listWidgets` */
  readonly functionName: string;
  /** `ListWidgetsParams` */
  readonly paramsType: string;
  /** `ListWidgetsResponse` */
  readonly responseType: string;
  /** `operations/list-widgets`, below `src/`. */
  readonly file: string;
  /** Components that normalization made for this operation. */
  readonly ownComponents: readonly string[];
  readonly comment: DocComment;
  readonly constant: Constant;
  readonly params: Schema;
  readonly needsParams: boolean;
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
  typeNameOf: ParameterTypeNames,
  paginatorName: string,
  addNote: (note: string) => void,
): PlannedOperation => {
  const { id } = operation;
  const path = operation.path.replace(/#[^{}]*$/, ""); // A fragment is never sent.
  const method = operation.method.toUpperCase();
  const body = planBody(operation);
  const parameters = nameParameters(operation, (note) => {
    addNote(`${id}: ${note}`);
  });
  const params = paramsSchema(parameters, body);
  const order = Object.keys(params.properties ?? {});
  const planned = [...parameters]
    .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
    .map((parameter) => planParameter(parameter, operation, model));
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
  const server = ownServer(operation, model);
  const response = planResponse(operation);
  const security = planSecurity(operation);
  const constant: Record<string, Constant> = {
    method,
    path,
    ...(server !== undefined && { server }),
    ...(shapes.length > 0 && { parameters: Object.fromEntries(shapes) }),
    ...(styles.length > 0 && { styles: Object.fromEntries(styles) }),
    ...response.constant,
    ...(security.length > 0 && { security }),
  };
  return {
    id,
    method,
    path,
    functionName: functionName(id),
    paramsType: paramsTypeName(id),
    responseType: responseTypeName(id),
    ownComponents: [
      responseTypeName(id),
      ...operation.parameters.flatMap((each) => typeNameOf(operation, each) ?? []),
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
    example: exampleParams(params, model.schemas),
    reference: parameterRows(params, model.schemas),
  };
};

/** Every public name that goes with an operation. */
export const exportsOf = ({
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
    ...ownComponents,
  ]),
];
