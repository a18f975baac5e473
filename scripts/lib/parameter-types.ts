import { byCodeUnit } from "./json.ts";
import type { Operation, Parameter, Schemas } from "./model.ts";
import { paramsTypeName, pascalCase, responseTypeName, uniqueName } from "./names.ts";
import { isObjectSchema, resolve } from "./schema.ts";

/** The name of the type that a query parameter gets, if its schema is an object. */
export type ParameterTypeNames = (operation: Operation, parameter: Parameter) => string | undefined;

/** `ListWidgets`, `filter` → `ListWidgetsFilter`; numbered where another type has that name. */
export const nameParameterTypes = (
  operations: readonly Operation[],
  schemas: Schemas,
): ParameterTypeNames => {
  const names = new Map<string, string>();
  const taken = new Set(operations.flatMap(({ id }) => [paramsTypeName(id), responseTypeName(id)]));
  for (const operation of operations) {
    const objects = operation.parameters
      .filter((each) => each.in === "query" && isObjectSchema(resolve(each.schema ?? {}, schemas)))
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

const keyOf = ({ pointer }: Operation, parameter: Parameter): string =>
  `${pointer} ${parameter.in} ${parameter.name}`;
