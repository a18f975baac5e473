import { writeJson } from "./body.js";
import { valueOf } from "./body-values.js";
import { alternativesOf, kindOf, memberOf, undeclared } from "./leaves.js";
import type { List, Members, Serializer, Shape } from "./operation.js";

/** JSON. If strict, a member that an object with `additionalProperties: false` does not declare is rejected. */
export const writeStrictJson: Serializer = (request, leaves, serialization) => {
  writeJson(request, leaves, serialization); // First, since it rejects cycles, in which a check would not end.
  if (request.isStrict) check(valueOf(leaves), serialization.shape ?? "any", "body");
};

function check(value: unknown, shape: Shape, path: string): void {
  const kind = kindOf(value);
  const declared = alternativesOf(shape).find((each) => kindOf(each) === kind);
  if (typeof declared !== "object") return;
  for (const [key, member] of Object.entries(value as object) as [string, unknown][]) {
    const inner = Array.isArray(declared)
      ? (declared as List)[0]
      : memberOf(declared as Members, key);
    if (inner) check(member, inner, `${path}.${key}`);
    else if (member !== undefined) throw undeclared(`${path}.${key}`, declared);
  }
}
