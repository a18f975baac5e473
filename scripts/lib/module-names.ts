import ts from "typescript";

/** A name can stand for a value, for a type, or, like that of a class, for both. */
export interface Meaning {
  readonly isValue: boolean;
  readonly isType: boolean;
}

export interface NamedNode {
  readonly name: string;
  readonly node: ts.Node;
}

/** A name that a module imports or exports from another one. */
export interface ForeignName extends NamedNode {
  /** The module specifier: `./pages.js`. */
  readonly from: string;
  readonly isTypeOnly: boolean;
}

/** The names of one module, in the order in which they stand there. Nothing is looked up in other modules. */
export interface ModuleNames {
  /** What is declared and imported; a function with overloads once. */
  readonly declared: readonly (NamedNode & Meaning)[];
  /** What is exported where it is declared. */
  readonly exported: readonly (NamedNode & Meaning)[];
  /** `export { name }`, without a module specifier. */
  readonly exportedByName: readonly NamedNode[];
  readonly imported: readonly ForeignName[];
  readonly reexported: readonly ForeignName[];
}

export const namesOf = (source: ts.SourceFile): ModuleNames => {
  const declared: (NamedNode & Meaning)[] = [];
  const exported: (NamedNode & Meaning)[] = [];
  const exportedByName: NamedNode[] = [];
  const imported: ForeignName[] = [];
  const reexported: ForeignName[] = [];
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      for (const each of foreignNames(statement)) {
        imported.push(each);
        declared.push({
          name: (each.node as ts.ImportSpecifier).name.text,
          node: each.node,
          isValue: true,
          isType: true, // A local declaration of either kind would be in its way.
        });
      }
    } else if (ts.isExportDeclaration(statement)) {
      if (statement.moduleSpecifier) reexported.push(...foreignNames(statement));
      else exportedByName.push(...clauseOf(statement));
    } else {
      const found = declarationsIn(statement);
      declared.push(...found);
      if (isExported(statement)) exported.push(...found);
    }
  }
  return { declared, exported, exportedByName, imported, reexported };
};

const foreignNames = (statement: ts.ImportDeclaration | ts.ExportDeclaration): ForeignName[] => {
  const from = (statement.moduleSpecifier as ts.StringLiteral).text;
  const isTypeOnly = ts.isImportDeclaration(statement)
    ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : statement.isTypeOnly;
  return clauseOf(statement).map(({ node }) => ({
    from,
    node,
    name: (node.propertyName ?? node.name).text,
    isTypeOnly: isTypeOnly || node.isTypeOnly,
  }));
};

type Specifier = ts.ImportSpecifier | ts.ExportSpecifier;

/** The names between the braces of an import or export. The package has no other kinds of either. */
const clauseOf = (
  statement: ts.ImportDeclaration | ts.ExportDeclaration,
): readonly { readonly name: string; readonly node: Specifier }[] => {
  const clause = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause;
  if (!clause || !(ts.isNamedImports(clause) || ts.isNamedExports(clause))) return [];
  const elements: readonly Specifier[] = clause.elements;
  return elements.map((node) => ({ name: (node.propertyName ?? node.name).text, node }));
};

const declarationsIn = (statement: ts.Statement): (NamedNode & Meaning)[] => {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap((node) =>
      ts.isIdentifier(node.name)
        ? [{ name: node.name.text, node, isValue: true, isType: false }]
        : [],
    );
  const isClass = ts.isClassDeclaration(statement);
  // Only the implementation of an overloaded function has a body.
  const isValue = isClass || (ts.isFunctionDeclaration(statement) && statement.body !== undefined);
  const isType =
    isClass || ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement);
  const { name } = statement as ts.Statement & { readonly name?: ts.Identifier };
  return name && (isValue || isType) ? [{ name: name.text, node: statement, isValue, isType }] : [];
};

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (statement.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
