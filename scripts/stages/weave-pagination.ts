import { Node, Project, type SourceFile, SyntaxKind } from "ts-morph";
import type { Files } from "../lib/files.ts";
import { byCodeUnit, type JsonObject } from "../lib/json.ts";
import type { PlannedOperation } from "../plan/operation.ts";
import { pascalCase } from "../lib/names.ts";
import type { Plan } from "./plan.ts";

/**
 * Files → the same, with a paginator in the file of each operation that pages: a clone of the specimen, its names
 * changed, beside the function it calls; and the index exports it.
 */
export const weavePagination = (files: Files, { operations }: Plan, templates: Files): Files => {
  const paging = operations.filter(({ pagination }) => pagination !== undefined);
  if (paging.length === 0) return files;
  const project = new Project({ useInMemoryFileSystem: true });
  const template = readSpecimen(
    project.createSourceFile("specimen.ts", templates.get("specimens/paginate-list-widgets.ts")),
  );
  const result = new Map(files);
  for (const operation of paging) {
    const path = `src/${operation.file}.ts`;
    const file = project.createSourceFile(path, files.get(path) ?? "");
    addPaginator(file, operation, template);
    result.set(path, file.getFullText());
  }
  const index = project.createSourceFile("src/index.ts", files.get("src/index.ts") ?? "");
  result.set("src/index.ts", exportPaginators(index, paging));
  return result;
};

/** A piece of the specimen that each clone spells anew: a name, or what the constant holds. */
interface Gap {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Specimen {
  /** The statements to clone, and where in them each clone differs. */
  readonly body: string;
  readonly gaps: readonly Gap[];
  /** What the statements import from the runtime. */
  readonly imports: ReadonlyMap<
    string,
    readonly { readonly name: string; readonly isTypeOnly: boolean }[]
  >;
}

const readSpecimen = (file: SourceFile): Specimen => {
  const declarations = file.getImportDeclarations();
  const start = declarations.at(-1)?.getEnd() ?? 0;
  const paginator = file.getFunctionOrThrow((each) => each.isExported());
  const constant = file.getVariableDeclarationOrThrow("pagination").getInitializerOrThrow();
  const optional = paginator.getParameterOrThrow("params").getQuestionTokenNodeOrThrow();
  const comments = paginator
    .getJsDocs()
    .flatMap((comment) => comment.getDescendantsOfKind(SyntaxKind.Identifier));
  const isInside = (each: Node): boolean =>
    each.getStart() >= start && !each.getAncestors().includes(constant);
  const nodes = [
    ...file.getDescendantsOfKind(SyntaxKind.Identifier).filter(isInside),
    ...comments,
    constant,
    optional,
  ];
  const gaps = new Map(
    nodes.map((each) => [
      each.getStart(),
      {
        start: each.getStart() - start,
        end: each.getEnd() - start,
        text: each === constant ? "pagination =" : each.getText(),
      },
    ]),
  );
  return {
    body: file.getFullText().slice(start),
    gaps: [...gaps.values()].sort((a, b) => a.start - b.start),
    imports: new Map(
      declarations
        .filter((each) => each.getModuleSpecifierValue().startsWith("../runtime/"))
        .map((each) => [
          each.getModuleSpecifierValue(),
          each.getNamedImports().map((one) => ({
            name: one.getName(),
            isTypeOnly: one.isTypeOnly() || each.isTypeOnly(),
          })),
        ]),
    ),
  };
};

const addPaginator = (file: SourceFile, operation: PlannedOperation, specimen: Specimen): void => {
  const { functionName, needsParams, typePrefix, pagination = {} } = operation;
  const fillings = new Map([
    ["listWidgets", functionName],
    ["ListWidgetsParams", `${typePrefix}Params`],
    ["ListWidgetsResponse", `${typePrefix}Response`],
    ["paginateListWidgets", paginatorName(operation)],
    ["Widget", itemType(file, `${typePrefix}Response`, String(pagination["items"]))],
    ["pagination =", constantOf(pagination)],
    ["?", needsParams ? "" : "?"],
  ]);
  file.insertText(file.getEnd(), fill(specimen, fillings));
  for (const [module, wanted] of specimen.imports) addImports(file, module, wanted);
};

export const paginatorName = ({ functionName, id }: PlannedOperation): string =>
  functionName.endsWith("_")
    ? `paginate${pascalCase(id)}`
    : `paginate${functionName.charAt(0).toUpperCase()}${functionName.slice(1)}`;

const fill = ({ body, gaps }: Specimen, fillings: ReadonlyMap<string, string>): string => {
  let result = "";
  let position = 0;
  for (const { start, end, text } of gaps) {
    result += body.slice(position, start) + (fillings.get(text) ?? text);
    position = end;
  }
  return result + body.slice(position);
};

/** The type of an item as the generated response spells it; where that is out of sight, by way of the response. */
const itemType = (file: SourceFile, response: string, items: string): string => {
  const type = file.getTypeAliasOrThrow(response).getTypeNode();
  const property = Node.isTypeLiteral(type)
    ? type.getProperty((each) => each.getName().replace(/^["']|["']$/g, "") === items)
    : undefined;
  const array = property?.getTypeNode();
  const [item] =
    Node.isTypeReference(array) && array.getTypeName().getText() === "Array"
      ? array.getTypeArguments()
      : [];
  return item?.getText() ?? `NonNullable<${response}[${JSON.stringify(items)}]>[number]`;
};

/** What the runtime needs of `x-pagination`: everything but the reason. */
const constantOf = (pagination: JsonObject): string =>
  JSON.stringify(pagination, [
    "items",
    "page",
    "size",
    "totalPages",
    "total",
    "firstPage",
    "identity",
  ]);

const addImports = (
  file: SourceFile,
  module: string,
  wanted: readonly { readonly name: string; readonly isTypeOnly: boolean }[],
): void => {
  const present = file.getImportDeclaration((each) => each.getModuleSpecifierValue() === module);
  const known = new Set(present?.getNamedImports().map((each) => each.getName()));
  const missing = wanted.filter(({ name }) => !known.has(name));
  if (missing.length === 0) return;
  if (present) {
    present.addNamedImports(missing.map(({ name }) => name));
    return;
  }
  const index = file
    .getImportDeclarations()
    .findIndex((each) => byCodeUnit(each.getModuleSpecifierValue(), module) > 0);
  file.insertImportDeclaration(index < 0 ? file.getImportDeclarations().length : index, {
    moduleSpecifier: module,
    namedImports: [...missing],
  });
};

const exportPaginators = (index: SourceFile, paging: readonly PlannedOperation[]): string => {
  const structure = index.getStructure();
  const byModule = new Map(
    paging.map((operation) => [`./${operation.file}.js`, paginatorName(operation)]),
  );
  const exports = index.getExportDeclarations().map((each) => {
    const { namedExports, ...rest } = each.getStructure();
    const names = Array.isArray(namedExports) ? namedExports : [];
    const paginator = byModule.get(each.getModuleSpecifierValue() ?? "");
    const added = paginator === undefined ? [] : [{ name: paginator }];
    return { ...rest, namedExports: [...names, ...added] };
  });
  index.set({ ...structure, statements: exports });
  return index.getFullText();
};
