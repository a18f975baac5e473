import { posix } from "node:path";
import ts from "typescript";
import {
  type ForeignName,
  type Meaning,
  type ModuleNames,
  type NamedNode,
  namesOf,
} from "../lib/module-names.ts";
import { globalTypes } from "../lib/reserved-names.ts";

/** The names that a module exports, with what they stand for. */
type Exports = ReadonlyMap<string, Meaning>;

/** Called with what does not compile for want of a name, or because a name is declared twice. */
type Reject = (source: ts.SourceFile, node: ts.Node, problem: string) => never;

/**
 * Finds every import and export that names nothing, every name that is declared twice, and every type and value of the
 * generated files that is neither declared nor imported. Returns what each module exports.
 */
export const checkNames = (
  sources: ReadonlyMap<string, ts.SourceFile>,
  reject: Reject,
): ReadonlyMap<string, Exports> => {
  const modules = new Map([...sources].map(([path, source]) => [path, namesOf(source)]));
  const exports = new Map(
    [...modules].map(([path, names]) => [path, exportsOf(names, sourceAt(path, sources), reject)]),
  );
  for (const [path, { imported, reexported }] of modules)
    for (const each of [...imported, ...reexported])
      checkForeign(each, path, sourceAt(path, sources), exports, reject);
  for (const [path, { declared }] of modules) {
    const source = sourceAt(path, sources);
    checkTwice(declared, source, reject);
    // The rest is copied from `templates/`, which the compiler has checked.
    if (/^src\/(operations|components)\//.test(path)) checkUses(declared, source, reject);
  }
  return exports;
};

const sourceAt = (path: string, sources: ReadonlyMap<string, ts.SourceFile>): ts.SourceFile =>
  sources.get(path) as ts.SourceFile;

const exportsOf = (
  { declared, exported, exportedByName, reexported }: ModuleNames,
  source: ts.SourceFile,
  reject: Reject,
): Exports => {
  const result = new Map<string, Meaning>();
  const add = (name: string, node: ts.Node, { isType, isValue }: Meaning): void => {
    const known = result.get(name);
    if (known && ((known.isType && isType) || (known.isValue && isValue)))
      reject(source, node, `exports ${name} twice`);
    result.set(name, {
      isType: isType || known?.isType === true,
      isValue: isValue || known?.isValue === true,
    });
  };
  for (const { name, node, ...meaning } of exported) add(name, node, meaning);
  for (const { name, node } of exportedByName) {
    const meaning = declared.find((each) => each.name === name);
    if (!meaning) reject(source, node, `exports ${name}, which it neither declares nor imports`);
    add(exportedName(node), node, meaning);
  }
  // A class that is exported as a type can still not be exported a second time.
  for (const { isTypeOnly, node } of reexported)
    add(exportedName(node), node, { isType: true, isValue: !isTypeOnly });
  return result;
};

const exportedName = (node: ts.Node): string => (node as ts.ExportSpecifier).name.text;

const checkForeign = (
  { from, isTypeOnly, name, node }: ForeignName,
  path: string,
  source: ts.SourceFile,
  exports: ReadonlyMap<string, Exports>,
  reject: Reject,
): void => {
  if (!from.startsWith(".")) reject(source, node, `imports ${name} from outside of the package`);
  const target = posix.join(posix.dirname(path), from).replace(/\.js$/, ".ts");
  const found = exports.get(target);
  if (!found) reject(source, node, `takes ${name} from ${from}, which is no file of the package`);
  const meaning = found.get(name);
  if (!meaning) reject(source, node, `takes ${name} from ${from}, which does not export it`);
  if (isTypeOnly ? !meaning.isType : !meaning.isValue)
    reject(source, node, `takes ${name} from ${from} as a ${isTypeOnly ? "type" : "value"}`);
};

const checkTwice = (
  declared: readonly (NamedNode & Meaning)[],
  source: ts.SourceFile,
  reject: Reject,
): void => {
  const types = new Set<string>();
  const values = new Set<string>();
  for (const { isType, isValue, name, node } of declared) {
    if ((isType && types.has(name)) || (isValue && values.has(name)))
      reject(source, node, `declares ${name} twice`);
    if (isType) types.add(name);
    if (isValue) values.add(name);
  }
};

const checkUses = (declared: readonly NamedNode[], source: ts.SourceFile, reject: Reject): void => {
  const known = new Set(declared.map(({ name }) => name));
  const visit = (node: ts.Node): void => {
    const isType = ts.isTypeReferenceNode(node) && !ts.isConstTypeReference(node);
    for (const used of isType ? [firstName(node.typeName)] : valuesIn(node)) {
      if (!ts.isIdentifier(used) || known.has(used.text)) continue;
      if (isType ? globalTypes.has(used.text) : used.text === "undefined") continue;
      reject(source, used, `uses ${used.text}, which it neither declares nor imports`);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
};

/** `a.b.C` → `a` */
const firstName = (name: ts.EntityName): ts.Identifier =>
  ts.isIdentifier(name) ? name : firstName(name.left);

/** The places of constants and calls that hold names of the module or of the runtime. */
const valuesIn = (node: ts.Node): readonly ts.Node[] => {
  if (ts.isPropertyAssignment(node)) return [node.initializer];
  if (ts.isShorthandPropertyAssignment(node)) return [node.name];
  if (ts.isArrayLiteralExpression(node)) return node.elements;
  return ts.isCallExpression(node) ? [node.expression] : [];
};
