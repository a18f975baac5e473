import { kebabCase } from "../../lib/names.ts";
import type { Both } from "../both.ts";

interface Identified {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

/** `/users/{id}` and `/users/{userId}` are one path. */
export const pathShape = (path: string): string => path.replace(/\{[^}]*\}/g, "{}");

/** What the package makes of an operationId: two ids that give the same names are the same. */
const nameOf = ({ id }: Identified): string => kebabCase(id);

const endpointOf = ({ method, path }: Identified): string => `${method} ${pathShape(path)}`;

/** Pairs operations by operationId; those that are left by method and path, since they were renamed. */
export const pairOperations = <Operation extends Identified>(
  operations: Both<readonly Operation[]>,
): readonly Both<Operation | undefined>[] => {
  const unpaired = new Set(operations.after);
  const names = new Set(operations.before.map(nameOf));
  const byName = new Map(operations.after.map((each) => [nameOf(each), each]));
  const byEndpoint = new Map(
    operations.after
      .filter((each) => !names.has(nameOf(each)))
      .map((each) => [endpointOf(each), each]),
  );
  const pairs = operations.before.map((before) => {
    const after = byName.get(nameOf(before)) ?? byEndpoint.get(endpointOf(before));
    if (after) unpaired.delete(after);
    return { before, after };
  });
  return [...pairs, ...[...unpaired].map((after) => ({ before: undefined, after }))];
};
