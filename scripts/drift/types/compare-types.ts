import type ts from "typescript";
import { allKeys, areBoth, type Both, both } from "../both.ts";
import {
  additionalPropertiesOf,
  idOf,
  isAnything,
  isOptional,
  ownProperties,
  TypeReader,
} from "./type-reader.ts";

/** One difference between two types, seen by code that was compiled against the first. */
export interface TypeDifference {
  /** From the type's root inwards: property names, `[]`, `*`; `()` for what a function returns. */
  readonly path: readonly string[];
  readonly breaks: boolean;
  readonly before: string;
  readonly after: string;
}

/** A caller passes what goes in and reads what comes out: what widens one breaks the other. */
export type Direction = "in" | "out";

/** Where in a type the comparison is, in which direction values go there, and where differences are reported. */
interface Position {
  readonly path: readonly string[];
  readonly direction: Direction;
  readonly report: (difference: TypeDifference) => void;
}

const inside = (at: Position, ...path: readonly string[]): Position => ({
  ...at,
  path: [...at.path, ...path],
});

const note = (at: Position, breaks: boolean, text: Both<string>): void => {
  at.report({ path: at.path, breaks, ...text });
};

/**
 * Compares types by structure, member by member. Assignability is not enough: it lets an optional member disappear, which
 * breaks code that writes or reads it.
 */
export class TypeComparison {
  readonly #reader: TypeReader;
  readonly #walked = new Set<string>();

  constructor(checker: ts.TypeChecker, isOwn: (declaration: ts.Declaration) => boolean) {
    this.#reader = new TypeReader(checker, isOwn);
  }

  compare(types: Both<ts.Type>, direction: Direction, report: Position["report"]): void {
    this.#walked.clear();
    this.#walk(types, { path: [], direction, report });
  }

