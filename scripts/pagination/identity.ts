import type { Operation, Schemas } from "../lib/model.ts";
import type { Items } from "./items.ts";
import { commonProperties, elementOf } from "./members.ts";

/** `id`, or the one `*_id` that a sibling operation takes in its path, with the reason; else none. */
export const findIdentity = (
  { schema }: Items,
  { path }: Operation,
  operations: readonly Operation[],
  schemas: Schemas,
): readonly [identity: string | undefined, reason: string] => {
  const properties = [...commonProperties(elementOf(schema, schemas) ?? {}, schemas)].sort();
  if (properties.includes("id")) return ["id", "an item is known by its id"];
  const parameters = operations.flatMap((each) => {
    const rest = each.path.startsWith(`${path}/{`) ? each.path.slice(path.length + 1) : "";
    return /^\{([^}]+)\}/.exec(rest)?.[1] ?? [];
  });
  const candidates = properties.filter(
    (name) =>
      /(_id|Id)$/.test(name) &&
      parameters.some((parameter) => parameter === name || parameter.endsWith(`_${name}`)),
  );
  const [only] = candidates;
  if (only === undefined)
    return [undefined, "an item has no identity, so whole items are compared"];
  if (candidates.length > 1)
    return [
      undefined,
      `an item could be known by ${candidates.join(" or ")}, so whole items are compared`,
    ];
  return [only, `an item is known by its ${only}, which a sibling operation takes in its path`];
};
