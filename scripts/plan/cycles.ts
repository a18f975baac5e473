import { type Fault, faultOf, type PlacedFault } from "../lib/faults.ts";
import { forEachRef } from "../lib/find-references.ts";
import { type Json, own } from "../lib/json.ts";
import type { ApiModel, Schema, Schemas } from "../lib/model.ts";
import { refTo, schemaAt, schemaName, toPointer } from "../lib/references.ts";
import { asSchema } from "../lib/schema.ts";

/**
 * Finds schemas that resolve to themselves through `$ref`, `allOf`, `anyOf` or `oneOf`: they describe nothing. Recursion
 * through properties or items is fine.
 */
export const findCycles = (model: ApiModel): readonly Fault[] => {
  const cycles = cyclicSchemas(model.schemas);
  if (cycles.size === 0) return [];
  const reached = model.operations.map(({ id, json }) => ({
    id,
    names: schemasReachedFrom(json, model.schemas),
  }));
  return [...cycles].flatMap(([name, fault]) => {
    const operations = reached.flatMap(({ id, names }) => (names.has(name) ? [id] : []));
    return operations.length === 0 ? [] : [faultOf(model, fault, operations)];
  });
};

/** Of each cycle, one of its schemas: who reaches one of them reaches them all. */
const cyclicSchemas = (schemas: Schemas): ReadonlyMap<string, PlacedFault> => {
  const found = new Map<string, PlacedFault>();
  const checked = new Set<string>();
  const visit = (schema: Schema, pointer: string, path: readonly string[]): void => {
    const ref = schema.$ref;
    if (ref !== undefined && path.includes(ref)) {
      const name = schemaName(ref) ?? "";
      found.set(name, {
        pointer,
        problem: `schema ${name} refers only to itself (${ref.slice(1)}), so it describes nothing; correct the reference`,
      });
    } else if (ref !== undefined && !checked.has(ref)) {
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
    if (checked.has($ref)) continue;
    visit(schema, toPointer("components", "schemas", key), [$ref]);
    checked.add($ref);
  }
  return found;
};

const schemasReachedFrom = (start: Json, schemas: Schemas): ReadonlySet<string> => {
  const reached = new Set<string>();
  const follow = (part: Json): void => {
    forEachRef(part, (ref) => {
      const name = schemaName(ref) ?? "";
      const target = own(schemas, name);
      if (target === undefined || reached.has(name)) return;
      reached.add(name);
      follow(target);
    });
  };
  follow(start);
  return reached;
};
