import { Failure } from "../lib/failure.ts";
import { asObject, type JsonObject, mapValues, omit } from "../lib/json.ts";
import { listOperations, methods, type OpenApiDocument } from "../lib/openapi.ts";
import { planOperation } from "../plan/operation.ts";
import { hoistedNames } from "../rules/hoist.ts";

/** operationId → why the pipeline cannot generate it. */
export const findFaults = (document: OpenApiDocument): ReadonlyMap<string, string> => {
  const hoisted = hoistedNames(document.root);
  const faults = new Map<string, string>();
  for (const entry of listOperations(document.root)) {
    try {
      planOperation(entry, document, hoisted, () => undefined);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      faults.set(entry.id, error.message);
    }
  }
  return faults;
};

/** The document without some operations. */
export const withoutOperations = (
  document: OpenApiDocument,
  ids: ReadonlySet<string>,
): OpenApiDocument => {
  const isLeft = (operation: JsonObject): boolean => !ids.has(String(operation["operationId"]));
  const paths = mapValues(asObject(document.root["paths"]), (item) =>
    omit(asObject(item), ...methods.filter((method) => !isLeft(asObject(asObject(item)[method])))),
  );
  return { ...document, root: { ...document.root, paths } };
};
