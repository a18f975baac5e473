import ts from "typescript";
import { type Both, both } from "../both.ts";

/** Reads what a comparison needs from a type. */
export class TypeReader {
  readonly #checker: ts.TypeChecker;
  readonly #isOwn: (declaration: ts.Declaration) => boolean;

  constructor(checker: ts.TypeChecker, isOwn: (declaration: ts.Declaration) => boolean) {
    this.#checker = checker;
    this.#isOwn = isOwn;
  }

  /** Members of a union by their text; objects and arrays, which are compared member by member, by their identity. */
  membersOf(type: ts.Type, isUndefinedReported: boolean): Map<string, ts.Type> {
    const members = (type.isUnion() ? type.types : [type]).filter(
      ({ flags }) => !isUndefinedReported || (flags & ts.TypeFlags.Undefined) === 0,
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
    return all.some((each) => this.fits(member, each));
  }

  /** Whether a type is compared member by member: objects, arrays, and intersections of objects. */
  isStructure(type: ts.Type): boolean {
    if (type.isIntersection()) return type.types.every((each) => this.isStructure(each));
    if ((type.flags & ts.TypeFlags.Object) === 0) return false;
    return this.argumentsOf(type).length > 0 || !this.#isNamedByPlatform(type);
  }

  /** The name of a generic type of the platform, such as `Promise<Page>`. */
  nameOnPlatform(type: ts.Type): string | undefined {
    const isGeneric = !this.isTuple(type) && this.argumentsOf(type).length > 0;
    return isGeneric && this.#isNamedByPlatform(type) ? type.getSymbol()?.name : undefined;
  }

  #isNamedByPlatform(type: ts.Type): boolean {
    const symbol = type.getSymbol();
    const isNamed =
      ((symbol?.flags ?? 0) & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) !== 0;
    return isNamed && !(symbol?.declarations ?? []).some((each) => this.#isOwn(each));
  }

  /** Pairs the structures of two unions, each with the one it differs least from; what resembles nothing is alone. */
  pair(structures: Both<readonly ts.Type[]>): readonly Both<ts.Type | undefined>[] {
    const isOnlyPair = structures.before.length === 1 && structures.after.length === 1;
    if (isOnlyPair) return [both(structures, ([only]) => only)];
    const candidates = structures.before
      .flatMap((before) =>
        structures.after.map((after) => ({
          before,
          after,
          distance: this.#distance(before, after),
        })),
      )
      .filter(({ distance }) => distance < 1)
      .sort((a, b) => a.distance - b.distance);
    const pairs = new Map<ts.Type, ts.Type>();
    const taken = new Set<ts.Type>();
    for (const { after, before } of candidates) {
      if (pairs.has(before) || taken.has(after)) continue;
      pairs.set(before, after);
      taken.add(after);
    }
    return [
      ...structures.before.map((before) => ({ before, after: pairs.get(before) })),
      ...structures.after
        .filter((after) => !taken.has(after))
        .map((after) => ({ before: undefined, after })),
    ];
  }

  /** 0 if mutually assignable, 1 if they share no property or their discriminators differ. */
  #distance(one: ts.Type, other: ts.Type): number {
    if (this.fits(one, other) && this.fits(other, one)) return 0;
    if (this.isArray(one) || this.isArray(other))
      return this.isArray(one) && this.isArray(other) ? 0.5 : 1;
    const [first, second] = [one.getProperties(), other.getProperties()];
    const common = first.filter(({ name }) => second.some((each) => each.name === name));
    const isDiscriminated = common.some((symbol) => {
      const twin = this.memberOf(other, symbol.name);
      const tags = [symbol, twin].map((each) => each && this.typeOf(each));
      return tags.every((tag) => tag?.isLiteral()) && tags[0] !== tags[1];
    });
    if (common.length === 0 || isDiscriminated) return 1;
    return 0.9 - (0.8 * common.length) / (first.length + second.length - common.length);
  }

  /** Whether one type is assignable to the other. */
  fits(one: ts.Type, other: ts.Type): boolean {
    return this.#checker.isTypeAssignableTo(one, other);
  }

  /** A declared member: not what every object has, such as `constructor`. */
  memberOf(type: ts.Type, name: string): ts.Symbol | undefined {
    return type.getProperties().find((each) => each.name === name);
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

  isTuple(type: ts.Type): boolean {
    return this.#checker.isTupleType(type);
  }
}

/** Without what only stands for the headers of a response, which have an exported type of their own. */
export const ownProperties = (type: ts.Type): readonly ts.Symbol[] =>
  type.getProperties().filter(({ name }) => !/^__@declared@\d+$/.test(name));

export const idOf = (type: ts.Type): number => (type as unknown as { readonly id: number }).id;

/** An empty object type has an index signature of `never`. */
export const additionalPropertiesOf = (type: ts.Type): ts.Type | undefined => {
  const additional = type.getStringIndexType();
  return additional && (additional.flags & ts.TypeFlags.Never) === 0 ? additional : undefined;
};

export const isAnything = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;

export const isOptional = (symbol: ts.Symbol): boolean =>
  (symbol.flags & ts.SymbolFlags.Optional) !== 0 ||
  (symbol.valueDeclaration !== undefined &&
    ts.isParameter(symbol.valueDeclaration) &&
    (symbol.valueDeclaration.questionToken ?? symbol.valueDeclaration.initializer) !== undefined);
