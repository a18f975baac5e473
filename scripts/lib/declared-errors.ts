import { isJson, mainMediaType } from "./media-types.ts";
import type { Operation, Schema } from "./model.ts";
import { errorTypeName } from "./names.ts";
import { schemaName } from "./references.ts";
import { successResponses } from "./responses.ts";

/**
 * What the bodies of an operation's declared errors can be; nothing where none is declared. An error without a schema
 * counts only where no other has one: as `unknown`, it would hide them.
 */
export const errorSchema = (operation: Operation): Schema | undefined => {
  const successes = new Set(successResponses(operation).map(({ status }) => status));
  const schemas = operation.responses
    .filter(({ status }) => !successes.has(status) && /^([45]|default)/i.test(status))
    .flatMap(({ content }): Schema[] => {
      const main = mainMediaType(content.map((each) => each.name));
      return content.flatMap(({ name, resolve, schema = {} }): Schema[] => {
        if (isJson(name) || name === "*/*") return [schema];
        // ASP.NET declares an object as plain text too, which it never is.
        return name === main || resolve(schema).type === "string" ? [{ type: "string" }] : [];
      });
    });
  const described = schemas.filter((schema) => Object.keys(schema).length > 0);
  const declared = described.length > 0 ? described : schemas;
  const distinct = [
    ...new Map(declared.map((schema) => [JSON.stringify(schema), schema])).values(),
  ];
  const [only, ...others] = distinct;
  return others.length === 0 ? only : { anyOf: distinct };
};

/** Whether a component under the name of an operation's error type is what the operation's errors are. */
export const isErrorNamed = (operation: Operation): boolean =>
  schemaName(errorSchema(operation)?.$ref) === errorTypeName(operation.id);
