import { asArray, asObject, type JsonObject } from "../lib/json.ts";
import { functionName, kebabCase, pascalCase } from "../lib/names.ts";
import type { OpenApiDocument, OperationEntry } from "../lib/openapi.ts";
import { type Answer, planAnswer, planBody } from "./bodies.ts";
import type { Constant } from "./constant.ts";
import { documentOperation } from "./documentation.ts";
import { exampleParams } from "./example.ts";
import { nameParameters, parameterConstants, paramsSchema } from "./parameters.ts";
import { parameterRows, type ReferenceRow } from "./reference.ts";
import { securityOf } from "./security.ts";
import { serverOf } from "./server.ts";

export interface PlannedOperation {
  readonly id: string;
  /** `listWidgets` */
  readonly functionName: string;
  /** `ListWidgets`, in front of the names of its types. */
  readonly typePrefix: string;
  /** `operations/list-widgets` */
  readonly file: string;
  /** Components that normalisation made for this operation. */
  readonly ownTypes: readonly string[];
  readonly documentation: readonly string[];
  readonly constant: Constant;
  readonly params: JsonObject;
  readonly needsParams: boolean;
  readonly answer: Answer;
  readonly pagination?: JsonObject;
  /** What a first call may pass. */
  readonly example: JsonObject;
  /** Every parameter, for the README. */
  readonly reference: readonly ReferenceRow[];
}

export const planOperation = (
  entry: OperationEntry,
  document: OpenApiDocument,
  hoisted: ReadonlyMap<JsonObject, string>,
  say: (note: string) => void,
): PlannedOperation => {
  const { root } = document;
  const { id, operation, path } = entry;
  const method = entry.method.toUpperCase();
  const typePrefix = pascalCase(id);
  const body = planBody(operation);
  const declared = asArray(operation["parameters"]).map(asObject);
  const parameters = nameParameters(declared, body !== undefined, (note) => {
    say(`${id}: ${note}`);
  });
  const answer = planAnswer(operation);
  const server = serverOf(operation, root, path);
  const security = securityOf(operation, root);
  const pagination = asObject(operation["x-pagination"]);
  const params = paramsSchema(parameters, body);
  const order = Object.keys(asObject(params["properties"]));
  const ordered = [...parameters].sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  const declaredAs = ordered.map(
    ({ key, parameter }) => [key, parameterConstants(key, parameter, document, entry)] as const,
  );
  const shapes = [
    ...declaredAs.map(([key, { shape }]) => [key, shape] as const),
    ...(body ? [["body", "raw"] as const] : []),
  ];
  const styles = [
    ...declaredAs.flatMap(([key, { style }]) => (style ? [[key, style] as const] : [])),
    ...(body ? [["body", body.style] as const] : []),
  ];
  const constant: Record<string, Constant> = {
    method,
    path,
    ...(server !== undefined && { server }),
    ...(shapes.length > 0 && { parameters: Object.fromEntries(shapes) }),
    ...(styles.length > 0 && { styles: Object.fromEntries(styles) }),
    ...answer.constant,
    ...(security.length > 0 && { security }),
  };
  return {
    id,
    functionName: functionName(id),
    typePrefix,
    ownTypes: [`${typePrefix}Response`, ...declared.flatMap((each) => hoisted.get(each) ?? [])],
    file: `operations/${kebabCase(id)}`,
    documentation: documentOperation(operation, method, path),
    constant,
    params,
    needsParams: asArray(params["required"]).length > 0,
    answer,
    example: exampleParams(params, root),
    reference: parameterRows(params, root),
    ...(pagination["items"] !== undefined && { pagination }),
  };
};
