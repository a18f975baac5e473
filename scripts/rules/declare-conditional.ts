import { schemasOf } from "../lib/components.ts";
import { composed, declarationsOf } from "../lib/composition.ts";
import { isAnnotation, isEqualButForDocumentation } from "../lib/documentation.ts";
import { asObject, isEqual, type Json } from "../lib/json.ts";
import type { Resolve, Schema } from "../lib/model.ts";
import { atPointer, resolveReference } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";
import { alternativesOf, asSchema } from "../lib/schema.ts";
import { transform } from "../lib/transform.ts";

/**
 * Properties that only a condition declares are declared beside it, as optional ones: types know no conditions.
 *
 *     properties: { kind: … }, if: …, then: { properties: { size: A } }  →  properties: { kind: …, size: A }, if: …
 *     allOf: [B, { if: …, then: { properties: { size: A } } }]
 *       →  allOf: [B, { if: …, then: … }], properties: { size: A }
 */
export const declareConditional: Rule = {
  id: "declare-conditional",
  apply(root, report) {
    const schemas = schemasOf(root);
    const resolve = (schema: Json): Schema =>
      asSchema(resolveReference(asObject(schema), (ref) => atPointer(root, ref)));
    const isDeclared = (name: string, schema: Schema): boolean =>
      [schema, ...alternativesOf(schema)].some(
        (each) => declarationsOf(name, each, schemas).length > 0,
      );
    return transform(root, {
      schema: (node, pointer) => {
        const schema = asSchema(node);
        if (schema.additionalProperties === false || isOnlyCondition(schema)) return schema;
        const found = new Map<string, Schema[]>();
        for (const branch of branchesOf(schema))
          for (const [name, property] of propertiesOf(branch, resolve)) {
            const known = found.get(name) ?? [];
            if (!known.some((each) => isEqualButForDocumentation(each, property)))
              found.set(name, [...known, property]);
          }
        const added = [...found].filter(([name]) => !isDeclared(name, schema));
        if (added.length === 0) return schema;
        report({
          pointer,
          change: `${added.map(([name]) => name).join(", ")} of a condition → optional`,
        });
        const properties = Object.fromEntries(
          added.map(([name, all]) => [name, all.length === 1 ? (all[0] ?? {}) : { anyOf: all }]),
        );
        return { ...schema, properties: { ...schema.properties, ...properties } };
      },
    });
  },
};

const conditional = ["if", "then", "else", "dependentSchemas"];

/** A schema without anything else is a member of an `allOf`, beside which its properties are declared. */
const isOnlyCondition = (schema: Schema): boolean =>
  Object.keys(schema).every(
    (key) => isAnnotation(key) || [...conditional, "required", "not"].includes(key),
  );

/** What applies under a condition: of a schema, and of the members of its `allOf`. */
const branchesOf = (schema: Schema): readonly Json[] =>
  [schema, ...(schema.allOf ?? [])].flatMap((each) => [
    ...[each["then"], each["else"]].filter((branch) => branch !== undefined),
    ...Object.values(asObject(each["dependentSchemas"])),
  ]);

/** The properties that a branch declares, itself and in the members of its `allOf`; not those that it rules out. */
const propertiesOf = (
  branch: Json,
  resolve: Resolve,
): readonly (readonly [name: string, property: Schema])[] =>
  conjunctsOf(asSchema(branch), resolve)
    .flatMap(({ properties = {} }) => Object.entries(properties))
    .filter(([, property]) => !isEqual(property, { not: {} }));

const conjunctsOf = composed((schema) => [
  ...(schema.allOf ?? []),
  ...branchesOf(schema).map(asSchema),
]);
