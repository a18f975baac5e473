import type { Json } from "../../lib/json.ts";
import type { RuleId } from "../rules.ts";

/** One difference between two schemas. */
export interface SchemaDifference {
  readonly id: RuleId;
  /** From the schema inwards, as in a place. */
  readonly path: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
}

/** How two schemas differ: by what they say themselves, and by the schemas inside, which may contain these again. */
export interface SchemaDifferences {
  readonly own: readonly SchemaDifference[];
  readonly inner: readonly InnerDifferences[];
}

export interface InnerDifferences {
  readonly path: readonly string[];
  /** The component of upstream's document that they belong to; nothing for a schema written in place. */
  readonly component?: string;
  readonly differences: SchemaDifferences;
  /** Whether the component is a child of the schema, and so has a place of its own. */
  readonly isChild: boolean;
}

export const noDifferences: SchemaDifferences = { own: [], inner: [] };

/** Whether some difference, of the schemas themselves or of those inside, is of a kind. */
export const someDifference = (
  differences: SchemaDifferences,
  matches: (id: RuleId) => boolean,
): boolean => {
  const seen = new Set<SchemaDifferences>();
  const visit = (each: SchemaDifferences): boolean => {
    if (seen.has(each)) return false;
    seen.add(each);
    return (
      each.own.some(({ id }) => matches(id)) || each.inner.some((part) => visit(part.differences))
    );
  };
  return visit(differences);
};

/**
 * Calls back for schemas, and for those inside that are written in place, with the path to each, the nearest first.
 * Alternatives are compared in place, so a schema may be inside itself, as one of the alternatives of its items: it is
 * found once.
 */
export const forEachInPlace = (
  differences: SchemaDifferences,
  found: (differences: SchemaDifferences, path: readonly string[]) => void,
): void => {
  const recursive = new Set<SchemaDifferences>();
  let level: readonly Inside[] = [{ each: differences, path: [], around: [] }];
  while (level.length > 0) {
    const next: Inside[] = [];
    for (const { around, each, path } of level) {
      if (around.includes(each)) recursive.add(each);
      if (recursive.has(each)) continue;
      found(each, path);
      for (const inner of each.inner)
        if (inner.component === undefined)
          next.push({
            each: inner.differences,
            path: [...path, ...inner.path],
            around: [...around, each],
          });
    }
    level = next;
  }
};

interface Inside {
  readonly each: SchemaDifferences;
  readonly path: readonly string[];
  /** The differences that these are inside of. */
  readonly around: readonly SchemaDifferences[];
}
