import fc from "fast-check";
import type { Json, JsonObject } from "../../scripts/lib/json.ts";

/** An API, independent of its notation. */
export interface Api {
  readonly version: string;
  readonly description: string;
  readonly operations: readonly Operation[];
  readonly schemas: JsonObject;
}

interface Operation {
  readonly method: "get" | "post";
  readonly parameters: readonly Parameter[];
  /** Whether the parameters are declared on the path item. */
  readonly isPerPath: boolean;
  readonly description: string;
  readonly responses: readonly JsonObject[];
}

type Parameter =
  | {
      readonly kind: "flat";
      readonly name: string;
      readonly in: string;
      readonly schema: JsonObject;
    }
  | { readonly kind: "list"; readonly name: string; readonly items: JsonObject }
  | { readonly kind: "deep"; readonly name: string; readonly members: Members };

interface Leaf {
  readonly schema: JsonObject;
  readonly required: boolean;
}
type Members = { readonly [key: string]: Leaf | { readonly members: Members } };

/** The notation of an API. */
export interface Form {
  readonly parameters: "bracketed" | "consolidated";
  readonly place: "inline" | "referenced";
}

const names = ["id", "record_type", "name", "nullable", "default", "example", "type", "10", "b-c"];
const componentNames = ["Client", "ListA0Params", "ListA1Filter", "ListA0Response"].concat([
  "Meta",
  "MetaSchema",
  "vendor_Meta",
  "vendor_Widget",
  "vendor_id",
  "other_Widget",
]);

const prose = fc.constantFrom(
  "Words.",
  "One <b>two</b><br/>three",
  'By <code>a &lt; b</code>, see <a href="https://x.y">here</a>',
  "Any <id>, `<b>` as well",
);

const scalar: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      type: fc.constantFrom("string", "integer", "boolean", "number"),
      nullable: fc.boolean(),
      description: prose,
      default: fc.constantFrom<Json[]>(null, "a", 1, 0, false, 1.5, []),
      example: fc.constantFrom<Json[]>("a", { nullable: true, default: null }),
      enum: fc.constantFrom<Json[]>(["a", "b"], [1, 2]),
      deprecated: fc.boolean(),
    },
    { requiredKeys: ["type"] },
  )
  .map((schema) => schema as JsonObject);

const bounded = fc
  .record(
    {
      minimum: fc.constantFrom(0, 1),
      exclusiveMinimum: fc.constantFrom<(boolean | number)[]>(true, false, 0),
      default: fc.constantFrom<Json[]>(0, 1, "1"),
    },
    { requiredKeys: [] },
  )
  .map((limits): JsonObject => ({ type: "integer", ...limits }));

const reference = fc
  .record(
    { $ref: fc.constantFrom(...componentNames).map((name) => `#/components/schemas/${name}`) },
    { requiredKeys: ["$ref"] },
  )
  .map((schema): JsonObject => schema);

const { object } = fc.letrec<{ schema: JsonObject; object: JsonObject }>((tie) => ({
  object: fc
    .record(
      {
        type: fc.constant("object"),
        properties: fc.dictionary(fc.constantFrom(...names), tie("schema"), { maxKeys: 4 }),
        required: fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
        nullable: fc.boolean(),
        description: prose,
        additionalProperties: fc.oneof(fc.boolean(), tie("schema")),
        example: fc.constant({ id: "7", nullable: true }),
      },
      { requiredKeys: ["type", "properties"] },
    )
    .map((each) => each as JsonObject),
  schema: fc.oneof(
    { maxDepth: 3 },
    scalar,
    bounded,
    reference,
    fc
      .record({ $ref: reference.map((each) => String(each["$ref"])), description: prose })
      .map((each): JsonObject => each),
    tie("object"),
    fc
      .record(
        { items: tie("schema"), nullable: fc.boolean(), default: fc.constantFrom([], null) },
        { requiredKeys: ["items"] },
      )
      .map((each) => ({ type: "array", ...each })),
    fc
      .record(
        {
          anyOf: fc.array(tie("schema"), { minLength: 1, maxLength: 3 }),
          nullable: fc.boolean(),
          default: fc.constantFrom<Json[]>(null, "a"),
        },
        { requiredKeys: ["anyOf"] },
      )
      .map((each) => each as JsonObject),
    fc
      .record(
        { allOf: reference.map((each) => [each]), nullable: fc.boolean(), description: prose },
        { requiredKeys: ["allOf"] },
      )
      .map((each) => each as JsonObject),
    fc.tuple(tie("object"), reference).map(([own, each]): JsonObject => ({ allOf: [each, own] })),
  ),
}));

const leaf: fc.Arbitrary<Leaf> = fc.record({
  schema: fc.oneof(
    scalar,
    bounded,
    fc.constant<JsonObject>({ $ref: "#/components/schemas/vendor_id" }),
    scalar.map((items): JsonObject => ({ type: "array", items })),
  ),
  required: fc.boolean(),
});
const members = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(
    leaf,
    fc.record({
      members: fc.dictionary(fc.constantFrom("eq", "contains", "10"), leaf, { minKeys: 1 }),
    }),
  ),
  { minKeys: 1, maxKeys: 3 },
);
const integer: fc.Arbitrary<Leaf> = fc.record({ schema: bounded, required: fc.boolean() });

