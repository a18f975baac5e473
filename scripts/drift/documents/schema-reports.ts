import type { Schema } from "../../lib/model.ts";
import { schemaName } from "../../lib/references.ts";
import type { Both } from "../both.ts";
import type { RuleFor } from "../context.ts";
import { asComponent, inside, type Place } from "../place.ts";
import type { RuleId } from "../rules.ts";
import {
  forEachInPlace,
  type InnerDifferences,
  type SchemaDifference,
  type SchemaDifferences,
} from "../schemas/schema-differences.ts";

/** How the schemas differ that an operation refers to from a place. */
export interface SchemaReport {
  readonly place: Place;
  readonly differences: SchemaDifferences;
  readonly ruleFor: RuleFor;
}

type Report = (
  id: RuleId,
  place: Place,
  difference: SchemaDifference,
  operations: readonly string[],
) => void;

/** What is reported together: what an operation says in one place, or what a component says. */
interface Section extends Omit<SchemaReport, "place"> {
  readonly component?: string;
  /** What refers to it first: an operation from a place, or another section from a path inside. */
  readonly first:
    | Place
    | { readonly section: Section; readonly path: readonly string[]; readonly isChild: boolean };
  readonly operations: Set<string>;
  readonly inner: Set<Section>;
  /** How many places refer to it. */
  count: number;
}

/** Reports how schemas differ: a component once, with all operations that it is part of. */
export class SchemaReports {
  readonly reports: SchemaReport[] = [];
  readonly #sections: Section[] = [];
  readonly #components = new Map<string, Section>();
  readonly #numbers = new Map<object, number>();

  add({ after }: Both<Schema>, report: SchemaReport): void {
    this.reports.push(report);
    this.#refer(report, report.place, schemaName(after.$ref)).operations.add(
      report.place.operation,
    );
  }

  finish(report: Report): void {
    for (const section of this.#sections)
      // The list grows meanwhile.
      forEachInPlace(section.differences, ({ inner }, path) => {
        for (const { component, differences, isChild, path: step } of inner) {
          if (component === undefined) continue;
          const first = { section, path: [...path, ...step], isChild };
          const { ruleFor } = section;
          section.inner.add(this.#refer({ differences, ruleFor }, first, component));
        }
      });
    passOnOperations(this.#sections);
    this.#report(report);
  }

  #refer(
    { differences, ruleFor }: Omit<SchemaReport, "place">,
    first: Section["first"],
    component: string | undefined,
  ): Section {
    const key = `${component} ${this.#numberOf(differences)} ${this.#numberOf(ruleFor)}`;
    const known = component === undefined ? undefined : this.#components.get(key);
    if (known) {
      known.count++;
      return known;
    }
    const section: Section = {
      differences,
      ruleFor,
      first,
      count: 1,
      operations: new Set(),
      inner: new Set(),
      ...(component !== undefined && { component }),
    };
    this.#sections.push(section);
    if (component !== undefined) this.#components.set(key, section);
    return section;
  }

  #numberOf(object: object): number {
    const number = this.#numbers.get(object) ?? this.#numbers.size;
    this.#numbers.set(object, number);
    return number;
  }

  /** A component that several places refer to is called by its name; anything else by where it is. */
  #report(report: Report): void {
    const known = new Map<Section, { readonly place: Place; readonly isShared: boolean }>();
    for (const section of this.#sections) {
      const { component, count, differences, first, operations, ruleFor } = section;
      const outer = "section" in first ? known.get(first.section) : undefined;
      const place =
        "section" in first ? outer && placeInside(outer.place, first, component) : first;
      if (place === undefined) continue;
      const isShared = count > 1 || outer?.isShared === true;
      const base = isShared && component !== undefined ? asComponent(place, component) : place;
      known.set(section, { place: base, isShared });
      forEachInPlace(differences, ({ own }, path) => {
        for (const difference of own) {
          const id = ruleFor(difference.id);
          const at = inside(base, ...path, ...difference.path);
          if (id !== undefined) report(id, at, difference, [...operations]);
        }
      });
    }
  }
}

/** A child is not inside of its parent: it is a type by itself. */
const placeInside = (
  outer: Place,
  { isChild, path }: Pick<InnerDifferences, "isChild" | "path">,
  component = "",
): Place => {
  if (!isChild) return inside(outer, ...path);
  const { component: _outer, ...place } = outer;
  return { ...place, anchor: { kind: "type", name: component }, path: [] };
};

/** Adds the operations of each section to every section that it refers to. */
const passOnOperations = (sections: readonly Section[]): void => {
  const queue = [...sections];
  for (let section = queue.pop(); section; section = queue.pop())
    for (const inner of section.inner) {
      const { size } = inner.operations;
      for (const operation of section.operations) inner.operations.add(operation);
      if (inner.operations.size > size) queue.push(inner);
    }
};