  /** Both as they are printed; a type that is missing is `none`. */
  #print(types: Both<ts.Type | undefined>): Both<string> {
    return both(types, (type) => (type ? this.#reader.print(type) : "none"));
  }

  #walk(types: Both<ts.Type>, at: Position, isUndefinedReported = false): void {
    const { after, before } = types;
    const key = `${idOf(before)} ${idOf(after)} ${at.direction}`;
    if (before === after || this.#walked.has(key)) return;
    this.#walked.add(key);
    const areAny = both(types, isAnything);
    if (areAny.before || areAny.after) {
      if (areAny.before !== areAny.after)
        note(at, at.direction === "in" ? areAny.before : areAny.after, this.#print(types));
      return;
    }
    this.#walkUnions(types, at, isUndefinedReported);
  }

  /** The alternatives of two types: what has a structure is compared with what it resembles, all else is there or not. */
  #walkUnions(types: Both<ts.Type>, at: Position, isUndefinedReported: boolean): void {
    const reader = this.#reader;
    const members = both(types, (type) => reader.membersOf(type, isUndefinedReported));
    const simple = both(members, (each) => [...each].filter(([, one]) => !reader.isStructure(one)));
    const structures = both(members, (each) =>
      [...each.values()].filter((one) => reader.isStructure(one)),
    );
    let isLost = simple.before.some(
      ([name, one]) => !members.after.has(name) && !reader.isCovered(one, types.after),
    );
    let isGained = simple.after.some(
      ([name, one]) => !members.before.has(name) && !reader.isCovered(one, types.before),
    );
    for (const pair of reader.pair(structures)) {
      if (areBoth(pair)) this.#walkStructures(pair, at);
      else if (pair.before) isLost = true;
      else isGained = true;
    }
    if (isLost || isGained) {
      const breaks = (isLost && isGained) || (at.direction === "in" ? isLost : isGained);
      note(at, breaks, this.#print(types));
    }
  }

  #walkStructures(types: Both<ts.Type>, at: Position): void {
    const reader = this.#reader;
    if (reader.isTuple(types.before) || reader.isTuple(types.after)) {
      this.#walkTuples(types, at);
      return;
    }
    const platform = both(types, (type) => reader.nameOnPlatform(type));
    if (platform.before !== platform.after) {
      const areLists = reader.isArray(types.before) && reader.isArray(types.after);
      // A mutable array accepts more than a read-only one.
      const breaks = !areLists || (platform.after === "Array") === (at.direction === "in");
      note(at, breaks, this.#print(types));
      if (!areLists) return;
    }
    if (platform.before !== undefined) {
      this.#walkArguments(types, inside(at, platform.before === "Promise" ? "()" : "[]"));
      return;
    }
    const calls = both(types, (type) => type.getCallSignatures()[0]);
    if (areBoth(calls)) this.#walkFunctions(calls, at);
    else if (calls.before ?? calls.after) note(at, true, this.#print(types));
    this.#walkProperties(types, at);
    const additional = both(types, additionalPropertiesOf);
    if (areBoth(additional)) this.#walk(additional, inside(at, "*"));
    else if (additional.before ?? additional.after)
      note(inside(at, "*"), additional.before !== undefined, this.#print(additional));
  }

  /** The arguments of a generic type, one by one. */
  #walkArguments(types: Both<ts.Type>, at: Position): void {
    const lists = both(types, (type) => this.#reader.argumentsOf(type));
    for (const [index, before] of lists.before.entries()) {
      const after = lists.after[index];
      if (after) this.#walk({ before, after }, at);
    }
  }

  /** Tuples of one length item by item; of different lengths by assignability. */
  #walkTuples(types: Both<ts.Type>, at: Position): void {
    const { after, before } = types;
    const reader = this.#reader;
    const lengths = both(types, (type) => reader.argumentsOf(type).length);
    if (reader.isTuple(before) && reader.isTuple(after) && lengths.before === lengths.after) {
      this.#walkArguments(types, inside(at, "[]"));
      return;
    }
    const fits = at.direction === "in" ? reader.fits(before, after) : reader.fits(after, before);
    note(at, !fits, this.#print(types));
  }

  #walkProperties(types: Both<ts.Type>, at: Position): void {
    const names = allKeys(both(types, (type) => ownProperties(type).map(({ name }) => name)));
    for (const name of names) {
      const members = both(types, (type) => this.#reader.memberOf(type, name));
      this.#walkMembers(members, inside(at, name), at.direction === "in");
    }
  }

  #walkFunctions(signatures: Both<ts.Signature>, at: Position): void {
    const parameters = both(signatures, (each) => each.getParameters());
    const length = Math.max(parameters.before.length, parameters.after.length);
    const direction = at.direction === "out" ? "in" : "out";
    for (let index = 0; index < length; index++)
      this.#walkMembers(
        both(parameters, (each) => each[index]),
        { ...inside(at, `(${index})`), direction },
        at.direction === "out",
      );
    const results = both(signatures, (each) => each.getReturnType());
    this.#walk(results, inside(at, "()"));
  }

  /** Two properties or parameters of one name; one that is new breaks callers if they give it, and it is required. */
  #walkMembers(members: Both<ts.Symbol | undefined>, at: Position, isGiven: boolean): void {
    const reader = this.#reader;
    const types = both(members, (member) => member && reader.typeOf(member));
    if (!areBoth(members) || !areBoth(types)) {
      const isNeeded = isGiven && members.after !== undefined && !isOptional(members.after);
      note(at, members.before !== undefined || isNeeded, this.#print(types));
      return;
    }
    const areOptional = both(members, isOptional);
    const isChanged = areOptional.before !== areOptional.after;
    if (isChanged) {
      const breaks = at.direction === "in" ? areOptional.before : areOptional.after;
      note(
        at,
        breaks,
        both(areOptional, (each) => (each ? "optional" : "required")),
      );
    }
    this.#walk(types, at, isChanged); // Without the `undefined` that a change of optionality implies.
  }
}
