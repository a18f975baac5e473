import { byCodeUnit, isEqual, type Json, type JsonObject } from "../lib/json.ts";
import { refTo, renameSchemas, schemaName, schemasOf } from "../lib/components.ts";
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
    for (const name of prefixed) {
      const short = shortOf(name) ?? name;
      const owner = owners.get(short);
      if (owner === undefined) owners.set(short, name);
      if (owner === undefined || saysTheSame(schemas[owner], schemas[name], shortOf))
        names.set(name, short);
    }
    for (const [short, owner] of owners) {
      if (schemas[short] === undefined || saysTheSame(schemas[short], schemas[owner], shortOf))
        continue;
      names.set(short, freeName(`${short}Schema`, schemas));
    }

    for (const [from, to] of names)
      report({ pointer: `/components/schemas/${from}`, change: `${from} → ${to}` });
    return renameSchemas(root, names);
  },
};

const freeName = (wish: string, schemas: JsonObject): string => {
  let name = wish;
  for (let count = 2; schemas[name] !== undefined; count++) name = `${wish}${count}`;
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
