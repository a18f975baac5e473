import { cyclicReferences } from "../../lib/cyclic-references.ts";
import { isDocumentation } from "../../lib/documentation.ts";
import { holdsData, namedMaps } from "../../lib/grammar.ts";
import { isObject, type Json, type JsonObject } from "../../lib/json.ts";
import type { ApiModel } from "../../lib/model.ts";
import { resolveReference, schemaName } from "../../lib/references.ts";
import { type Both, both } from "../both.ts";

/** What makes no difference. */
export interface Indifference {
  readonly isDropped: (keyword: string) => boolean;
  /** What components are called, and what is written in place. */
  readonly ofNames: boolean;
}

/** What the `$ref`s of a document name, and which of them lead back to themselves. */
export interface Linked {
  readonly lookup: (ref: string) => Json | undefined;
  readonly cyclic: ReadonlySet<string>;
}

export const link = (pieces: readonly Json[], lookup: Linked["lookup"]): Linked => ({
  lookup,
  cyclic: cyclicReferences(pieces, lookup),
});

type BeforeOrAfter = keyof Both<unknown>;
/** How the keys of an object are meant: as keywords, as names that an author chose, or as data. */
type Keys = "keywords" | "names" | "data";
type Compound = JsonObject | readonly Json[];

/**
 * A number for each piece of the documents: equal numbers mean equal content, whatever the order of keys and whether it is
 * a component or written in place. Each node is read once, however many paths lead to it.
 */
export class CanonicalForms {
  readonly #linked: Both<Linked>;
  readonly #indifference: Indifference;
  readonly #numbers = new Map<string, number>();
  readonly #known: Both<Map<Compound, number>> = { before: new Map(), after: new Map() };
  readonly #expanded = new Map<JsonObject, JsonObject>();
  #areCyclesKnown = false;

  constructor(linked: Both<Linked>, indifference: Indifference) {
    this.#linked = linked;
    this.#indifference = indifference;
  }

  /** Whether two pieces are equal. */
  areEqual(pieces: Both<Json | undefined>): boolean {
    return this.of(pieces.before, "before") === this.of(pieces.after, "after");
  }

