import { asObject, byCodeUnit, isEqual, type Json, mapValues, toPointer } from "../lib/json.ts";
import { refTo, renameSchemas, schemaName, schemasOf, withSchemas } from "../lib/components.ts";
import { factsOf } from "./facts.ts";
import type { Rule } from "./rule.ts";

/**
 * Component names without the prefixes that `pipeline.config.ts` lists, and only before `_` and a capital. Schemas that
 * are equal but for words merge; on a clash the schema of the prefix listed first takes the short name.
 *
 *     external-voice-integrations_PaginationMeta  →  PaginationMeta
 */
export const stripVendorPrefix: Rule = {
  id: "strip-vendor-prefix",
  apply(root, report, { vendorPrefixes }) {
    const schemas = schemasOf(root);
    const shortOf = (name: string): string | undefined => {
      const prefix = vendorPrefixes.find(
        (each) => name.startsWith(`${each}_`) && /^\p{Lu}/u.test(name.slice(each.length + 1)),
      );
      return prefix === undefined ? undefined : name.slice(prefix.length + 1);
    };
    const prefixed = vendorPrefixes.flatMap((prefix) =>
      Object.keys(schemas)
        .filter((name) => shortOf(name) !== undefined && name.startsWith(`${prefix}_`))
        .sort(byCodeUnit),
    );

    const names = new Map<string, string>();
    const owners = new Map<string, string>();
    const clashes = new Set<string>();
    for (const name of prefixed) {
      const short = shortOf(name) ?? name;
      const isTaken = asObject(schemas[short])[mark] !== undefined;
      const owner = owners.get(short) ?? (isTaken ? short : name);
      owners.set(short, owner);
      if (owner === name || saysTheSame(schemas[owner], schemas[name], shortOf))
        names.set(name, short);
      else clashes.add(owner);
    }
    for (const [short, owner] of owners) {
      const other = schemas[short];
      if (owner === short || other === undefined || saysTheSame(other, schemas[owner], shortOf))
        continue;
      names.set(short, freeName(`${short}Schema`, [...Object.keys(schemas), ...names.values()]));
    }

    for (const [from, to] of names)
      report({ pointer: toPointer("components", "schemas", from), change: `${from} → ${to}` });
    const marked = mapValues(schemas, (schema, name) =>
      clashes.has(name) ? { ...asObject(schema), [mark]: true } : schema,
    );
    return renameSchemas(clashes.size > 0 ? withSchemas(root, marked) : root, names);
  },
};

/** Says of a schema that its short name was claimed before others, so that a second run does not decide anew. */
const mark = "x-claims-name";

const freeName = (wish: string, taken: readonly string[]): string => {
  let name = wish;
  for (let count = 2; taken.includes(name); count++) name = `${wish}${count}`;
  return name;
};

const saysTheSame = (
  a: Json | undefined,
  b: Json | undefined,
  shortOf: (name: string) => string | undefined,
): boolean => {
  const shortRef = (ref: string): string => {
    const name = schemaName(ref);
    return name === undefined ? ref : refTo(shortOf(name) ?? name).$ref;
  };
  return isEqual(factsOf(a ?? null, shortRef), factsOf(b ?? null, shortRef));
};
