import { schemasOf } from "./components.ts";
import { maxDepth } from "./composition.ts";
import type { WholeDocument } from "./document.ts";
import { byCodeUnit } from "./json.ts";
import type { Operation, Parameter, Schema, Schemas } from "./model.ts";
import { paramsTypeName, pascalCase, responseTypeName, uniqueName } from "./names.ts";
import { schemaName } from "./references.ts";
import { alternativesOf, isObjectSchema, resolve } from "./schema.ts";
import { readOthers } from "./whole-document.ts";

/** The name of the type that a query parameter gets, if its schema is an object. */
type ParameterTypeNames = (operation: Operation, parameter: Parameter) => string | undefined;

/**
 * `ListWidgets`, `filter` → `ListWidgetsFilter`; numbered where another type has that name, be it of an operation of the
 * whole document that was not selected.
 */
export const nameParameterTypes = (
  operations: readonly Operation[],
  schemas: Schemas,
  whole?: WholeDocument,
): ParameterTypeNames => {
  const names = new Map<string, string>();
  const others = whole ? readOthers(operations, whole) : [];
  const allSchemas = { ...schemasOf(whole?.root ?? {}), ...schemas };
  const order = new Map(whole?.operations.map(({ id }, index) => [id, index]));
  const all = [...operations, ...others].sort(
    (a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0),
  );
  const taken = new Set(all.flatMap(({ id }) => [paramsTypeName(id), responseTypeName(id)]));
  for (const operation of all) {
    const objects = operation.parameters
      .filter((each) => isObjectParameter(each, allSchemas))
      .sort((a, b) => byCodeUnit(a.name, b.name));
    for (const parameter of objects) {
      const name = uniqueName(pascalCase(operation.id) + pascalCase(parameter.name), (each) =>
        taken.has(each),
      );
      taken.add(name);
      names.set(keyOf(operation, parameter), name);
    }
  }
  return (operation, parameter) => names.get(keyOf(operation, parameter));
};

/** The name of the type that `hoist-parameter` gave a parameter. */
export const parameterTypeName = (parameter: Parameter, schemas: Schemas): string | undefined =>
  isObjectParameter(parameter, schemas) ? schemaName(parameter.schema?.$ref) : undefined;

const isObjectParameter = (parameter: Parameter, schemas: Schemas): boolean =>
  parameter.in === "query" && isOfObjects(parameter.schema ?? {}, schemas);

/** Whether a schema is of objects: by itself, by one that it is composed of, or by each of its alternatives. */
const isOfObjects = (given: Schema, schemas: Schemas, depth = 0): boolean => {
  const schema = resolve(given, schemas);
  if (schema.type !== undefined || depth > maxDepth) return isObjectSchema(schema);
  const isInside = (part: Schema): boolean => isOfObjects(part, schemas, depth + 1);
  const alternatives = alternativesOf(schema).filter(({ type }) => type !== "null");
  return (
    isObjectSchema(schema) ||
    schema.allOf?.some(isInside) === true ||
    (alternatives.length > 0 && alternatives.every(isInside))
  );
};

const keyOf = ({ pointer }: Operation, parameter: Parameter): string =>
  `${pointer} ${parameter.in} ${parameter.name}`;
