import type { Schema, Schemas } from "../lib/model.ts";
import { alternativesOf, itemsOf, resolve, takesDate, typesOf, valuesOf } from "../lib/schema.ts";
import { visibleIn } from "../lib/visible-properties.ts";
import { type DocComment, documentSchema } from "./documentation.ts";
import { commentOf, isFile } from "./schemas/marks.ts";
import { type Usage, usageWithin } from "./schemas/usage-at.ts";

/** A row of a table of parameters. */
export interface ReferenceRow {
  /** `filter.connection_name.contains` */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly comment: DocComment;
}

/** Schema of `params` → every parameter, and the members of those that are objects. */
export const parameterRows = (
  params: Schema,
  schemas: Schemas,
  bodyUsage: Usage = "body",
  above: readonly string[] = [],
): readonly ReferenceRow[] =>
  Object.entries(params.properties ?? {}).flatMap(([key, given]) => {
    const path = [...above, key];
    const isInBody = path[0] === "body";
    const side = isInBody ? "request" : "parameter";
    const schema = visibleIn(side, withInherited(resolve(given, schemas), schemas), schemas);
    const usage = path.length === 1 ? bodyUsage : usageWithin(bodyUsage);
    const hasMembers = Object.keys(schema.properties ?? {}).length > 0;
    // A body is described by its type; its members are left to the editor.
    const isShallow = isInBody ? path.length < 2 : path.length < 5;
    const row = {
      path: path.join("."),
      type: typeText(schema, schemas, isInBody ? usage : "parameter"),
      isRequired: params.required?.includes(key) ?? false,
      comment: commentOf(schema) ?? documentSchema(schema, [schema.description]),
    };
    return hasMembers && isShallow
      ? [row, ...parameterRows(schema, schemas, bodyUsage, path)]
      : [row];
  });

const maxDepth = 4;

/** An object with the properties of the members of its `allOf`. */
const withInherited = (schema: Schema, schemas: Schemas, depth = 0): Schema => {
  if (schema.allOf === undefined || depth > maxDepth) return schema;
  const parts = schema.allOf.map((each) =>
    withInherited(resolve(each, schemas), schemas, depth + 1),
  );
  const required = [...parts, schema].flatMap((each) => each.required ?? []);
  return {
    ...schema,
    properties: Object.fromEntries(
      [...parts, schema].flatMap((each) => Object.entries(each.properties ?? {})),
    ),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  };
};

/** `string`, `"zoom" | "operator_connect"`, `integer[]`: short, since the editor shows the whole type. */
const typeText = (schema: Schema, schemas: Schemas, usage: Usage, depth = 0): string => {
  if (depth > maxDepth) return "…"; // A schema may contain itself.
  const values = valuesOf(schema)?.filter((each) => each !== null) ?? [];
  if (values.length > 0) return values.map((each) => JSON.stringify(each)).join(" | ");
  const alternatives = alternativesOf(schema).map((each) =>
    typeText(resolve(each, schemas), schemas, usage, depth + 1),
  );
  if (alternatives.length > 0) return [...new Set(alternatives)].join(" | ");
  const [member] = schema.allOf ?? [];
  if (member && schema.type === undefined)
    return typeText(resolve(member, schemas), schemas, usage, depth + 1);
  const types = typesOf(schema).map((type) => textOfType(type, schema, schemas, usage, depth));
  return types.join(" | ") || "any";
};

const textOfType = (
  type: string,
  schema: Schema,
  schemas: Schemas,
  usage: Usage,
  depth: number,
): string => {
  if (type === "array") {
    const item = typeText(resolve(itemsOf(schema) ?? {}, schemas), schemas, usage, depth + 1);
    return item.includes(" ") ? `(${item})[]` : `${item}[]`;
  }
  if (type !== "string") return type;
  if (isFile(schema, usage)) return "Blob";
  return usage !== "response" && takesDate(schema.format) ? "string | Date" : type;
};
