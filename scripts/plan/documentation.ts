import type { Json } from "../lib/json.ts";
import type { Operation, Schema } from "../lib/model.ts";
import { exampleOf } from "../lib/schema.ts";

/** What a comment says, printed as JSDoc in the code and as a table cell in the README. */
export type DocComment = {
  readonly paragraphs: readonly string[];
  readonly tags: readonly DocTag[];
};

export type DocTag =
  | { readonly name: "default" | "example"; readonly value: Json }
  | { readonly name: "deprecated" }
  | { readonly name: "see"; readonly text: string };

/** The comment of a schema or parameter: texts, limits, then the tags that editors know. */
export const documentSchema = (
  schema: Schema,
  texts: readonly (string | undefined)[],
): DocComment => {
  const example = exampleOf(schema);
  return comment(
    [...texts, describeLimits(schema)],
    [
      ...(schema["default"] === undefined
        ? []
        : [{ name: "default" as const, value: schema["default"] }]),
      ...(example === undefined ? [] : [{ name: "example" as const, value: example }]),
      ...notes(schema.deprecated === true, schema.externalDocs),
    ],
  );
};

/** The comment of an operation's function. */
export const documentOperation = ({
  deprecated,
  documentation,
}: Pick<Operation, "deprecated" | "documentation">): DocComment =>
  comment(
    [documentation.summary, documentation.description],
    notes(deprecated, documentation.externalDocs),
  );

/** A comment that ends with the request that a function makes: `GET /widgets/{id}`. */
export const withRequest = (
  { paragraphs, tags }: DocComment,
  method: string,
  path: string,
): DocComment => ({ paragraphs: [...paragraphs, `\`${method} ${path}\``], tags });

/** The text, without empty and repeated paragraphs. */
const comment = (texts: readonly (string | undefined)[], tags: readonly DocTag[]): DocComment => ({
  paragraphs: [...new Set(texts.flatMap((each) => each?.trim() || []))],
  tags,
});

const notes = (deprecated: boolean, externalDocs: Schema["externalDocs"]): readonly DocTag[] => {
  const { description, url } = externalDocs ?? {};
  return [
    ...(deprecated ? [{ name: "deprecated" as const }] : []),
    ...(url ? [{ name: "see" as const, text: oneLine([url, description].join(" ")) }] : []),
  ];
};

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const describeLimits = (schema: Schema): string =>
  [
    between(schema["minimum"], schema["maximum"], "", ["Minimum:", "Maximum:"]),
    limit("More than", schema["exclusiveMinimum"]),
    limit("Less than", schema["exclusiveMaximum"]),
    limit("A multiple of", schema["multipleOf"]),
    between(schema["minLength"], schema["maxLength"], " characters", ["At least", "At most"]),
    between(schema.minItems, schema.maxItems, " items", ["At least", "At most"]),
    schema["uniqueItems"] === true ? "The items are unique." : "",
    schema.pattern === undefined ? "" : `Pattern: \`${oneLine(schema.pattern)}\`.`,
    schema.format === undefined ? "" : `Format: ${oneLine(schema.format)}.`,
  ]
    .filter(Boolean)
    .join(" ");

const limit = (text: string, value: Json | undefined): string =>
  typeof value === "number" ? `${text} ${value}.` : "";

const between = (
  low: Json | undefined,
  high: Json | undefined,
  unit: string,
  [atLeast, atMost]: readonly [string, string],
): string => {
  const counted = (count: number): string =>
    `${count}${count === 1 ? unit.replace(/s$/, "") : unit}`;
  const [minimum, maximum] = [low, high].map((each) =>
    typeof each === "number" ? each : undefined,
  );
  if (minimum !== undefined && maximum !== undefined)
    return minimum === maximum
      ? `Exactly ${counted(minimum)}.`
      : `${unit === "" ? "From " : ""}${minimum} to ${maximum}${unit}.`;
  if (minimum !== undefined)
    return minimum === 0 && unit !== "" ? "" : `${atLeast} ${counted(minimum)}.`;
  return maximum === undefined ? "" : `${atMost} ${counted(maximum)}.`;
};