const parameters: fc.Arbitrary<readonly Parameter[]> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom("q", "limit", "X-Trace"), { maxLength: 2 }),
    fc.constantFrom("query", "header"),
    scalar,
    fc.option(members),
    fc.option(
      fc.dictionary(fc.constantFrom("number", "size", "offset", "page_size"), integer, {
        minKeys: 1,
      }),
    ),
    fc.option(scalar),
    fc.nat(),
  )
  .map(([flat, place, schema, filter, page, items, turn]): readonly Parameter[] => {
    const all: readonly Parameter[] = [
      ...flat.map((name) => ({ kind: "flat" as const, name, in: place, schema })),
      ...(filter ? [{ kind: "deep" as const, name: "filter", members: filter }] : []),
      ...(page ? [{ kind: "deep" as const, name: "page", members: page }] : []),
      ...(items ? [{ kind: "list" as const, name: "sort", items }] : []),
    ];
    const first = all.length === 0 ? 0 : turn % all.length;
    return [...all.slice(first), ...all.slice(0, first)];
  });

const responseBody = fc.oneof(
  object,
  reference,
  fc.tuple(object, reference).map(
    ([item, meta]): JsonObject => ({
      type: "object",
      properties: {
        data: { type: "array", items: item },
        meta,
        paging: { type: "object", properties: { total_pages: { type: "integer" } } },
      },
    }),
  ),
);

export const api: fc.Arbitrary<Api> = fc.record({
  version: fc.constantFrom("3.0.0", "3.0.3", "3.1.0"),
  description: prose,
  operations: fc.array(
    fc.record({
      method: fc.constantFrom<("get" | "post")[]>("get", "post"),
      parameters,
      isPerPath: fc.boolean(),
      description: prose,
      responses: fc.array(responseBody, { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  schemas: fc.record(
    Object.fromEntries(
      componentNames.map((name) => [
        name,
        name === "vendor_id"
          ? fc.constant<JsonObject>({ type: "string", title: "Id" })
          : fc.oneof(scalar, object),
      ]),
    ),
  ),
});

export const form: fc.Arbitrary<Form> = fc.record({
  parameters: fc.constantFrom<Form["parameters"][]>("bracketed", "consolidated"),
  place: fc.constantFrom<Form["place"][]>("inline", "referenced"),
});

/** Writes an API in the given notation. */
export const write = (
  { version, description, operations, schemas }: Api,
  form: Form,
): JsonObject => {
  const shared: Record<"parameters" | "responses", Record<string, Json>> = {
    parameters: {},
    responses: {},
  };
  const place = (kind: "parameters" | "responses", name: string, value: JsonObject): JsonObject => {
    if (form.place === "inline") return value;
    shared[kind][name] = value;
    return { $ref: `#/components/${kind}/${name}` };
  };
  const paths = operations.map((operation, index): [string, JsonObject] => {
    const written = operation.parameters.flatMap((parameter) =>
      form.parameters === "bracketed" ? separate(parameter) : consolidate(parameter),
    );
    const placed = written.map((parameter, at) =>
      place("parameters", `P${index}_${at}`, parameter),
    );
    const responses = operation.responses.map((body, at): [string, JsonObject] => [
      String(200 + 2 * at),
      place("responses", `R${index}_${at}`, {
        description: operation.description,
        content: { "application/json": { schema: body } },
      }),
    ]);
    const own = {
      operationId: `ListA${index}`,
      description: operation.description,
      responses: { ...Object.fromEntries(responses), "404": { description: "Not <i>found</i>" } },
    };
    return [
      `/a${index}`,
      operation.isPerPath
        ? { parameters: placed, [operation.method]: own }
        : { [operation.method]: { ...own, parameters: placed } },
    ];
  });
  return {
    openapi: version,
    info: { title: "A", version: "1", description },
    paths: Object.fromEntries(paths),
    components: { schemas, ...(form.place === "referenced" && shared) },
  };
};

const consolidate = (parameter: Parameter): readonly JsonObject[] => {
  const { kind, name } = parameter;
  if (kind === "flat") return [{ name, in: parameter.in, schema: parameter.schema }];
  const deep = { name, in: "query", style: "deepObject", explode: true };
  if (kind === "list")
    return [
      { ...deep, schema: { type: "array", items: parameter.items, "x-array-format": "brackets" } },
    ];
  const schema = schemaOf(parameter.members);
  return [{ ...deep, ...(schema["required"] !== undefined && { required: true }), schema }];
};

const schemaOf = (members: Members): JsonObject => {
  const entries = Object.entries(members).map(([key, member]) => {
    const schema = "members" in member ? schemaOf(member.members) : member.schema;
    const required = "members" in member ? schema["required"] !== undefined : member.required;
    return { key, schema, required };
  });
  const required = entries.filter((each) => each.required).map(({ key }) => key);
  return {
    type: "object",
    properties: Object.fromEntries(entries.map(({ key, schema }) => [key, schema])),
    ...(required.length > 0 && { required }),
  };
};

const separate = (parameter: Parameter): readonly JsonObject[] => {
  const { kind, name } = parameter;
  if (kind === "flat") return consolidate(parameter);
  if (kind === "list")
    return [{ name: `${name}[]`, in: "query", schema: { type: "array", items: parameter.items } }];
  return leavesOf(parameter.members, name);
};

const leavesOf = (members: Members, name: string): readonly JsonObject[] =>
  Object.entries(members).flatMap(([key, member]) => {
    const path = `${name}[${key}]`;
    if ("members" in member) return leavesOf(member.members, path);
    const { description, ...schema } = member.schema;
    return [
      {
        name: path,
        in: "query",
        schema,
        ...(description !== undefined && { description }),
        ...(member.required && { required: true }),
      },
    ];
  });
