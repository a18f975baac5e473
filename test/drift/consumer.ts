import type { OpenApiDocument } from "../../scripts/lib/document.ts";
import {
  type Kind,
  kindsOf,
  type SchemaView,
  viewSchema,
} from "../../scripts/drift/schemas/schema-view.ts";
import type { Schema, Schemas } from "../../scripts/lib/model.ts";
import { readModel } from "../../scripts/lib/read-model.ts";
import { itemsOf, tupleOf, valuesOf } from "../../scripts/lib/schema.ts";
import { planModel } from "../../scripts/stages/plan.ts";

/**
 * Writes a program that imports every type of a package by name, and calls every function twice: with all of its parameters,
 * reading every field of the response, and with its required parameters alone.
 */
export const writeConsumer = (document: OpenApiDocument): string => {
  const model = readModel(document);
  const { schemas } = model;
  const { operations, types } = planModel(model);
  const names = operations.map(({ functionName }) => functionName).join(", ");
  const calls = operations.map(({ functionName, params, response }) => {
    const allParams = writeValue(params, schemas, "all");
    const requiredParams = writeValue(params, schemas, "required");
    const reads = response.schema ? readsOf("response", response.schema, schemas, false, 0) : [];
    return `{\n  const response = await ${functionName}(client, ${allParams});\n${reads.map((line) => `  ${line}\n`).join("")}  void response;\n  await ${functionName}(client${requiredParams === "{  }" ? "" : `, ${requiredParams}`});\n}`;
  });
  const typeNames = types.map(({ name }) => name).join(", ");
  return `import { createClient, ${names} } from "./src/index.js";\nimport type { ${typeNames} } from "./src/index.js";\n\nexport type { ${typeNames} };\nconst client = createClient({ apiKey: "key" });\n${calls.join("\n")}\n`;
};

const maxDepth = 12;
/** From there on only what is required is written: a recursive component would otherwise end without it. */
const maxOptionalDepth = 6;

/** A TypeScript literal with every property, or with the required ones alone. */
const writeValue = (
  schema: Schema,
  schemas: Schemas,
  which: "all" | "required",
  depth = 0,
): string => {
  const [first] = viewSchema(schema, schemas).alternatives;
  const own = first?.schema ?? {};
  const enumValue = valuesOf(own)?.find((value) => value !== null);
  if (enumValue !== undefined) return JSON.stringify(enumValue);
  const [kind = "anything"] = kindsOf(own);
  if (kind === "object" && depth < maxDepth) {
    const required = own.required ?? [];
    const members = Object.entries(own.properties ?? {})
      .filter(([key]) => (which === "all" && depth < maxOptionalDepth) || required.includes(key))
      .map(
        ([key, member]) =>
          `${JSON.stringify(key)}: ${writeValue(member, schemas, which, depth + 1)}`,
      );
    return `{ ${members.join(", ")} }`;
  }
  if (kind === "array" && depth < maxDepth) {
    const items = tupleOf(own)?.items ?? [itemsOf(own) ?? {}];
    return `[${items.map((each) => writeValue(each, schemas, which, depth + 1)).join(", ")}]`;
  }
  return {
    string: '"text"',
    number: "1",
    boolean: "true",
    file: "new Blob([])",
    object: "{}",
    array: "[]",
    anything: "null",
  }[kind as Kind & "string"];
};

/** Statements that check every field of an expression against the type that the document declares. */
const readsOf = (
  expression: string,
  schema: Schema,
  schemas: Schemas,
  isOptional: boolean,
  depth: number,
): readonly string[] => {
  const view = viewSchema(schema, schemas);
  const [only] = view.alternatives;
  const kinds = only && view.alternatives.length === 1 ? [...kindsOf(only.schema)] : [];
  const kind = kinds.length === 1 ? (kinds[0] ?? "anything") : "anything";
  const asserted = isOptional || view.isNullable ? `${expression}!` : expression;
  const own = only?.schema ?? {};
  if (kind === "object" && own.properties !== undefined && depth < maxDepth) {
    const required = own.required ?? [];
    return Object.entries(own.properties ?? {}).flatMap(([key, member]) =>
      readsOf(
        `${asserted}[${JSON.stringify(key)}]`,
        member,
        schemas,
        !required.includes(key),
        depth + 1,
      ),
    );
  }
  if (kind === "array" && depth < maxDepth)
    return readsOf(`${asserted}[0]!`, itemsOf(own) ?? {}, schemas, false, depth + 1);
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
    }[kind as Kind & "string"],
    ...(isNullable ? ["null"] : []),
    ...(isOptional ? ["undefined"] : []),
  ].join(" | ");
