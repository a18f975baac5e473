import { schemasOf, withSchemas } from "../lib/components.ts";
import { type Json, type JsonObject, omit } from "../lib/json.ts";
import { pascalCase, uniqueName } from "../lib/names.ts";
import {
  atPointer,
  fromPointer,
  isComponentRef,
  refTo,
  resolveReference,
  toPointer,
} from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";
import { transform, transformSchema } from "../lib/transform.ts";

/**
 * A schema that is defined inside another one and referred to → a component of its own, which may refer to itself.
 *
 *     Tree: { $defs: { node: { … } }, properties: { root: { $ref: "#/components/schemas/Tree/$defs/node" } } }
 *       →  Tree: { properties: { root: { $ref: "#/components/schemas/node" } } }, node: { … }
 *
 * A reference to any other place is inlined by `inline-reference`, unless the schema there refers on to such places.
 */
export const hoistDefinition: Rule = {
  id: "hoist-definition",
  apply(root, report, _options, whole) {
    const hoisted = new Map<string, string>();
    const schemas: Record<string, Json> = { ...schemasOf(root) };
    const taken = new Set([...Object.keys(schemas), ...Object.keys(schemasOf(whole?.root ?? {}))]);
    const hoist = (ref: string): void => {
      if (hoisted.has(ref)) return;
      const target = resolveReference({ $ref: ref }, (each) => atPointer(root, each));
      const inner = innerReferences((collect) => transformSchema(target, collect));
      if (!isDefinition(ref) && inner.length === 0) return;
      const name = uniqueName(nameFor(ref), (each) => taken.has(each));
      taken.add(name);
      hoisted.set(ref, name);
      schemas[name] = target;
      report({
        pointer: toPointer(...fromPointer(ref)),
        change: `a definition → component ${name}`,
      });
      inner.forEach(hoist);
    };
    innerReferences((collect) => transform(root, { schema: collect })).forEach(hoist);
    if (hoisted.size === 0) return root;
    return transform(withSchemas(root, schemas), {
      schema: (schema) => {
        const name = typeof schema["$ref"] === "string" ? hoisted.get(schema["$ref"]) : undefined;
        const rest = omit(schema, "$defs", "definitions");
        return name === undefined ? rest : { ...rest, ...refTo(name) };
      },
    });
  },
};

const isDefinition = (ref: string): boolean =>
  /^(\$defs|definitions)$/.test(fromPointer(ref).at(-2) ?? "");

/** `#/components/schemas/Tree/$defs/node` → `node`; `#/components/schemas/Tree/properties/root` → `TreeRoot`. */
const nameFor = (ref: string): string => {
  const path = fromPointer(ref);
  const last = path.at(-1) ?? "";
  return isDefinition(ref) ? last : pascalCase(`${path[2] ?? ""} ${last}`);
};

/** Every `$ref` to a schema that is not a component, of the schemas that `visit` goes through; in code-unit order. */
const innerReferences = (visit: (collect: Collect) => unknown): readonly string[] => {
  const found = new Set<string>();
  visit((schema) => {
    const { $ref } = schema;
    if (typeof $ref === "string" && $ref.startsWith("#/") && !isComponentRef($ref)) found.add($ref);
    return schema;
  });
  return [...found].sort();
};

type Collect = <Schema extends JsonObject>(schema: Schema) => Schema;
