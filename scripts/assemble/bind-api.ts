import { type ExportSpecifier, Project, type SourceFile } from "ts-morph";
import type { SecurityScheme } from "../lib/model.ts";
import type { Settings } from "../lib/settings.ts";
import { applyEdits, replaceNode, type TextEdit } from "../lib/text-edits.ts";
import type { Plan } from "../plan/plan.ts";
import type { CredentialOption } from "../plan/security.ts";

/** `runtime/api.ts` with the values of this API. What it lacks of them is an internal error. */
export const bindApi = (
  text: string,
  { baseUrl, credentials }: Plan,
  { apiKeyVariable, arrayFormat, errorShape, hasErrorShape, paging, retry }: Settings,
): string => {
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("api.ts", text);
  const edits = [
    setConstant(file, "defaultBaseUrl", JSON.stringify(baseUrl)),
    setConstant(file, "apiKeyVariable", JSON.stringify(apiKeyVariable)),
    setConstant(file, "errorList", JSON.stringify(errorShape.errors)),
    ...setLimit(file, "defaultTimeout", "Limits", "timeout", retry.timeout),
    ...setLimit(file, "defaultMaxRetries", "Limits", "maxRetries", retry.maxRetries),
    ...setLimit(file, "defaultMaxPages", "PageLimits", "maxPages", paging.maxPages),
    ...setServer(file, baseUrl),
    replaceNode(exportOf(file, "arrayFormat").getNameNode(), arrayFormat),
    ...(hasErrorShape ? [] : [takeCommonErrors(file)]),
  ];
  const declared = declaredTypes(credentials);
  const named = credentials.filter(({ variable }) => variable !== undefined);
  const [only = "NoCredentials", ...others] = declared;
  const own = exportOf(file, "Credentials");
  if (named.length === 0 && others.length === 0)
    return applyEdits(text, [...edits, replaceNode(own.getNameNode(), only)]);
  const imported = `import type { ${declared.join(", ")} } from "./credentials.js";\n\n`;
  return [
    declared.length > 0 ? imported : "",
    applyEdits(text, [...edits, replaceNode(own.getExportDeclaration(), "")]),
    printCredentials(declared, named),
  ].join("");
};

const setConstant = (file: SourceFile, name: string, value = "undefined"): TextEdit =>
  replaceNode(file.getVariableDeclarationOrThrow(name).getInitializerOrThrow(), value);

/** A constant, and the `@default` of the option that it belongs to. */
const setLimit = (
  file: SourceFile,
  constant: string,
  type: string,
  option: string,
  value: number,
): readonly TextEdit[] => {
  const [comment] = file.getInterfaceOrThrow(type).getPropertyOrThrow(option).getJsDocs();
  if (!comment?.getText().includes("@default "))
    throw new Error(`templates/runtime/api.ts: expected @default in ${type}.${option}, found none`);
  const text = comment.getText().replace(/(?<=@default )\S+/, String(value));
  return [setConstant(file, constant, String(value)), replaceNode(comment, text)];
};

/** `baseUrl`, which must be given where the specification declares no server. */
const setServer = (file: SourceFile, baseUrl: string | undefined): readonly TextEdit[] => {
  const property = file.getInterfaceOrThrow("Server").getPropertyOrThrow("baseUrl");
  const about =
    baseUrl === undefined
      ? "The specification declares no server."
      : `Default: \`${baseUrl.replaceAll("*/", "*\\/")}\`.`;
  return [
    ...property.getJsDocs().map((each) => replaceNode(each, `/** An absolute URL. ${about} */`)),
    ...(baseUrl === undefined ? [replaceNode(property, "readonly baseUrl: string;")] : []),
  ];
};

const takeCommonErrors = (file: SourceFile): TextEdit =>
  replaceNode(
    exportOf(file, "describeErrors").getExportDeclaration(),
    'export { describeCommon as describeErrors } from "./common-errors.js";',
  );

/** The runtime's own types of the options without a variable of their own. */
const declaredTypes = (credentials: readonly CredentialOption[]): readonly string[] =>
  credentials
    .filter(({ variable }) => variable === undefined)
    .map(({ option }) => (option === "username" ? "BasicCredentials" : "ApiKeyCredentials"));

/** The options of an API with several schemes: those that the runtime declares, and one for each other scheme. */
const printCredentials = (
  declared: readonly string[],
  named: readonly CredentialOption[],
): string => {
  const members = named.flatMap(({ option, scheme, variable }) => [
    `  /** The ${describeScheme(scheme)}, or a function that returns it and is called for each attempt. Default: the environment variable \`${variable ?? ""}\`, read at the first request. */`,
    `  readonly ${option}?: string | (() => string | Promise<string>) | undefined;`,
  ]);
  const parents = declared.length > 0 ? ` extends ${declared.join(", ")}` : "";
  return `\nexport interface Credentials${parents} {\n${members.join("\n")}\n}\n`;
};

const describeScheme = ({ in: location, name, type }: SecurityScheme): string =>
  type === "apiKey" ? `API key \`${name}\` (${location})` : "bearer token";

const exportOf = (file: SourceFile, alias: string): ExportSpecifier => {
  const found = file
    .getExportDeclarations()
    .flatMap((each) => each.getNamedExports())
    .find((each) => each.getAliasNode()?.getText() === alias);
  if (!found)
    throw new Error(`templates/runtime/api.ts: expected an export named ${alias}, found none`);
  return found;
};
