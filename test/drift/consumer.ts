import { asArray, asObject, type JsonObject } from "../../scripts/lib/json.ts";
import type { OpenApiDocument } from "../../scripts/lib/openapi.ts";
import {
  type Kind,
  kindsOf,
  type SchemaView,
  valuesOf,
  viewSchema,
} from "../../scripts/drift/schema-view.ts";
import { plan } from "../../scripts/stages/plan.ts";

/**
 * A program that calls every function of a package with every parameter it has, and reads every field it gets; and calls
 * it again with nothing that may be left out.
 */
export const writeConsumer = (document: OpenApiDocument): string => {
  const { operations } = plan(document);
  const { root } = document;
  const names = operations.map(({ functionName }) => functionName).join(", ");
  const calls = operations.map(({ answer, functionName, params }) => {
    const given = writeValue(params, root, "all");
    const needed = writeValue(params, root, "required");
    const reads = answer.schema ? readsOf("answer", answer.schema, root, false, 0) : [];
    return `{\n  const answer = await ${functionName}(client, ${given});\n${reads.map((line) => `  ${line}\n`).join("")}  void answer;\n  await ${functionName}(client${needed === "{  }" ? "" : `, ${needed}`});\n}`;
  });
  return `import { createClient, ${names} } from "./src/index.js";\n\nconst client = createClient({ apiKey: "key" });\n${calls.join("\n")}\n`;
};

const deepest = 12;

/** A value with every property, or with those that are required, as TypeScript writes it. */
const writeValue = (
  schema: JsonObject,
  root: JsonObject,
  which: "all" | "required",
  depth = 0,
): string => {
  const [first] = viewSchema(schema, root).alternatives;
  const own = first?.schema ?? {};
  const listed = valuesOf(own)?.find((value) => value !== null);
  if (listed !== undefined) return JSON.stringify(listed);
  const [kind = "anything"] = kindsOf(own);
  if (kind === "object" && depth < deepest) {
    const required = asArray(own["required"]);
    const members = Object.entries(asObject(own["properties"]))
      .filter(([key]) => which === "all" || required.includes(key))
      .map(
        ([key, member]) =>
          `${JSON.stringify(key)}: ${writeValue(asObject(member), root, which, depth + 1)}`,
      );
    return `{ ${members.join(", ")} }`;
  }
  if (kind === "array" && depth < deepest)
    return `[${writeValue(asObject(own["items"]), root, which, depth + 1)}]`;
  return {
    string: '"text"',
    number: "1",
    boolean: "true",
    file: "new Blob([])",
    object: "{}",
    array: "[]",
    anything: "null",
  }[kind];
};

/** One statement for each field below an expression, of the type that the document promises. */
const readsOf = (
  expression: string,
  schema: JsonObject,
  root: JsonObject,
  isOptional: boolean,
  depth: number,
): readonly string[] => {
  const view = viewSchema(schema, root);
  const [only] = view.alternatives;
  const [kind = "anything"] = only && view.alternatives.length === 1 ? kindsOf(only.schema) : [];
  const sure = isOptional || view.isNullable ? `${expression}!` : expression;
  const own = only?.schema ?? {};
  if (kind === "object" && own["properties"] !== undefined && depth < deepest) {
    const required = asArray(own["required"]);
    return Object.entries(asObject(own["properties"])).flatMap(([key, member]) =>
      readsOf(
        `${sure}[${JSON.stringify(key)}]`,
        asObject(member),
        root,
        !required.includes(key),
        depth + 1,
      ),
    );
  }
  if (kind === "array" && depth < deepest)
    return readsOf(`${sure}[0]!`, asObject(own["items"]), root, false, depth + 1);
  return [`((_: ${typeOf(kind, view, isOptional)}) => undefined)(${expression});`];
};

const typeOf = (kind: Kind, { isNullable }: SchemaView, isOptional: boolean): string =>
  [
    {
      string: "string",
      number: "number",
      boolean: "boolean",
      file: "Blob",
      object: "object",
      array: "readonly unknown[]",
      anything: "unknown",
    }[kind],
    ...(isNullable ? ["null"] : []),
    ...(isOptional ? ["undefined"] : []),
  ].join(" | ");
