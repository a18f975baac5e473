import { isObject, type Json } from "../lib/json.ts";
import type { Settings } from "../lib/settings.ts";
import { file } from "../plan/example.ts";
import type { PlannedOperation } from "../plan/operation.ts";
import type { Plan } from "../plan/plan.ts";
import { printProse, printSentences } from "../plan/print-documentation.ts";
import type { CredentialOption } from "../plan/security.ts";

/** What the templates call the package. */
export const placeholderName = "telnyx-external-connections";

/** The package's README: the template's words, a program that runs, and a section for each operation. */
export const printReadme = (template: string, plan: Plan, settings: Settings): string => {
  const hasPaginators = plan.operations.some(({ paginator }) => paginator);
  const words = (hasPaginators ? template : template.replace(/^## Paging\n[^]*?(?=^## )/m, ""))
    .replaceAll(placeholderName, settings.packageName)
    .replace(/^\| `apiKey` .*\n/m, (row) => credentialRows(row, plan.credentials))
    .replaceAll("TELNYX_API_KEY", settings.apiKeyVariable)
    .replaceAll("{description}", settings.description)
    .replaceAll("{timeout}", String(settings.retry.timeout))
    .replaceAll("{maxRetries}", String(settings.retry.maxRetries))
    .replaceAll("{maxPages}", String(settings.paging.maxPages));
  const written = [
    fence(program(plan, settings)),
    plan.operations.map((each) => section(each, settings)).join("\n\n"),
  ];
  return words.replaceAll(placeholder, () => written.shift() ?? "");
};

/** Stands in the template where the generator writes: first the example, then the operations. */
const placeholder = "(Written by the generator.)";

const fence = (code: string): string => `\`\`\`ts\n${code}\n\`\`\``;

/** The first operation that pages, page by page and item by item; else the first one. */
const program = (plan: Plan, settings: Settings): string => {
  const operation = plan.operations.find(({ paginator }) => paginator) ?? plan.operations[0];
  if (!operation) return "";
  const names = ["createClient", operation.functionName];
  if (operation.paginator) names.push(operation.paginator.name);
  return [
    `import { ${names.join(", ")} } from ${JSON.stringify(settings.packageName)};`,
    "",
    `const client = createClient(${clientOptions(plan, settings)});`,
    "",
    calls(operation, "console.log(response);"),
  ].join("\n");
};

/** The template's row of `apiKey`, once for each credential that the API asks for. */
const credentialRows = (row: string, credentials: readonly CredentialOption[]): string =>
  credentials
    .flatMap(({ option, variable = "TELNYX_API_KEY" }) => [
      row.replaceAll("apiKey", option).replaceAll("TELNYX_API_KEY", variable),
      ...(option === "username" ? ["| `password` | none | likewise |\n"] : []),
    ])
    .join("");

const clientOptions = ({ baseUrl, credentials }: Plan, settings: Settings): string => {
  const options = [
    ...credentials.map(
      ({ option, variable = settings.apiKeyVariable }) => `${option}: process.env.${variable}`,
    ),
    ...(baseUrl === undefined ? ['baseUrl: "https://api.example.com"'] : []),
  ];
  return options.length > 0 ? `{ ${options.join(", ")} }` : "";
};

const calls = (operation: PlannedOperation, use?: string): string => {
  const { example, functionName, paginator, response } = operation;
  const params = Object.keys(example).length > 0 ? `, ${code(example)}` : "";
  const call = `await ${functionName}(client${params});`;
  return [
    response.schema === undefined ? call : `const response = ${call}`,
    ...(use !== undefined && response.schema !== undefined ? [use] : []),
    ...(paginator
      ? [
          "",
          `for await (const item of ${paginator.name}(client${params})) {`,
          "  console.log(item);",
          "}",
        ]
      : []),
  ].join("\n");
};

/** Data as TypeScript, on one line. */
const code = (value: Json): string => {
  if (value === file) return 'new Blob(["…"])';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(code).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${code(member)}`)
    .join(", ")} }`;
};

const section = (operation: PlannedOperation, { packageName }: Settings): string => {
  const { comment, file, functionName, method, paginator, path, reference } = operation;
  const rows = reference.map(
    ({ comment, isRequired, path, type }) =>
      `| \`${path}\`${isRequired ? ", required" : ""} | ${cell(`\`${type}\``)} | ${cell(printSentences(comment))} |`,
  );
  const names = [functionName, ...(paginator ? [paginator.name] : [])];
  return [
    `### ${functionName}`,
    printProse(comment.paragraphs).join("\n"),
    `\`${method} ${path}\` · ${names.map((name) => `\`${name}\``).join(", ")} from \`${packageName}/${file}\``,
    ...(rows.length > 0 ? [["| parameter | type | |", "|---|---|---|", ...rows].join("\n")] : []),
    fence(calls(operation)),
  ]
    .filter(Boolean)
    .join("\n\n");
};

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
