import type { Project, ts } from "ts-morph";
import { furtherKeysOf, idOf, isAnything, isOptional, TypeReader } from "./type-reader.ts";

/** One difference between two types, seen by code that was compiled against the first. */
export interface TypeDifference {
  /** From the type's root inwards: property names, `[]`, `*`; `()` for what a function returns. */
  readonly path: readonly string[];
  readonly breaks: boolean;
  readonly before: string;
  readonly after: string;
}

/** A caller gives what goes in and reads what comes out: what widens the one breaks the other. */
export type Direction = "in" | "out";

type Report = (difference: TypeDifference) => void;

/**
 * Compares types by structure, member by member. Assignability would not do: it lets an optional member disappear, which
 * breaks whoever writes or reads it.
 */
export class TypeComparison {
  readonly #reader: TypeReader;
  readonly #walked = new Set<string>();

  constructor(project: Project, isOwn: (declaration: ts.Declaration) => boolean) {
    this.#reader = new TypeReader(project.getTypeChecker().compilerObject, isOwn);
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
    isUndefinedTold = false,
  ): void {
    const key = `${idOf(before)} ${idOf(after)} ${direction}`;
    if (before === after || this.#walked.has(key)) return;
    this.#walked.add(key);
    const tell = (breaks: boolean): void => {
      report({
        path,
        breaks,
        before: this.#reader.print(before),
        after: this.#reader.print(after),
      });
    };
    const [wasAny, isAny] = [isAnything(before), isAnything(after)];
    if (wasAny || isAny) {
      if (wasAny !== isAny) tell(direction === "in" ? wasAny : isAny);
      return;
    }
    const left = this.#reader.membersOf(before, isUndefinedTold);
    const right = this.#reader.membersOf(after, isUndefinedTold);
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
    let isLost = lost.length > 0;
    let isGained = gained.some((one) => !this.#reader.isCovered(one, before));
    if (direction === "in") isLost = lost.some((one) => !this.#reader.isCovered(one, after));
    for (const [one, other] of pairs) {
      if (one && other) this.#walkStructures(one, other, direction, path, report);
      else if (one) isLost = true;
      else isGained = true;
    }
    if (isLost && isGained) tell(true);
    else if (isLost) tell(direction === "in");
    else if (isGained) tell(direction === "out");
  }

  #walkStructures(
    before: ts.Type,
    after: ts.Type,
    direction: Direction,
    path: readonly string[],
    report: Report,
  ): void {
    const tell = (at: readonly string[], breaks: boolean, was: string, is: string): void => {
      report({ path: at, breaks, before: was, after: is });
    };
    const [wasList, isList] = [before, after].map((type) => this.#reader.isArray(type));
    const [wasForeign, isForeign] = [before, after].map((type) =>
      this.#reader.isGenericOfPlatform(type),
    );
    if (
      wasList !== isList ||
      wasForeign !== isForeign ||
      (wasForeign && before.getSymbol()?.name !== after.getSymbol()?.name)
    ) {
      tell(path, true, this.#reader.print(before), this.#reader.print(after));
      return;
    }
    if (wasList || wasForeign) {
      const [given, found] = [this.#reader.argumentsOf(before), this.#reader.argumentsOf(after)];
      const step = wasList ? "[]" : before.getSymbol()?.name === "Promise" ? "()" : "[]";
      for (const [index, one] of given.entries()) {
        const other = found[index];
        if (other) this.#walk(one, other, direction, [...path, step], report);
      }
      return;
    }
    const [calls, called] = [before.getCallSignatures()[0], after.getCallSignatures()[0]];
    if (calls && called) this.#walkFunctions(calls, called, direction, path, report);
    else if (calls ?? called)
      tell(path, true, this.#reader.print(before), this.#reader.print(after));
    this.#walkProperties(before, after, direction, path, report);
    const [had, has] = [furtherKeysOf(before), furtherKeysOf(after)];
    if (had && has) this.#walk(had, has, direction, [...path, "*"], report);
    else if (had) tell([...path, "*"], true, this.#reader.print(had), "none");
    else if (has) tell([...path, "*"], false, "none", this.#reader.print(has));
  }

  #walkProperties(
    before: ts.Type,
    after: ts.Type,
    direction: Direction,
    path: readonly string[],
    report: Report,
  ): void {
    const names = new Set(
      [...before.getProperties(), ...after.getProperties()].map(({ name }) => name),
    );
    for (const name of names) {
      const at = [...path, name];
      const [one, other] = [before.getProperty(name), after.getProperty(name)];
      const tell = (breaks: boolean, was: string, is: string): void => {
        report({ path: at, breaks, before: was, after: is });
      };
      if (!one && other) {
        const isNeeded = direction === "in" && !isOptional(other);
        tell(isNeeded, "none", this.#reader.print(this.#reader.typeOf(other)));
      } else if (one && !other) tell(true, this.#reader.print(this.#reader.typeOf(one)), "none");
      else if (one && other) {
        const [wasOptional, isOptionalNow] = [isOptional(one), isOptional(other)];
        if (wasOptional !== isOptionalNow)
          tell(
            direction === "in" ? wasOptional : isOptionalNow,
            wasOptional ? "optional" : "required",
            isOptionalNow ? "optional" : "required",
          );
        // With and without `?` are told apart above, not by the `undefined` that comes and goes with it.
        const isTold = wasOptional !== isOptionalNow;
        this.#walk(
          this.#reader.typeOf(one),
          this.#reader.typeOf(other),
          direction,
          at,
          report,
          isTold,
        );
      }
    }
  }

  #walkFunctions(
    before: ts.Signature,
    after: ts.Signature,
    direction: Direction,
    path: readonly string[],
    report: Report,
  ): void {
    const inward = direction === "out" ? "in" : "out";
    const [given, taken] = [before.getParameters(), after.getParameters()];
    for (let index = 0; index < Math.max(given.length, taken.length); index++) {
      const [one, other] = [given[index], taken[index]];
      const at = [...path, `(${index})`];
      const [wasOptional, isOptionalNow] = [one, other].map(
        (each) => each === undefined || isOptional(each),
      );
      if (one && other) {
        if (wasOptional !== isOptionalNow)
          report({
            path: at,
            breaks: wasOptional === true,
            before: wasOptional ? "optional" : "required",
            after: isOptionalNow ? "optional" : "required",
          });
        this.#walk(
          this.#reader.typeOf(one),
          this.#reader.typeOf(other),
          inward,
          at,
          report,
          wasOptional !== isOptionalNow,
        );
      } else if (one)
        report({
          path: at,
          breaks: true,
          before: this.#reader.print(this.#reader.typeOf(one)),
          after: "none",
        });
      else if (other)
        report({
          path: at,
          breaks: !isOptionalNow,
          before: "none",
          after: this.#reader.print(this.#reader.typeOf(other)),
        });
    }
    this.#walk(before.getReturnType(), after.getReturnType(), direction, [...path, "()"], report);
  }
}
