import { createClient } from "@hey-api/openapi-ts";
import { keepEscapes } from "../../templates/plugin/escapes.ts";
import { operations } from "../../templates/plugin/operations.ts";
import { types } from "../../templates/plugin/types.ts";
import { captureConsole } from "../lib/capture-console.ts";
import { Failure } from "../lib/failure.ts";
import type { Files } from "../lib/files.ts";
import { holdsData } from "../lib/grammar.ts";
import { isObject, type Json, type JsonObject } from "../lib/json.ts";
import type { Schema } from "../lib/model.ts";
import { typesOf } from "../lib/schema.ts";
import { transformSchema } from "../lib/transform.ts";
import type { Plan } from "../plan/plan.ts";
import { printJsDoc } from "../plan/print-documentation.ts";
import { isMark, type Marks } from "../plan/schemas/marks.ts";

/** Plan → the files of the package's `src/` that @hey-api/openapi-ts prints: operations, components, the index. */
export const emit = async (plan: Plan): Promise<Files> => {
  let printed: readonly { readonly path: string; readonly content: string }[] = [];
  const capture = {
    name: "capture",
    config: {},
    // hey-api has no API for its output in memory, and rendering twice would print type imports as values: so the one
    // rendering is intercepted.
    handler: ({ plugin }: { plugin: { gen: { render: () => typeof printed } } }) => {
      const render = plugin.gen.render.bind(plugin.gen);
      plugin.gen.render = () => (printed = render());
    },
  };
  try {
    const { result: contexts, lines } = await captureConsole(() =>
      createClient({
        input: inputFor(plan),
        // Otherwise hey-api merges a configuration from the working directory: with a name that has no ending, the
        // directory's own `index.js`.
        configFile: "no-configuration.none",
        dryRun: true,
        interactive: false,
        logs: { level: "silent", file: false },
        output: {
          path: "/package/src",
          clean: false,
          header: null,
          fileName: { suffix: null },
          module: { extension: ".js" },
          tsConfigPath: null,
        },
        parser: { transforms: { readWrite: false } },
        plugins: [types(plan.types), operations(plan.operations), capture as never],
      } as never),
    );
    const skipped = lines.find((line) => /skip|unhandled|unsupported/i.test(line));
    if (skipped !== undefined) throw new Error(skipped);
    if (contexts.length !== 1 || printed.length === 0)
      throw new Error(`${contexts.length} contexts, ${printed.length} files`);
  } catch (error) {
    const inner = (error as { originalError?: { error?: unknown } }).originalError?.error ?? error;
    throw new Failure(
      "internal",
      `internal error: @hey-api/openapi-ts failed: ${String(inner)}. Please report the document.`,
      { cause: inner },
    );
  }
  return new Map(
    printed.map(({ path, content }) => [`src/${path.replace(/^\/package\/src\//, "")}`, content]),
  );
};

/** A fresh document, since hey-api changes what it is given: a component for each type. */
const inputFor = (plan: Plan): object =>
  copy({
    openapi: "3.1.0",
    info: { title: "", version: "" },
    components: {
      schemas: Object.fromEntries(plan.types.map(({ name, schema }) => [name, forHeyApi(schema)])),
    },
    paths: {},
  });

const copy = (document: JsonObject): object => {
  const text = JSON.stringify(document);
  const mayHoldEscapes = text.includes(String.raw`\\u`);
  return JSON.parse(
    text,
    mayHoldEscapes ? (_, value: Json) => escapesKept(value) : undefined,
  ) as object;
};

const escapesKept = (value: Json): Json => {
  if (typeof value === "string") return keepEscapes(value);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [keepEscapes(name), member]),
  );
};

/**
 * Only what is printed: hey-api looks for references in all that it is given, and examples, defaults and extensions are
 * in the comments by now.
 */
const forHeyApi = (schema: Schema): JsonObject =>
  transformSchema(schema, (each) => {
    const { "x-comment": comment, ...rest } = each as Schema & Marks;
    const printed = Object.entries(rest).filter(
      ([keyword]) => isMark(keyword) || !holdsData(keyword) || ["const", "enum"].includes(keyword),
    );
    return {
      ...oneTypeEach(Object.fromEntries(printed)),
      // Also where it is empty: of a `$ref` with nothing beside it, hey-api may print the target's own target.
      ...(comment && { "x-comment": printJsDoc(comment).join("\n") }),
    };
  });

/**
 * Of several types, hey-api would keep the marks to itself, and print none of them by its marks; of items and of
 * additional properties without a type it would print nothing.
 *
 *     { type: [string, "null"], x-date: true }  →  { anyOf: [{ type: string, x-date: true }, { type: "null" }] }
 *     { items: A }                              →  { type: array, items: A }
 *     { additionalProperties: A }               →  { type: object, additionalProperties: A }
 */
const oneTypeEach = (schema: Schema): Schema => {
  const [implied] = schema["const"] === undefined ? typesOf(schema) : [];
  const { type = implied } = schema;
  const isPrintedByType = !["enum", "allOf", "anyOf", "oneOf", "$ref"].some(
    (each) => each in schema,
  );
  if (type === undefined || !isPrintedByType) return schema;
  if (typeof type === "string") return { ...schema, type };
  return {
    anyOf: type.map((each) => (each === "null" ? { type: each } : { ...schema, type: each })),
  };
};
