import { asObject } from "../../lib/json.ts";
import type { Schema } from "../../lib/model.ts";
import { refTo } from "../../lib/references.ts";
import { allKeys, areBoth, type Both, both } from "../both.ts";
import { compareDiscriminators } from "./discriminated.ts";
import type { At, SchemaWalk } from "./schema-walk.ts";

/**
 * The children of a parent with a discriminator, which a value of the parent may be: those that come and go, what they add
 * to the parent, and the values that tell them apart. OpenAPI 3.1, section 4.8.25.
 */
export const compareChildren = (parents: Both<Schema>, at: At, shared: SchemaWalk): void => {
  const children = both(parents, (schema) => new Set(Object.keys(asObject(schema["$defs"]))));
  const pairs = allKeys(children).map((name) =>
    both(children, (names) => (names.has(name) ? alternative(name) : undefined)),
  );
  for (const { after, before } of pairs) {
    if (before && after) shared.walk({ before: before.schema, after: after.schema }, at, true);
    else if (before) shared.note("child-removed", at, before.name);
    else if (after) shared.note("child-added", at, undefined, after.name);
  }
  compareDiscriminators(parents, pairs.filter(areBoth), at, shared);
};

const alternative = (name: string) => ({ name, component: name, schema: refTo(name) });
