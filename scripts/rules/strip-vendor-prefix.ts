import { renameSchemas, schemasOf, withSchemas } from "../lib/components.ts";
import { withoutDocumentation } from "../lib/documentation.ts";
import { asObject, byCodeUnit, isEqual, type Json, mapValues } from "../lib/json.ts";
import { uniqueName } from "../lib/names.ts";
import { refTo, schemaName, toPointer } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";

/**
 * Strips the prefixes that `pipeline.config.ts` lists from component names, and only before `_` and a capital. Schemas
 * that differ only in documentation merge; on a clash the schema of the prefix listed first takes the short name.
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
      const isTaken = asObject(schemas[short])[claimMarker] !== undefined;
      const owner = owners.get(short) ?? (isTaken ? short : name);
      owners.set(short, owner);
      if (owner === name || isEquivalent(schemas[owner], schemas[name], shortOf))
        names.set(name, short);
      else clashes.add(owner);
    }
    for (const [short, owner] of owners) {
      const other = schemas[short];
      if (owner === short || other === undefined || isEquivalent(other, schemas[owner], shortOf))
        continue;
      const taken = new Set([...Object.keys(schemas), ...names.values()]);
      names.set(
        short,
        uniqueName(`${short}Schema`, (name) => taken.has(name)),
      );
    }

    for (const [from, to] of names)
      report({ pointer: toPointer("components", "schemas", from), change: `${from} → ${to}` });
    const marked = mapValues(schemas, (schema, name) =>
      clashes.has(name) ? { ...asObject(schema), [claimMarker]: true } : schema,
    );
    return renameSchemas(clashes.size > 0 ? withSchemas(root, marked) : root, names);
  },
};

/** Marks a schema that won a name clash, so that a second run decides likewise. */
const claimMarker = "x-claims-name";

const isEquivalent = (
  a: Json | undefined,
  b: Json | undefined,
  shortOf: (name: string) => string | undefined,
): boolean => {
  const shortRef = (ref: string): string => {
    const name = schemaName(ref);
    return name === undefined ? ref : refTo(shortOf(name) ?? name).$ref;
  };
  return isEqual(
    withoutDocumentation(a ?? null, shortRef),
    withoutDocumentation(b ?? null, shortRef),
  );
};
