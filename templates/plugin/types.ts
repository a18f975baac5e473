import { $, definePluginConfig, type IR, type Plugins } from "@hey-api/openapi-ts";
import { parseOpenApiSpec } from "@hey-api/openapi-ts/internal";
import ts from "typescript";
import type { PrintedMarks } from "../../scripts/plan/schemas/marks.ts";
import { printJsDoc } from "../../scripts/plan/print-documentation.ts";
import { documentForHeyApi } from "../../scripts/plan/schemas/document-for-hey-api.ts";
import type { PlannedType } from "../../scripts/plan/types.ts";
import { keepEscapes } from "./escapes.ts";

type TypeScriptPlugin = Plugins.HeyApiTypeScript.Types;
type Resolvers = NonNullable<Plugins.HeyApiTypeScript.Resolvers>;
type Resolver<Name extends keyof Resolvers> = NonNullable<Resolvers[Name]>;

/** A schema with the marks that `plan` left on it. */
type Marked = IR.SchemaObject & PrintedMarks;

const marked = (schema: IR.SchemaObject): Marked => schema;

/** `"a" | "b"`; in responses any other string as well, while editors still complete the known ones. */
const openEnum: Resolver<"enum"> = ({ schema }) => {
  if (!marked(schema)["x-open"]) return undefined;
  const values = (schema.items ?? []).map((item) => $.type.fromValue(item.const));
  return $.type.or(...values, $.type.and("string", $.type.object()));
};

/** A file is a `Blob`, of which `File` is one kind; a date that is sent accepts a `Date`. */
const stringFormats: Resolver<"string"> = ({ schema }) => {
  if (schema.const !== undefined) return undefined;
  const { "x-blob": blob, "x-raw": raw } = marked(schema);
  if (raw) return $.type.or("Blob", "ArrayBuffer", "Uint8Array", "ReadableStream");
  if (blob) return blob === true ? $.type("Blob") : $.type.or("Blob", "string");
  if (marked(schema)["x-date"]) return $.type.or("string", "Date");
  return schema.format === "binary" ? $.type("string") : undefined; // JSON has no bytes.
};

/** A parameter of 64 bits also accepts a bigint, which is exact beyond 2^53. */
const largeInteger: Resolver<"number"> = ({ schema }) =>
  schema.const === undefined && marked(schema)["x-bigint"]
    ? $.type.or("number", "bigint")
    : undefined;

/** An array that is only sent may be read-only, such as one declared `as const`; a stream gives its items one by one. */
const arrays: Resolver<"array"> = ({ path, plugin, schema, walk }) => {
  const { "x-readonly": isReadonly, "x-stream": isStream } = marked(schema);
  if (!(isReadonly || isStream)) return undefined;
  const { items: declared = [{ type: "unknown" }] } = schema;
  const items = declared.map((item) => walk(item, { path, plugin }).type);
  const item = schema.logicalOperator === "and" ? $.type.and(...items) : $.type.or(...items);
  return $.type(isStream ? "AsyncIterable" : "ReadonlyArray").generic(item);
};

/** `[A, B]`; with the mark, the last item may repeat: `[A, ...B[]]`. */
const tuple: Resolver<"tuple"> = ({ path, plugin, schema, walk }) => {
  if (schema.const !== undefined || !schema.items) return undefined;
  const items = schema.items.map((item) => walk(item, { path, plugin }).type);
  const last = marked(schema)["x-rest"] ? items.pop() : undefined;
  const type = $.type.tuple(...items, ...(last === undefined ? [] : [restOf(last)]));
  return marked(schema)["x-readonly"] ? $.type.operator().readonly(type) : type;
};

/**
 * `...B[]`, since TypeScript refuses `...Array<B>` in the definition of B. hey-api has no nodes for either sign, but prints
 * any token as an operator, and an empty name as an index.
 */
const restOf = (item: ReturnType<Parameters<typeof tuple>[0]["walk"]>["type"]) =>
  $.type
    .operator()
    .operator(ts.SyntaxKind.DotDotDotToken as never)
    .type($.type.idx(item, ""));

