import ts from "typescript";
import type { Files } from "../../lib/files.ts";
import { type Both, both } from "../both.ts";
import { type Direction, TypeComparison, type TypeDifference } from "./compare-types.ts";
import { programOf } from "./program.ts";
import { ownProperties } from "./type-reader.ts";

/** A difference in the type of an exported name. */
export interface ExportDifference extends TypeDifference {
  readonly name: string;
}

/** Two generated packages → how the exports that both have differ. */
export const compareExports = (packages: Both<Files>): readonly ExportDifference[] => {
  const program = programOf(packages);
  const checker = program.getTypeChecker();
  const exported = both({ before: "before", after: "after" }, (folder) =>
    exportsOf(program, folder),
  );
  const comparison = new TypeComparison(checker, (declaration) =>
    /^\/(before|after)\//.test(declaration.getSourceFile().fileName),
  );
  const directions = new Directions(checker, exported.before);
  const differences: ExportDifference[] = [];
  for (const [name, before] of exported.before) {
    const after = exported.after.get(name);
    if (!after || isGeneric(before)) continue;
    for (const direction of directions.of(name, before))
      comparison.compare({ before, after }, direction, (difference) =>
        differences.push({ name, ...difference }),
      );
  }
  return differences;
};

type Exports = ReadonlyMap<string, ts.Type>;

/** A function that is given others, such as `withResponse`, is the runtime's own, and so the same in both packages. */
const isGeneric = (type: ts.Type): boolean =>
  type.getCallSignatures().some(({ typeParameters = [] }) => typeParameters.length > 0);

const exportsOf = (program: ts.Program, folder: string): Exports => {
  const checker = program.getTypeChecker();
  const index = program.getSourceFile(`/${folder}/src/index.ts`);
  const symbol = index && checker.getSymbolAtLocation(index);
  return new Map(
    (symbol ? checker.getExportsOfModule(symbol) : []).map((each) => {
      const target =
        (each.flags & ts.SymbolFlags.Alias) === 0 ? each : checker.getAliasedSymbol(each);
      const isType =
        (target.flags &
          (ts.SymbolFlags.TypeAlias | ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) !==
        0;
      return [
        each.name,
        isType ? checker.getDeclaredTypeOfSymbol(target) : checker.getTypeOfSymbol(target),
      ];
    }),
  );
};

/** The directions in which values of exported types travel, found by following the signatures of functions. */
class Directions {
  readonly #checker: ts.TypeChecker;
  readonly #reached = new Map<ts.Type, Set<Direction>>();
  /** Names of types that have no identity of their own, such as `string`. */
  readonly #named = new Map<string, Set<Direction>>();

  constructor(checker: ts.TypeChecker, exports: Exports) {
    this.#checker = checker;
    for (const type of exports.values())
      if (type.getCallSignatures().length > 0 && !isGeneric(type)) this.#reach(type, "out");
  }

  of(name: string, type: ts.Type): readonly Direction[] {
    if (type.getCallSignatures().length > 0) return ["out"];
    const isStructured = type.isUnionOrIntersection() || (type.flags & ts.TypeFlags.Object) !== 0;
    const reached = isStructured ? this.#reached.get(type) : this.#named.get(name);
    return reached ? [...reached] : [/(Params|Input)$/.test(name) ? "in" : "out"];
  }

  #reach(type: ts.Type, direction: Direction): void {
    const known = this.#reached.get(type) ?? new Set();
    if (known.has(direction)) return;
    this.#reached.set(type, known.add(direction));
    if (type.isUnionOrIntersection())
      for (const member of [...type.types, ...originsOf(type)]) this.#reach(member, direction);
    if ((type.flags & ts.TypeFlags.Object) === 0) return;
    for (const signature of type.getCallSignatures()) {
      for (const parameter of signature.getParameters())
        this.#reachSymbol(parameter, direction === "out" ? "in" : "out");
      this.#reach(signature.getReturnType(), direction);
      this.#name(signature.getDeclaration().type, direction);
    }
    for (const argument of this.#argumentsOf(type)) this.#reach(argument, direction);
    if (this.#argumentsOf(type).length > 0) return;
    const declared = type.getSymbol()?.declarations?.[0]?.getSourceFile().fileName ?? "";
    if (!/^\/before\//.test(declared)) return;
    for (const property of ownProperties(type)) this.#reachSymbol(property, direction);
    const additional = type.getStringIndexType();
    if (additional) this.#reach(additional, direction);
  }

  #reachSymbol(symbol: ts.Symbol, direction: Direction): void {
    this.#reach(this.#checker.getTypeOfSymbol(symbol), direction);
    const declaration = symbol.valueDeclaration;
    const isTyped =
      declaration && (ts.isPropertySignature(declaration) || ts.isParameter(declaration));
    if (isTyped) this.#name(declaration.type, direction);
  }

  /** Follows the names that a type is written with. */
  #name(node: ts.Node | undefined, direction: Direction): void {
    if (node === undefined) return;
    if (ts.isTypeReferenceNode(node)) {
      const found = this.#checker.getSymbolAtLocation(node.typeName);
      const isAlias = found !== undefined && (found.flags & ts.SymbolFlags.Alias) !== 0;
      const symbol = isAlias ? this.#checker.getAliasedSymbol(found) : found;
      const known = this.#named.get(symbol?.name ?? "") ?? new Set();
      if (symbol && !known.has(direction)) {
        this.#named.set(symbol.name, known.add(direction));
        for (const each of symbol.declarations ?? [])
          if (ts.isTypeAliasDeclaration(each)) this.#name(each.type, direction);
      }
    }
    ts.forEachChild(node, (child) => {
      this.#name(child, direction);
    });
  }

  #argumentsOf(type: ts.Type): readonly ts.Type[] {
    const isReference = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
    return isReference ? this.#checker.getTypeArguments(type as ts.TypeReference) : [];
  }
}

/** The unions that a union was declared with, before they were flattened: `Status | undefined`. */
const originsOf = (type: ts.UnionOrIntersectionType): readonly ts.Type[] =>
  (type as { readonly origin?: ts.UnionType }).origin?.types ?? [];
