import { Project, type SourceFile } from "ts-morph";
import type { SecurityScheme } from "../lib/model.ts";
import type { Settings } from "../lib/settings.ts";
import type { CredentialOption } from "../plan/security.ts";
import type { Plan } from "../stages/plan.ts";

/** `runtime/api.ts` with the values of this API. A constant that it lacks is an internal error. */
export const bindApi = (text: string, plan: Plan, settings: Settings): string => {
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile("api.ts", text);
  const set = (name: string, value: unknown): void => {
    file
      .getVariableDeclarationOrThrow(name)
      .setInitializer(value === undefined ? "undefined" : JSON.stringify(value));
  };
  set("defaultBaseUrl", plan.baseUrl);
  set("apiKeyVariable", settings.apiKeyVariable);
  set("errorList", settings.errorShape.errors);
  const setLimit = (constant: string, type: string, option: string, value: number): void => {
    file.getVariableDeclarationOrThrow(constant).setInitializer(String(value));
    const [comment] = file.getInterfaceOrThrow(type).getPropertyOrThrow(option).getJsDocs();
    const tag = comment?.getTags().find((each) => each.getTagName() === "default");
    if (!tag)
      throw new Error(
        `templates/runtime/api.ts: expected @default in ${type}.${option}, found none`,
      );
    tag.set({ text: String(value) });
  };
  setLimit("defaultTimeout", "Limits", "timeout", settings.retry.timeout);
  setLimit("defaultMaxRetries", "Limits", "maxRetries", settings.retry.maxRetries);
  setLimit("defaultMaxPages", "PageLimits", "maxPages", settings.paging.maxPages);
  const server = file.getInterfaceOrThrow("Server").getPropertyOrThrow("baseUrl");
  const [comment] = server.getJsDocs();
  if (plan.baseUrl === undefined) {
    server.setHasQuestionToken(false).setType("string");
    comment?.setDescription("An absolute URL. The specification declares no server.");
  } else
    comment?.setDescription(
      `An absolute URL. Default: \`${plan.baseUrl.replaceAll("*/", "*\\/")}\`.`,
    );
  exportOf(file, "arrayFormat").setName(settings.arrayFormat);
  if (!settings.hasErrorShape) {
    const described = exportOf(file, "describeErrors");
    described.setName("describeCommon");
    described.getExportDeclaration().setModuleSpecifier("./common-errors.js");
  }
  bindCredentials(file, plan.credentials);
  return file.getFullText();
};

/** The options for credentials: those that the runtime declares, and one for each scheme of an API that has several. */
const bindCredentials = (file: SourceFile, credentials: readonly CredentialOption[]): void => {
  const named = credentials.filter(({ variable }) => variable !== undefined);
  const declared = credentials
    .filter(({ variable }) => variable === undefined)
    .map(({ option }) => (option === "username" ? "BasicCredentials" : "ApiKeyCredentials"));
  const [first = "NoCredentials", ...others] = declared;
  if (named.length === 0 && others.length === 0) {
    exportOf(file, "Credentials").setName(first);
    return;
  }
  exportOf(file, "Credentials").getExportDeclaration().remove();
  if (declared.length > 0)
    file.addImportDeclaration({
      isTypeOnly: true,
      moduleSpecifier: "./credentials.js",
      namedImports: declared,
    });
  file.addInterface({
    isExported: true,
    name: "Credentials",
    extends: declared,
    properties: named.map(({ option, scheme, variable }) => ({
      name: option,
      isReadonly: true,
      hasQuestionToken: true,
      type: "string | (() => string | Promise<string>) | undefined",
      docs: [
        `The ${describeScheme(scheme)}, or a function that returns it and is called for each attempt. Default: the environment variable \`${variable}\`, read at the first request.`,
      ],
    })),
  });
};

const describeScheme = ({ in: location, name, type }: SecurityScheme): string =>
  type === "apiKey" ? `API key \`${name}\` (${location})` : "bearer token";

const exportOf = (file: SourceFile, alias: string) => {
  const found = file
    .getExportDeclarations()
    .flatMap((each) => each.getNamedExports())
    .find((each) => each.getAliasNode()?.getText() === alias);
  if (!found)
    throw new Error(`templates/runtime/api.ts: expected an export named ${alias}, found none`);
  return found;
};
