import { Failure } from "../lib/failure.ts";
import type { ApiModel, Schema } from "../lib/model.ts";
import { placeOf } from "../lib/openapi.ts";
import { refTo, schemaAt, schemaName, toPointer } from "../lib/references.ts";
import { asSchema } from "../lib/schema.ts";

/**
 * Rejects schemas that resolve to themselves through `$ref`, `allOf`, `anyOf` or `oneOf`: they describe nothing.
 * Recursion through properties or items is fine.
 */
export const assertNoCycles = (model: ApiModel): void => {
  const { schemas } = model;
  const checked = new Set<string>();
  const visit = (schema: Schema, pointer: string, path: readonly string[]): void => {
    const ref = schema.$ref;
    if (ref !== undefined && !checked.has(ref)) {
      if (path.includes(ref))
        throw new Failure(
          "input",
          `${placeOf(model, pointer)}: schema ${schemaName(ref) ?? ref} refers only to itself (${ref.slice(1)}), so it describes nothing; correct the reference.`,
        );
      visit(asSchema(schemaAt(ref, schemas)), ref.slice(1), [...path, ref]);
      checked.add(ref);
    }
    for (const keyword of ["allOf", "anyOf", "oneOf"] as const)
      schema[keyword]?.forEach((member, index) => {
        visit(member, `${pointer}/${keyword}/${index}`, path);
      });
  };
  for (const [key, schema] of Object.entries(schemas)) {
    const { $ref } = refTo(key);
    visit(schema, toPointer("components", "schemas", key), [$ref]);
    checked.add($ref);
  }
};
