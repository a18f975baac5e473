import { type ImportDeclaration, Project, type SourceFile } from "ts-morph";
import type { Files } from "../lib/files.ts";
import { byCodeUnit } from "../lib/json.ts";
import { applyEdits, insert, type TextEdit } from "../lib/text-edits.ts";
import type { Constant } from "../plan/constant.ts";
import type { PlannedPaginator } from "../plan/paginator.ts";
import type { Plan } from "../plan/plan.ts";
import { RuntimeReference } from "../plan/runtime-reference.ts";

/**
 * Files → the same, with a paginator in the file of each operation that pages: the template under the operation's own
 * names, beside the function that it calls; and the index exports it.
 */
export const addPaginators = (files: Files, { paginators }: Plan, templates: Files): Files => {
  if (paginators.length === 0) return files;
  const project = new Project({ useInMemoryFileSystem: true });
  const template = readTemplate(templates.get("paginator/paginate-list-widgets.ts") ?? "", project);
  const result = new Map(files);
  for (const paginator of paginators) {
    const path = `src/${paginator.operation.file}.ts`;
    const file = project.createSourceFile(path, files.get(path) ?? "");
    const imports = importsOf(paginator, template.imports);
    result.set(path, withImports(file, imports) + render(template.body, paginator));
    file.forget();
  }
  const index = project.createSourceFile("src/index.ts", files.get("src/index.ts") ?? "");
  result.set("src/index.ts", exportPaginators(index, paginators));
  return result;
};

interface ImportedName {
  readonly name: string;
  readonly isTypeOnly: boolean;
}

interface Template {
  /** Everything below the imports. */
  readonly body: string;
  /** What it imports from the runtime. */
  readonly imports: Imports;
}

const readTemplate = (text: string, project: Project): Template => {
  const declarations = project.createSourceFile("template.ts", text).getImportDeclarations();
  const fromRuntime = declarations.filter((each) =>
    each.getModuleSpecifierValue().startsWith("../runtime/"),
  );
  return {
    body: text.slice(declarations.at(-1)?.getEnd() ?? 0),
    imports: new Map(
      fromRuntime.map((each) => [
        each.getModuleSpecifierValue(),
        each.getNamedImports().map((one) => ({
          name: one.getName(),
          isTypeOnly: one.isTypeOnly() || each.isTypeOnly(),
        })),
      ]),
    ),
  };
};

type Imports = ReadonlyMap<string, readonly ImportedName[]>;

/** What the paginator of an operation imports: as the template does, but for how it pages. */
const importsOf = (
  { itemType, planned: { constant, needsWholeResponse } }: PlannedPaginator,
  template: Imports,
): Imports => {
  const result = new Map<string, readonly ImportedName[]>();
  const add = (module: string, ...names: readonly ImportedName[]): void => {
    result.set(module, [...(result.get(module) ?? []), ...names]);
  };
  for (const [module, names] of template)
    for (const imported of names)
      if (imported.name === "paginate" && needsWholeResponse)
        add("../runtime/page-responses.js", { name: "paginateResponses", isTypeOnly: false });
      else if (module !== templateKindModule) add(module, imported);
  if (itemType === undefined) add("../runtime/pages.js", { name: "ItemAt", isTypeOnly: true });
  for (const { file, name } of referencesIn(constant))
    add(`../runtime/${file}.js`, { name, isTypeOnly: false });
  return result;
};

/** The module that only the template's own constant needs. */
const templateKindModule = "../runtime/by-number.js";

const referencesIn = (constant: Constant): readonly RuntimeReference[] => {
  if (constant instanceof RuntimeReference) return [constant];
  return typeof constant === "object"
    ? Object.values(constant as Record<string, Constant>).flatMap(referencesIn)
    : [];
};

/** A constant as TypeScript. */
const print = (constant: Constant): string => {
  if (typeof constant !== "object") return JSON.stringify(constant);
  if (constant instanceof RuntimeReference) return constant.name;
  if (Array.isArray(constant))
    return `[${(constant as readonly Constant[]).map(print).join(", ")}]`;
  const members = Object.entries(constant as Record<string, Constant>);
  return `{ ${members.map(([key, value]) => `${key}: ${print(value)}`).join(", ")} }`;
};

/** The template's names → the operation's, and its constant → what the operation's `x-pagination` says. */
const render = (
  body: string,
  {
    name,
    operation,
    pagination,
    planned,
    itemType = `ItemAt<${operation.responseType}, ${JSON.stringify(pagination.items)}>`,
  }: PlannedPaginator,
): string => {
  const headers = operation.responseHeaders.map((name) => JSON.stringify(name)).join(" | ");
  const declared = headers && ` & DeclaredHeaders<${headers}>`;
  const names: Readonly<Record<string, string>> = {
    paginateListWidgets: name,
    listWidgets: operation.functionName,
    ListWidgetsParams: operation.paramsType,
    ListWidgetsResponse: operation.responseType,
    Widget: itemType,
    ...(planned.needsWholeResponse && { paginate: "paginateResponses" }),
    PaginateOptions: planned.allowsConcurrency
      ? `PaginateOptions${declared}`
      : `Omit<PaginateOptions, "concurrency">${declared}`,
  };
  return body
    .replace(/\b\w+\b/g, (word) => (Object.hasOwn(names, word) ? (names[word] ?? word) : word))
    .replace(/(?<=const pagination: Pagination = )[^;]*/, () => print(planned.constant))
    .replace("params?:", operation.needsParams ? "params:" : "params?:");
};

/** The text with what the template imports. */
const withImports = (file: SourceFile, imports: Imports): string =>
  applyEdits(
    file.getFullText(),
    [...imports].map(([module, names]) => insertionOf(module, names, file.getImportDeclarations())),
  );

/** Beside what is already imported from the module, or as a declaration of its own, in order of modules. */
const insertionOf = (
  module: string,
  wanted: readonly ImportedName[],
  declarations: readonly ImportDeclaration[],
): TextEdit => {
  const present = declarations.find((each) => each.getModuleSpecifierValue() === module);
  if (present) {
    const named = present.getNamedImports();
    const known = new Set(named.map((each) => each.getName()));
    const missing = wanted.filter(({ name }) => !known.has(name));
    return insert(named.at(-1)?.getEnd() ?? 0, missing.map(({ name }) => `, ${name}`).join(""));
  }
  const names = wanted.map(({ isTypeOnly, name }) => (isTypeOnly ? `type ${name}` : name));
  const declaration = `import { ${names.join(", ")} } from ${JSON.stringify(module)};`;
  const next = declarations.find((each) => byCodeUnit(each.getModuleSpecifierValue(), module) > 0);
  return next
    ? insert(next.getStart(), `${declaration}\n`)
    : insert(declarations.at(-1)?.getEnd() ?? 0, `\n${declaration}`);
};

const exportPaginators = (index: SourceFile, paginators: readonly PlannedPaginator[]): string => {
  const byModule = new Map(
    paginators.map(({ name, operation }) => [`./${operation.file}.js`, name]),
  );
  const edits = index.getExportDeclarations().flatMap((each) => {
    const paginator = byModule.get(each.getModuleSpecifierValue() ?? "");
    const last = each.getNamedExports().at(-1);
    return paginator === undefined || !last ? [] : insert(last.getEnd(), `, ${paginator}`);
  });
  return applyEdits(index.getFullText(), edits);
};
