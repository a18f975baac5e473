import { ts } from "ts-morph";

/** Answers what a comparison asks of a type. */
export class TypeReader {
  readonly #checker: ts.TypeChecker;
  readonly #isOwn: (declaration: ts.Declaration) => boolean;

  constructor(checker: ts.TypeChecker, isOwn: (declaration: ts.Declaration) => boolean) {
    this.#checker = checker;
    this.#isOwn = isOwn;
  }

  /** Members of a union by what they are; objects and arrays, which are looked into, by their identity. */
  membersOf(type: ts.Type, isUndefinedTold: boolean): Map<string, ts.Type> {
    const members = (type.isUnion() ? type.types : [type]).filter(
      ({ flags }) => !isUndefinedTold || (flags & ts.TypeFlags.Undefined) === 0,
    );
    return new Map(
      members.map((member) => [
        this.isStructure(member) ? `#${idOf(member)}` : this.print(member),
        member,
      ]),
    );
  }

  /** Whether a literal is one of a primitive that a union holds anyway, such as `"a"` of `string & {}`. */
  isCovered(member: ts.Type, union: ts.Type): boolean {
    const all = union.isUnion() ? union.types : [union];
    return all.some((each) => this.#checker.isTypeAssignableTo(member, each));
  }

  isStructure(type: ts.Type): boolean {
    return (type.flags & ts.TypeFlags.Object) !== 0 && !this.#isForeign(type);
  }

  /** Declared by the platform, such as Date and Blob: compared by name. Arrays, tuples and promises are looked into. */
  #isForeign(type: ts.Type): boolean {
    if (this.isArray(type) || this.#checker.isTupleType(type) || this.argumentsOf(type).length > 0)
      return false;
    const declarations = type.getSymbol()?.declarations ?? [];
    return declarations.length > 0 && !declarations.some((each) => this.#isOwn(each));
  }

  isGenericOfPlatform(type: ts.Type): boolean {
    const declarations = type.getSymbol()?.declarations ?? [];
    return (
      !this.isArray(type) &&
      this.argumentsOf(type).length > 0 &&
      !declarations.some((each) => this.#isOwn(each))
    );
  }

  /** Structures of two unions, each with the one it differs least from. */
  pair(
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
    if (this.isArray(one) !== this.isArray(other)) return 1;
    if (
      this.#checker.isTypeAssignableTo(one, other) &&
      this.#checker.isTypeAssignableTo(other, one)
    )
      return 0;
    if (this.isArray(one)) return 0.5;
    const [first, second] = [one, other].map((type) =>
      type.getProperties().map(({ name }) => name),
    ) as [string[], string[]];
    const common = first.filter((name) => second.includes(name)).length;
    return common === 0 ? 1 : 0.9 - (0.8 * common) / new Set([...first, ...second]).size;
  }

  typeOf(symbol: ts.Symbol): ts.Type {
    return this.#checker.getTypeOfSymbol(symbol);
  }

  print(type: ts.Type): string {
    return this.#checker
      .typeToString(
        type,
        undefined,
        ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias,
      )
      .replace(/\bimport\("[^"]*"\)\./g, "");
  }

  argumentsOf(type: ts.Type): readonly ts.Type[] {
    const isReference =
      (type.flags & ts.TypeFlags.Object) !== 0 &&
      ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
    return isReference ? this.#checker.getTypeArguments(type as ts.TypeReference) : [];
  }

  isArray(type: ts.Type): boolean {
    return this.#checker.isArrayType(type);
  }
}

export const idOf = (type: ts.Type): number => (type as unknown as { readonly id: number }).id;

/** A type without members is written with further keys that are never there. */
export const furtherKeysOf = (type: ts.Type): ts.Type | undefined => {
  const further = type.getStringIndexType();
  return further && (further.flags & ts.TypeFlags.Never) === 0 ? further : undefined;
};

export const isAnything = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;

export const isOptional = (symbol: ts.Symbol): boolean =>
  (symbol.flags & ts.SymbolFlags.Optional) !== 0 ||
  (symbol.valueDeclaration !== undefined &&
    ts.isParameter(symbol.valueDeclaration) &&
    (symbol.valueDeclaration.questionToken ?? symbol.valueDeclaration.initializer) !== undefined);
