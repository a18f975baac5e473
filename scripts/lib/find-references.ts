import { holdsData, namedMaps } from "./grammar.ts";
import { isObject, type Json } from "./json.ts";
import { toPointer } from "./references.ts";

/** Calls back for every `$ref` in a piece of a document, whatever its value, but for those in data. */
export const forEachReference = (
  value: Json,
  found: (ref: Json, pointer: string) => void,
  pointer = "",
  inNamedMap = false,
): void => {
  if (Array.isArray(value)) {
    (value as readonly Json[]).forEach((item, index) => {
      forEachReference(item, found, `${pointer}/${index}`);
    });
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      // A property may be called `$ref`.
      if (key === "$ref" && (!inNamedMap || typeof member === "string")) found(member, pointer);
      else if (inNamedMap || !holdsData(key))
        forEachReference(
          member,
          found,
          pointer + toPointer(key),
          !inNamedMap && namedMaps.has(key),
        );
    }
  }
};

/** {@link forEachReference} for those that can be followed, wherever they are: their places would take longer to make. */
export const forEachRef = (value: Json, found: (ref: string) => void, inNamedMap = false): void => {
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) forEachRef(item, found);
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      const member = value[key] ?? null;
      if (key === "$ref" && typeof member === "string") found(member);
      else if (typeof member === "object" && (inNamedMap || !holdsData(key)))
        forEachRef(member, found, !inNamedMap && namedMaps.has(key));
    }
  }
};