  of(value: Json | undefined, side: BeforeOrAfter): number {
    if (!this.#areCyclesKnown) this.#numberCycles();
    return this.#of(value ?? null, side, "keywords");
  }

  /** A `$ref`'s target. Constraints beside the `$ref` apply together with it; annotations override its own. */
  expand(node: JsonObject, side: BeforeOrAfter): JsonObject {
    const { $ref, ...siblings } = node;
    if (typeof $ref !== "string") return node;
    const known = this.#expanded.get(node);
    if (known) return known;
    const hasConstraints = !Object.keys(siblings).every(isDocumentation);
    const expanded = hasConstraints
      ? { allOf: [{ $ref }, siblings] }
      : resolveReference(node, this.#linked[side].lookup);
    this.#expanded.set(node, expanded);
    return expanded;
  }

  #of(value: Json, side: BeforeOrAfter, keys: Keys): number {
    if (!isCompound(value)) return this.#number(JSON.stringify(value));
    const known = this.#known[side].get(value);
    if (known !== undefined) return known;
    const number = this.#number(this.#write(value, side, keys));
    this.#known[side].set(value, number);
    return number;
  }

  #number(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  /** A node as text, with numbers for what is in it. */
  #write(node: Compound, side: BeforeOrAfter, keys: Keys): string {
    if (!isObject(node)) {
      const inner = keys === "data" ? keys : "keywords";
      return `[${node.map((item) => this.#of(item, side, inner)).join()}]`;
    }
    const { $ref } = node;
    const isReference = keys === "keywords" && typeof $ref === "string";
    const expanded = isReference ? this.expand(node, side) : node;
    const name = isReference && !this.#indifference.ofNames ? (schemaName($ref) ?? $ref) : "";
    const members = Object.keys(expanded)
      .sort()
      .filter((key) => keys !== "keywords" || !this.#indifference.isDropped(key))
      .map((key) => {
        const value = expanded[key] ?? null;
        const isSet = keys === "keywords" && unordered.has(key) && Array.isArray(value);
        const number = isSet ? this.#ofSet(value, side) : this.#of(value, side, keysOf(key, keys));
        return `${JSON.stringify(key)}:${number}`;
      });
    return `${name}{${members.join()}}`;
  }

  #ofSet(list: readonly Json[], side: BeforeOrAfter): number {
    const numbers = list.map((item) => this.#of(item, side, "keywords"));
    return this.#number(`set ${numbers.sort((a, b) => a - b).join()}`);
  }

  /**
   * Numbers what contains itself, by partition refinement: all nodes in cycles have one number at first, and those that
   * differ get numbers of their own, level by level, until no number is split any more.
   */
  #numberCycles(): void {
    this.#areCyclesKnown = true;
    const nodes = (["before", "after"] as const).flatMap((side) =>
      this.#nodesInCycles(side).map((entry) => ({ ...entry, side })),
    );
    if (nodes.length === 0) return;
    const writeAll = (): readonly string[] =>
      nodes.map(({ keys, node, side }) => this.#write(node, side, keys));
    for (const { node, side } of nodes) this.#known[side].set(node, -1);
    let count = 0;
    for (let isSplit = true; isSplit; ) {
      const numbers = writeAll().map((text) => this.#number(text));
      nodes.forEach(({ node, side }, index) => this.#known[side].set(node, numbers[index] ?? -1));
      const classes = new Set(numbers).size;
      isSplit = classes > count;
      count = classes;
    }
    // What is written in place around such a node has the number of the node that it equals.
    writeAll().forEach((text, index) => {
      const { node, side } = nodes[index] ?? {};
      const number = node && side && this.#known[side].get(node);
      if (number !== undefined) this.#numbers.set(text, number);
    });
  }

  /** Every object and list that is part of something that contains itself. */
  #nodesInCycles(side: BeforeOrAfter): readonly { readonly node: Compound; readonly keys: Keys }[] {
    const { cyclic } = this.#linked[side];
    const found = new Map<Compound, Keys>();
    const visit = (node: Json, keys: Keys): void => {
      if (!isCompound(node) || found.has(node)) return;
      if (!isObject(node)) {
        found.set(node, keys);
        for (const item of node) visit(item, keys === "data" ? keys : "keywords");
        return;
      }
      const { $ref } = node;
      const isReference = keys === "keywords" && typeof $ref === "string";
      if (isReference && !cyclic.has($ref)) return;
      found.set(node, keys);
      for (const [key, member] of Object.entries(isReference ? this.expand(node, side) : node))
        visit(member, keysOf(key, keys));
    };
    for (const ref of cyclic) visit({ $ref: ref }, "keywords");
    return [...found].map(([node, keys]) => ({ node, keys }));
  }
}

const isCompound = (value: Json): value is Compound => typeof value === "object" && value !== null;

const keysOf = (key: string, keys: Keys): Keys => {
  if (keys === "data") return "data";
  if (keys === "names") return "keywords";
  if (namedMaps.has(key)) return "names";
  return holdsData(key) ? "data" : "keywords";
};

/** Lists whose order has no meaning. */
const unordered = new Set(["required", "enum", "tags", "type", "oneOf", "anyOf", "allOf"]);

/** The forms in which the documents are compared. */
export interface DocumentForms {
  /** Equal in all that they say, and in the names of components. */
  readonly exact: CanonicalForms;
  /** Equal in all that they say. */
  readonly content: CanonicalForms;
  /** Equal but for documentation and notation. */
  readonly facts: CanonicalForms;
}

export const formsOf = (models: Both<ApiModel>): DocumentForms => {
  const linked = both(models, ({ lookup, operations }) =>
    link(
      operations.map(({ json }) => json),
      lookup,
    ),
  );
  const isSample = (keyword: string): boolean => keyword === "x-codeSamples";
  return {
    exact: new CanonicalForms(linked, { isDropped: isSample, ofNames: false }),
    content: new CanonicalForms(linked, { isDropped: isSample, ofNames: true }),
    facts: new CanonicalForms(linked, { isDropped: isDocumentation, ofNames: true }),
  };
};
