import { type Project, ts } from "ts-morph";

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
  readonly #checker: ts.TypeChecker;
  readonly #isOwn: (declaration: ts.Declaration) => boolean;
  readonly #walked = new Set<string>();

  constructor(project: Project, isOwn: (declaration: ts.Declaration) => boolean) {
    this.#checker = project.getTypeChecker().compilerObject;
    this.#isOwn = isOwn;
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
      report({ path, breaks, before: this.#print(before), after: this.#print(after) });
    };
    const [wasAny, isAny] = [isAnything(before), isAnything(after)];
    if (wasAny || isAny) {
      if (wasAny !== isAny) tell(direction === "in" ? wasAny : isAny);
      return;
    }
    const left = this.#membersOf(before, isUndefinedTold);
    const right = this.#membersOf(after, isUndefinedTold);
    for (const [name, one] of left) {
      if (!right.has(name) || this.#isStructure(one)) continue;
      left.delete(name);
      right.delete(name);
    }
    const pairs = this.#pair(
      [...left.values()].filter((one) => this.#isStructure(one)),
      [...right.values()].filter((one) => this.#isStructure(one)),
    );
    const lost = [...left.values()].filter((one) => !this.#isStructure(one));
    const gained = [...right.values()].filter((one) => !this.#isStructure(one));
    let isLost = lost.length > 0;
    let isGained = gained.some((one) => !this.#isCovered(one, before));
    if (direction === "in") isLost = lost.some((one) => !this.#isCovered(one, after));
    for (const [one, other] of pairs) {
      if (one && other) this.#walkStructures(one, other, direction, path, report);
      else if (one) isLost = true;
      else isGained = true;
    }
    if (isLost && isGained) tell(true);
    else if (isLost) tell(direction === "in");
    else if (isGained) tell(direction === "out");
  }

  /** Members of a union by what they are; objects and arrays, which are looked into, by their identity. */
  #membersOf(type: ts.Type, isUndefinedTold: boolean): Map<string, ts.Type> {
    const members = (type.isUnion() ? type.types : [type]).filter(
      ({ flags }) => !isUndefinedTold || (flags & ts.TypeFlags.Undefined) === 0,
    );
    return new Map(
      members.map((member) => [
        this.#isStructure(member) ? `#${idOf(member)}` : this.#print(member),
        member,
      ]),
    );
  }

  /** Whether a literal is one of a primitive that a union holds anyway, such as `"a"` of `string & {}`. */
  #isCovered(member: ts.Type, union: ts.Type): boolean {
    const all = union.isUnion() ? union.types : [union];
    return all.some((each) => this.#checker.isTypeAssignableTo(member, each));
  }

  #isStructure(type: ts.Type): boolean {
    return (type.flags & ts.TypeFlags.Object) !== 0 && !this.#isForeign(type);
  }

  /** Declared by the platform, such as Date and Blob: compared by name. Arrays, tuples and promises are looked into. */
  #isForeign(type: ts.Type): boolean {
    if (
      this.#checker.isArrayType(type) ||
      this.#checker.isTupleType(type) ||
      argumentsOf(type, this.#checker).length > 0
    )
      return false;
    const declarations = type.getSymbol()?.declarations ?? [];
    return declarations.length > 0 && !declarations.some((each) => this.#isOwn(each));
  }

  #walkStructures(
    before: ts.Type,
    after: ts.Type,
    direction: Direction,
    path: readonly string[],
    report: Report,
  ): void {
    const checker = this.#checker;
    const tell = (at: readonly string[], breaks: boolean, was: string, is: string): void => {
      report({ path: at, breaks, before: was, after: is });
    };
    const [wasList, isList] = [before, after].map((type) => checker.isArrayType(type));
    const [wasForeign, isForeign] = [before, after].map((type) => this.#isGenericOfPlatform(type));
    if (
      wasList !== isList ||
      wasForeign !== isForeign ||
      (wasForeign && before.getSymbol()?.name !== after.getSymbol()?.name)
    ) {
      tell(path, true, this.#print(before), this.#print(after));
      return;
    }
    if (wasList || wasForeign) {
      const [given, found] = [argumentsOf(before, checker), argumentsOf(after, checker)];
      const step = wasList ? "[]" : before.getSymbol()?.name === "Promise" ? "()" : "[]";
      for (const [index, one] of given.entries()) {
        const other = found[index];
        if (other) this.#walk(one, other, direction, [...path, step], report);
      }
      return;
    }
    const [calls, called] = [before.getCallSignatures()[0], after.getCallSignatures()[0]];
    if (calls && called) this.#walkFunctions(calls, called, direction, path, report);
    else if (calls ?? called) tell(path, true, this.#print(before), this.#print(after));
    this.#walkProperties(before, after, direction, path, report);
    const [had, has] = [furtherKeysOf(before), furtherKeysOf(after)];
    if (had && has) this.#walk(had, has, direction, [...path, "*"], report);
    else if (had) tell([...path, "*"], true, this.#print(had), "none");
    else if (has) tell([...path, "*"], false, "none", this.#print(has));
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
        tell(isNeeded, "none", this.#print(this.#typeOf(other)));
      } else if (one && !other) tell(true, this.#print(this.#typeOf(one)), "none");
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
        this.#walk(this.#typeOf(one), this.#typeOf(other), direction, at, report, isTold);
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
          this.#typeOf(one),
          this.#typeOf(other),
          inward,
          at,
          report,
          wasOptional !== isOptionalNow,
        );
      } else if (one)
        report({ path: at, breaks: true, before: this.#print(this.#typeOf(one)), after: "none" });
      else if (other)
        report({
          path: at,
          breaks: !isOptionalNow,
          before: "none",
          after: this.#print(this.#typeOf(other)),
        });
    }
    this.#walk(before.getReturnType(), after.getReturnType(), direction, [...path, "()"], report);
  }

  /** Structures of two unions, each with the one it differs least from. */
  #pair(
    left: readonly ts.Type[],
    right: readonly ts.Type[],
  ): readonly (readonly [ts.Type | undefined, ts.Type | undefined])[] {
    if (left.length === 1 && right.length === 1) return [[left[0], right[0]]];
    const rest = [...right];
    const pairs = left.map((one): [ts.Type, ts.Type | undefined] => {
      const best = rest
        .map((other) => ({ other, distance: this.#distance(one, other) }))
        .sort((a, b) => a.distance - b.distance)[0];
      if (!best || best.distance >= 1) return [one, undefined];
      rest.splice(rest.indexOf(best.other), 1);
      return [one, best.other];
    });
    return [...pairs, ...rest.map((other) => [undefined, other] as const)];
  }

  /** 0 for mutually assignable types, 1 for types of which no member has a name in common. */
  #distance(one: ts.Type, other: ts.Type): number {
    if (this.#checker.isArrayType(one) !== this.#checker.isArrayType(other)) return 1;
    if (
      this.#checker.isTypeAssignableTo(one, other) &&
      this.#checker.isTypeAssignableTo(other, one)
    )
      return 0;
    if (this.#checker.isArrayType(one)) return 0.5;
    const [first, second] = [one, other].map((type) =>
      type.getProperties().map(({ name }) => name),
    ) as [string[], string[]];
    const common = first.filter((name) => second.includes(name)).length;
    return common === 0 ? 1 : 0.9 - (0.8 * common) / new Set([...first, ...second]).size;
  }

  #isGenericOfPlatform(type: ts.Type): boolean {
    const declarations = type.getSymbol()?.declarations ?? [];
    return (
      !this.#checker.isArrayType(type) &&
      argumentsOf(type, this.#checker).length > 0 &&
      !declarations.some((each) => this.#isOwn(each))
    );
  }

  #typeOf(symbol: ts.Symbol): ts.Type {
    return this.#checker.getTypeOfSymbol(symbol);
  }

  #print(type: ts.Type): string {
    return this.#checker
      .typeToString(
        type,
        undefined,
        ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias,
      )
      .replace(/\bimport\("[^"]*"\)\./g, "");
  }
}

const idOf = (type: ts.Type): number => (type as unknown as { readonly id: number }).id;

/** A type without members is written with further keys that are never there. */
const furtherKeysOf = (type: ts.Type): ts.Type | undefined => {
  const further = type.getStringIndexType();
  return further && (further.flags & ts.TypeFlags.Never) === 0 ? further : undefined;
};

const isAnything = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;

const isOptional = (symbol: ts.Symbol): boolean =>
  (symbol.flags & ts.SymbolFlags.Optional) !== 0 ||
  (symbol.valueDeclaration !== undefined &&
    ts.isParameter(symbol.valueDeclaration) &&
    (symbol.valueDeclaration.questionToken ?? symbol.valueDeclaration.initializer) !== undefined);

const argumentsOf = (type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] =>
  (type.flags & ts.TypeFlags.Object) !== 0 &&
  ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0
    ? checker.getTypeArguments(type as ts.TypeReference)
    : [];
