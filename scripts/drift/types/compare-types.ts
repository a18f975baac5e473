import type ts from "typescript";
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

type Report = (difference: TypeDifference) => void;

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

  compare(before: ts.Type, after: ts.Type, direction: Direction, report: Report): void {
    this.#walked.clear();
    this.#walk(before, after, direction, [], report);
  }

  #walk(
    before: ts.Type,
    after: ts.Type,
    direction: Direction,
    path: readonly string[],
    report: Report,
    isUndefinedReported = false,
  ): void {
    const key = `${idOf(before)} ${idOf(after)} ${direction}`;
    if (before === after || this.#walked.has(key)) return;
    this.#walked.add(key);
    const add = (breaks: boolean): void => {
      report({
        path,
        breaks,
        before: this.#reader.print(before),
        after: this.#reader.print(after),
      });
    };
    const [wasAny, isAny] = [isAnything(before), isAnything(after)];
    if (wasAny || isAny) {
      if (wasAny !== isAny) add(direction === "in" ? wasAny : isAny);
      return;
    }
    const left = this.#reader.membersOf(before, isUndefinedReported);
    const right = this.#reader.membersOf(after, isUndefinedReported);
    for (const [name, one] of left) {
      if (!right.has(name) || this.#reader.isStructure(one)) continue;
      left.delete(name);
      right.delete(name);
    }
    const pairs = this.#reader.pair(
      [...left.values()].filter((one) => this.#reader.isStructure(one)),
      [...right.values()].filter((one) => this.#reader.isStructure(one)),
    );
    const lost = [...left.values()].filter((one) => !this.#reader.isStructure(one));
    const gained = [...right.values()].filter((one) => !this.#reader.isStructure(one));
    let isLost = lost.some((one) => !this.#reader.isCovered(one, after));
    let isGained = gained.some((one) => !this.#reader.isCovered(one, before));
    for (const [one, other] of pairs) {
      if (one && other) this.#walkStructures(one, other, direction, path, report);
      else if (one) isLost = true;
      else isGained = true;
    }
    if (isLost && isGained) add(true);
    else if (isLost) add(direction === "in");
    else if (isGained) add(direction === "out");
  }

  #walkStructures(
    before: ts.Type,
    after: ts.Type,
    direction: Direction,
    path: readonly string[],
    report: Report,
  ): void {
    const add = (at: readonly string[], breaks: boolean, was: string, is: string): void => {
      report({ path: at, breaks, before: was, after: is });
    };
    const reader = this.#reader;
    if (reader.isTuple(before) || reader.isTuple(after)) {
      this.#walkTuples(before, after, direction, path, report);
      return;
    }
    const [wasPlatform, isPlatform] = [reader.nameOnPlatform(before), reader.nameOnPlatform(after)];
    if (wasPlatform !== isPlatform) {
      const areLists = reader.isArray(before) && reader.isArray(after);
      // A mutable array accepts more than a read-only one.
      add(
        path,
        !areLists || (isPlatform === "Array") === (direction === "in"),
        reader.print(before),
        reader.print(after),
      );
      if (!areLists) return;
    }
    if (wasPlatform !== undefined) {
      const step = wasPlatform === "Promise" ? "()" : "[]";
      const found = reader.argumentsOf(after);
      for (const [index, one] of reader.argumentsOf(before).entries()) {
        const other = found[index];
        if (other) this.#walk(one, other, direction, [...path, step], report);
      }
      return;
    }
    const [calls, called] = [before.getCallSignatures()[0], after.getCallSignatures()[0]];
    if (calls && called) this.#walkFunctions(calls, called, direction, path, report);
    else if (calls ?? called)
      add(path, true, this.#reader.print(before), this.#reader.print(after));
    this.#walkProperties(before, after, direction, path, report);
    const [had, has] = [additionalPropertiesOf(before), additionalPropertiesOf(after)];
    if (had && has) this.#walk(had, has, direction, [...path, "*"], report);
    else if (had) add([...path, "*"], true, this.#reader.print(had), "none");
    else if (has) add([...path, "*"], false, "none", this.#reader.print(has));
  }

  /** Tuples of one length item by item; of different lengths by assignability. */
  #walkTuples(
    before: ts.Type,
    after: ts.Type,
    direction: Direction,
    path: readonly string[],
    report: Report,
  ): void {
    const [given, found] = [this.#reader.argumentsOf(before), this.#reader.argumentsOf(after)];
    if (
      this.#reader.isTuple(before) &&
      this.#reader.isTuple(after) &&
      given.length === found.length
    ) {
      for (const [index, one] of given.entries())
        this.#walk(one, found[index] ?? one, direction, [...path, "[]"], report);
      return;
    }
    const breaks =
      direction === "in" ? !this.#reader.fits(before, after) : !this.#reader.fits(after, before);
    report({ path, breaks, before: this.#reader.print(before), after: this.#reader.print(after) });
  }

  #walkProperties(
    before: ts.Type,
    after: ts.Type,
    direction: Direction,
    path: readonly string[],
    report: Report,
  ): void {
    const names = new Set(
      [...ownProperties(before), ...ownProperties(after)].map(({ name }) => name),
    );
    for (const name of names) {
      const at = [...path, name];
      const [one, other] = [before, after].map((type) => this.#reader.memberOf(type, name)) as [
        ts.Symbol | undefined,
        ts.Symbol | undefined,
      ];
      const add = (breaks: boolean, was: string, is: string): void => {
        report({ path: at, breaks, before: was, after: is });
      };
      if (!one && other) {
        const isNeeded = direction === "in" && !isOptional(other);
        add(isNeeded, "none", this.#reader.print(this.#reader.typeOf(other)));
      } else if (one && !other) add(true, this.#reader.print(this.#reader.typeOf(one)), "none");
      else if (one && other) {
        const isReported = this.#walkOptional(isOptional(one), isOptional(other), direction, add);
        this.#walk(
          this.#reader.typeOf(one),
          this.#reader.typeOf(other),
          direction,
          at,
          report,
          isReported,
        );
      }
    }
  }

  /** Reports a change of optionality once, without also reporting the `undefined` that it implies; returns whether there is one. */
  #walkOptional(
    was: boolean,
    is: boolean,
    direction: Direction,
    add: (breaks: boolean, was: string, is: string) => void,
  ): boolean {
    const name = (each: boolean): string => (each ? "optional" : "required");
    if (was !== is) add(direction === "in" ? was : is, name(was), name(is));
    return was !== is;
  }

  #walkFunctions(
    before: ts.Signature,
    after: ts.Signature,
    direction: Direction,
    path: readonly string[],
    report: Report,
  ): void {
    const inward = direction === "out" ? "in" : "out";
    const reader = this.#reader;
    const print = (symbol: ts.Symbol): string => reader.print(reader.typeOf(symbol));
    const [given, taken] = [before.getParameters(), after.getParameters()];
    for (let index = 0; index < Math.max(given.length, taken.length); index++) {
      const [one, other] = [given[index], taken[index]];
      const at = [...path, `(${index})`];
      const add = (breaks: boolean, was: string, is: string): void => {
        report({ path: at, breaks, before: was, after: is });
      };
      if (!one && other) add(direction === "out" && !isOptional(other), "none", print(other));
      else if (one && !other) add(true, print(one), "none");
      else if (one && other) {
        const isReported = this.#walkOptional(isOptional(one), isOptional(other), inward, add);
        this.#walk(reader.typeOf(one), reader.typeOf(other), inward, at, report, isReported);
      }
    }
    this.#walk(before.getReturnType(), after.getReturnType(), direction, [...path, "()"], report);
  }
}
