import { schemasOf } from "../lib/components.ts";
import { Failure } from "../lib/failure.ts";
import { asArray, asString, atPointer, isObject, type Json, toPointer } from "../lib/json.ts";
import type { OpenApiDocument } from "../lib/openapi.ts";

/** A schema that is itself, or one of its own alternatives, describes nothing; one that holds itself is a tree. */
export const refuseCycles = ({ lineOf, name, root }: OpenApiDocument): void => {
  const sound = new Set<string>();
  const visit = (schema: Json | undefined, pointer: string, above: readonly string[]): void => {
    if (!isObject(schema)) return;
    const ref = asString(schema["$ref"])?.slice(1);
    if (ref !== undefined && !sound.has(ref)) {
      if (above.includes(ref))
        throw new Failure(
          "input",
          `${name}:${lineOf(pointer)}: expected a schema that comes to an end, found one that refers to itself at ${ref}; correct the reference.`,
        );
      visit(atPointer(root, ref), ref, [...above, ref]);
      sound.add(ref);
    }
    for (const keyword of ["allOf", "anyOf", "oneOf"])
      asArray(schema[keyword]).forEach((member, index) => {
        visit(member, `${pointer}/${keyword}/${index}`, above);
      });
  };
  for (const key of Object.keys(schemasOf(root))) {
    const pointer = toPointer("components", "schemas", key);
    visit(atPointer(root, pointer), pointer, [pointer]);
    sound.add(pointer);
  }
};
