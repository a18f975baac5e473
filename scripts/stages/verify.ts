import ts from "typescript";
import { Failure } from "../lib/failure.ts";
import type { Files } from "../lib/files.ts";
import type { Plan } from "../plan/plan.ts";
import { checkNames } from "./check-names.ts";

/**
 * Files → the same, or throws: they parse, run nothing on import, name nothing that is not there, and export what the
 * operations promise.
 */
export const verify = (files: Files, plan: Plan): Files => {
  const sources = new Map<string, ts.SourceFile>();
  for (const [path, text] of files) {
    if (!path.endsWith(".ts")) continue;
    const source = ts.createSourceFile(path, text, {
      languageVersion: ts.ScriptTarget.ES2022,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    });
    checkSyntax(source);
    for (const statement of source.statements) checkStatement(statement, source);
    sources.set(path, source);
  }
  const exported = checkNames(sources, (source, node, problem) => {
    throw fault(at(node, source), problem);
  });
  for (const { path, name } of promised(plan))
    if (!exported.get(path)?.has(name)) throw fault(path, `does not export ${name}`);
  return files;
};

const fault = (path: string, what: string): Failure =>
  new Failure(
    "internal",
    `${path}: ${what}; nothing was written. This is an internal error: please report the document.`,
  );

const at = (node: ts.Node, source: ts.SourceFile): string => {
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return `${source.fileName}:${line + 1}:${character + 1}`;
};

const checkSyntax = (source: ts.SourceFile): void => {
  // Not in the public type, but the only way to the parser's own findings without a whole program.
  const [first] = (
    source as unknown as { readonly parseDiagnostics: readonly ts.DiagnosticWithLocation[] }
  ).parseDiagnostics;
  if (first)
    throw fault(
      `${source.fileName}:${source.getLineAndCharacterOfPosition(first.start).line + 1}`,
      `does not parse: ${ts.flattenDiagnosticMessageText(first.messageText, " ")}`,
    );
};

/** `export declare const …`, which only the compiler sees. */
const isAmbient = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (statement.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword);

/** Declarations, imports and exports; a constant may hold only what is there without running anything. */
const checkStatement = (statement: ts.Statement, source: ts.SourceFile): void => {
  const isDeclaration =
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    isAmbient(statement) ||
    (ts.isClassDeclaration(statement) && !statement.members.some(isStaticMember)) ||
    (ts.isVariableStatement(statement) &&
      (statement.declarationList.flags & ts.NodeFlags.Const) !== 0 &&
      statement.declarationList.declarations.every(
        ({ initializer }) => initializer !== undefined && isPlain(initializer),
      ));
  if (!isDeclaration)
    throw fault(
      at(statement, source),
      `has a statement that runs on import, \`${statement.getText(source).split("\n")[0]?.slice(0, 60)}\``,
    );
};

const isStaticMember = (member: ts.ClassElement): boolean =>
  ts.isClassStaticBlockDeclaration(member) ||
  (ts.isPropertyDeclaration(member) &&
    (member.modifiers ?? []).some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword));

const isPlain = (node: ts.Expression): boolean => {
  if (ts.isObjectLiteralExpression(node))
    return node.properties.every(
      (each) =>
        ts.isShorthandPropertyAssignment(each) ||
        ((ts.isGetAccessorDeclaration(each) ||
          (ts.isPropertyAssignment(each) && isPlain(each.initializer))) &&
          !ts.isComputedPropertyName(each.name)),
    );
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPlain);
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return isPlain(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  return (
    ts.isIdentifier(node) ||
    ts.isLiteralExpression(node) ||
    ts.isArrowFunction(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(
      node.kind,
    )
  );
};

const promised = ({
  operations,
  types,
}: Plan): { readonly path: string; readonly name: string }[] => {
  const own = operations.flatMap(({ file, functionName, paginator, paramsType, responseType }) =>
    [functionName, paramsType, responseType, ...(paginator ? [paginator.name] : [])].map(
      (name) => ({ path: `src/${file}.ts`, name }),
    ),
  );
  const declared = [...own, ...types.map(({ file, name }) => ({ path: `src/${file}.ts`, name }))];
  const runtime = [
    "createClient",
    "ApiError",
    "ConnectionError",
    "PaginationError",
    "TimeoutError",
    "Client",
    "ClientOptions",
    "RequestOptions",
    "PaginateOptions",
    "Paginator",
  ];
  return [
    ...declared,
    ...[...declared.map(({ name }) => name), ...runtime].map((name) => ({
      path: "src/index.ts",
      name,
    })),
  ];
};