/** Each property with its comment; the optional ones of an object that is sent also accept an explicit `undefined`. */
const documentedObject: Resolver<"object"> = (context) => {
  const { nodes, path, plugin, schema, walk } = context;
  const base = nodes.base(context) as
    | ReturnType<typeof $.type.object>
    | ReturnType<typeof $.type.mapped>;
  const { additionalProperties } = schema;
  const orUndefined = (...values: readonly IR.SchemaObject[]) =>
    $.type.or(...values.map((value) => walk(value, { path, plugin }).type), "undefined");
  if (!("prop" in base))
    return additionalProperties && marked(schema)["x-undefined"]
      ? base.type(orUndefined(additionalProperties))
      : base;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(name) ?? false;
    const { type } = marked(property)["x-never"]
      ? { type: $.type("never") }
      : walk(property, { path, plugin });
    const takesUndefined = !required && marked(schema)["x-undefined"];
    base.prop(name, (prop) =>
      prop
        .doc(commentLines(marked(property)))
        .required(required)
        .type(takesUndefined ? $.type.or(type, "undefined") : type),
    );
  }
  // Beside optional properties, hey-api adds `undefined` itself.
  const names = Object.keys(schema.properties ?? {});
  const hasOptional = names.some((name) => !schema.required?.includes(name));
  const additional = hasOptional ? undefined : additionalProperties;
  if (additional && additional.type !== "never" && marked(schema)["x-undefined"]) {
    const values =
      additional.type === "unknown"
        ? [additional]
        : distinct([additional, ...Object.values(schema.properties ?? {})]);
    base.idxSig("key", (signature) => signature.key("string").type(orUndefined(...values)));
  }
  return base;
};

/** An index signature holds for the declared properties too, so that it permits what they are: once each. */
const distinct = (values: readonly IR.SchemaObject[]): readonly IR.SchemaObject[] => {
  const seen = new Map(
    values
      .filter((value) => !marked(value)["x-never"])
      .map((value) => [
        JSON.stringify({ ...value, description: undefined, "x-comment": undefined }),
        value,
      ]),
  );
  return [...seen.values()];
};

const commentLines = ({ "x-comment": comment }: Marked): string[] =>
  comment ? comment.split("\n") : [];

/**
 * The schemas as hey-api reads them. As its input, they would also be searched for references and indexed by them, which
 * takes as long as all that it does here.
 */
const readSchemas = (
  planned: readonly PlannedType[],
  { context }: TypeScriptPlugin["Instance"],
): Readonly<Record<string, IR.SchemaObject>> => {
  context.spec = documentForHeyApi(planned) as never;
  parseOpenApiSpec(context as never);
  return context.ir.components?.schemas ?? {};
};

/** Emits one exported alias for each type of the plan, in the file that the plan chose. */
const emitTypes = (planned: readonly PlannedType[], plugin: TypeScriptPlugin["Instance"]): void => {
  const schemas = readSchemas(planned, plugin);
  const all = planned.map((type) => {
    const resourceId = `#/components/schemas/${type.name}`;
    const meta = { category: "type", resource: "definition", resourceId } as const;
    return { symbol: plugin.symbol(type.name, { meta, getFilePath: () => type.file }), type };
  });
  // In a second pass, since a type may refer to one that is declared after it, in another file.
  for (const { symbol, type } of all) {
    const schema = schemas[type.name];
    if (!schema) throw new Error(`${type.name} is not among the schemas that were read`);
    const printed = type.isVoid ? $.type("void") : plugin.api.schemaToType(plugin, schema);
    plugin.node(
      $.type
        .alias(symbol)
        .export()
        .doc(printJsDoc(type.comment).map(keepEscapes))
        .type(type.orUndefined ? $.type.or(printed, "undefined") : printed),
    );
  }
};

/** @hey-api/typescript with our own handler, since its handler cannot split types into files. */
export const types = (planned: readonly PlannedType[]) =>
  definePluginConfig({
    name: "@hey-api/typescript",
    config: {
      $resolvers: {
        array: arrays,
        enum: openEnum,
        number: largeInteger,
        object: documentedObject,
        string: stringFormats,
        tuple,
      },
      case: "preserve",
      comments: false,
      definitions: { case: "preserve", name: "{{name}}" },
    },
    handler: ({ plugin }: { readonly plugin: TypeScriptPlugin["Instance"] }) => {
      emitTypes(planned, plugin);
    },
  } as unknown as TypeScriptPlugin["Config"])(); // The rest is merged in from the built-in plugin.
