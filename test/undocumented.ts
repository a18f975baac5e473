import { join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..");
const { Class, Interface, Property, Alias } = ts.SymbolFlags;

/** The exports of a module and their own members that have no comment, by name: `ClientOptions.timeout`. */
export const undocumentedIn = (index: string): readonly string[] => {
  const program = ts.createProgram([join(root, index)], {
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(root, index));
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module ? checker.getExportsOfModule(module) : [];

  /** Those of a class or an interface, or of a type literal that is written where the symbol is. */
  const membersOf = (symbol: ts.Symbol): readonly ts.Symbol[] => {
    if (symbol.flags & (Class | Interface))
      return checker.getDeclaredTypeOfSymbol(symbol).getProperties();
    if (!(symbol.flags & Property)) return [];
    return checker
      .getNonNullableType(checker.getTypeOfSymbol(symbol))
      .getProperties()
      .filter(({ declarations = [] }) =>
        declarations.some(({ parent }) => ts.isTypeLiteralNode(parent)),
      );
  };
  const isOwn = ({ declarations = [] }: ts.Symbol): boolean =>
    declarations.some(
      (each) =>
        !program.isSourceFileDefaultLibrary(each.getSourceFile()) &&
        !(ts.getCombinedModifierFlags(each) & ts.ModifierFlags.Override),
    );
  const visit = (symbol: ts.Symbol, name: string): readonly string[] =>
    isOwn(symbol)
      ? [
          ...(symbol.getDocumentationComment(checker).length === 0 ? [name] : []),
          ...membersOf(symbol).flatMap((member) => visit(member, `${name}.${member.name}`)),
        ]
      : [];
  return exported.flatMap((each) =>
    visit(each.flags & Alias ? checker.getAliasedSymbol(each) : each, each.name),
  );
};
