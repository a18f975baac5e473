import { $, definePluginConfig, type IR, type Plugins } from "@hey-api/openapi-ts";

type TypeScriptPlugin = Plugins.HeyApiTypeScript.Types;
type Resolvers = NonNullable<Plugins.HeyApiTypeScript.Resolvers>;
type Resolver<Name extends keyof Resolvers> = NonNullable<Resolvers[Name]>;

/** A schema with the marks that `plan` left on it. */
type Marked = IR.SchemaObject & {
  readonly "x-doc"?: readonly string[];
  readonly "x-file"?: string;
  readonly "x-open"?: true;
  readonly "x-undefined"?: true;
  readonly "x-date"?: true;
  readonly "x-void"?: true;
  readonly "x-or-undefined"?: true;
};

const marked = (schema: IR.SchemaObject): Marked => schema;

/** `"a" | "b"`, and for what is received any other string too, while editors still complete the known ones. */
const openEnum: Resolver<"enum"> = ({ schema }) => {
  if (!marked(schema)["x-open"]) return undefined;
  const values = (schema.items ?? []).map((item) => $.type.fromValue(item.const));
  return $.type.or(...values, $.type.and("string", $.type.object()));
};

/** Bytes are a `Blob`, which a `File` is too; in parameters a `Date` may stand for the text of one. */
const stringFormats: Resolver<"string"> = ({ schema }) => {
  if (schema.const !== undefined) return undefined;
  if (schema.format === "binary") return $.type("Blob");
  if (marked(schema)["x-date"]) return $.type.or("string", "Date");
  return undefined;
};

/** Each property with its comment; of what is sent, the optional ones also take an explicit `undefined`. */
const documentedObject: Resolver<"object"> = (context) => {
  const { nodes, path, plugin, schema, walk } = context;
  const object = nodes.base(context) as ReturnType<typeof $.type.object>;
  if (!("prop" in object)) return object;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const required = schema.required?.includes(name) ?? false;
    const { type } = walk(property, { path, plugin });
    const takesUndefined = !required && marked(schema)["x-undefined"];
    object.prop(name, (prop) =>
      prop
        .doc([...(marked(property)["x-doc"] ?? [])])
        .required(required)
        .type(takesUndefined ? $.type.or(type, "undefined") : type),
    );
  }
  return object;
};

/** One exported alias for each component, under its own name, in the file that `plan` chose. */
const handler: TypeScriptPlugin["Handler"] = ({ plugin }) => {
  const all: { schema: Marked; symbol: ReturnType<typeof plugin.symbol> }[] = [];
  plugin.forEach(
    "schema",
    ({ _path, name, pointer, schema }) => {
      const meta = {
        category: "type",
        path: _path,
        resource: "definition",
        resourceId: pointer,
      } as const;
      const file = marked(schema)["x-file"] ?? name;
      all.push({
        schema: marked(schema),
        symbol: plugin.symbol(name, { meta, getFilePath: () => file }),
      });
    },
    { order: "declarations" },
  );
  // In a second pass, since a type may refer to one that is declared after it, in another file.
  for (const { schema, symbol } of all) {
    const type = schema["x-void"] ? $.type("void") : plugin.api.schemaToType(plugin, schema);
    plugin.node(
      $.type
        .alias(symbol)
        .export()
        .doc([...(schema["x-doc"] ?? [])])
        .type(schema["x-or-undefined"] ? $.type.or(type, "undefined") : type),
    );
  }
};

/** @hey-api/typescript with our names, marks and comments: its own handler cannot split types into files. */
const config = {
  name: "@hey-api/typescript",
  config: {
    $resolvers: { enum: openEnum, object: documentedObject, string: stringFormats },
    case: "preserve",
    comments: false,
    definitions: { case: "preserve", name: "{{name}}" },
  },
  handler,
} as unknown as TypeScriptPlugin["Config"]; // The rest of a plugin's configuration is merged in from the one built in.

export const types = definePluginConfig(config);
