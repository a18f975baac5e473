import { asArray, asObject, asString, type JsonObject } from "../lib/json.ts";
import { resolveSchema } from "../lib/openapi.ts";
import { documentSchema } from "./documentation.ts";

/** A row of a table of parameters. */
export interface ReferenceRow {
  /** `filter.connection_name.contains` */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly words: string;
}

/** Schema of `params` → every parameter, and whatever stands inside of one. */
export const parameterRows = (
  params: JsonObject,
  root: JsonObject,
  above: readonly string[] = [],
): readonly ReferenceRow[] => {
  const required = asArray(params["required"]);
  return Object.entries(asObject(params["properties"])).flatMap(([key, given]) => {
    const schema = resolveSchema(asObject(given), root);
    const path = [...above, key];
    const hasMembers = Object.keys(asObject(schema["properties"])).length > 0;
    // A body is described by its type; what lies deep in one is for the editor to show.
    const isShallow = path[0] === "body" ? path.length < 2 : path.length < 5;
    const row = {
      path: path.join("."),
      type: typeText(schema, root),
      isRequired: required.includes(key),
      words: wordsOf(schema),
    };
    return hasMembers && isShallow ? [row, ...parameterRows(schema, root, path)] : [row];
  });
};

const deepest = 4;

/** `string`, `"zoom" | "operator_connect"`, `integer[]`: short, since the editor shows the whole type. */
const typeText = (schema: JsonObject, root: JsonObject, depth = 0): string => {
  if (depth > deepest) return "…"; // A schema may hold itself.
  const values = asArray(schema["enum"] ?? [schema["const"] ?? []].flat()).filter(
    (each) => each !== null,
  );
  if (values.length > 0) return values.map((each) => JSON.stringify(each)).join(" | ");
  const alternatives = [...asArray(schema["anyOf"]), ...asArray(schema["oneOf"])].map((each) =>
    typeText(resolveSchema(asObject(each), root), root, depth + 1),
  );
  if (alternatives.length > 0) return [...new Set(alternatives)].join(" | ");
  const types = [schema["type"] ?? (schema["properties"] ? "object" : [])].flat().map(String);
  return types.map((type) => named(type, schema, root, depth)).join(" | ") || "any";
};

const named = (type: string, schema: JsonObject, root: JsonObject, depth: number): string => {
  if (type === "array") {
    const item = typeText(resolveSchema(asObject(schema["items"]), root), root, depth + 1);
    return item.includes(" ") ? `(${item})[]` : `${item}[]`;
  }
  const { format } = schema;
  if (type !== "string") return type;
  return format === "binary"
    ? "Blob"
    : /^date(-time)?$/.test(String(format))
      ? "string | Date"
      : type;
};

/** What the comment in the code says, on one line: `@default 250` becomes a sentence, and an example is left out. */
const wordsOf = (schema: JsonObject): string => {
  const given = asArray(schema["x-doc"]).map(String);
  const lines =
    given.length > 0 ? given : documentSchema(schema, [asString(schema["description"])]);
  const firstTag = lines.findIndex((line) => line.startsWith("@"));
  const prose = lines.slice(0, firstTag < 0 ? lines.length : firstTag);
  const tags = lines.slice(prose.length).flatMap((line) => {
    const [, name, text = ""] = /^@(default|deprecated|see) ?(.*)/.exec(line) ?? [];
    return name === "default"
      ? [`Default: \`${text}\`.`]
      : name === "see"
        ? [`See ${text}.`]
        : name === "deprecated"
          ? ["Deprecated."]
          : [];
  });
  const paragraphs = prose
    .join("\n")
    .split(/\n{2,}/)
    .map(sentence);
  return [...paragraphs, ...tags].filter(Boolean).join(" ");
};

/** Text on one line that ends as a sentence does, so that another may follow. */
const sentence = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/[\w"'`)\]]$/, "$&.");
