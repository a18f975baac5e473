import { byCodeUnit } from "../lib/json.ts";
import type { Schema, Schemas } from "../lib/model.ts";
import { fileName, kebabCase, typeName, uniqueName } from "../lib/names.ts";
import { schemaName } from "../lib/references.ts";
import { takenTypeNames } from "../lib/reserved-names.ts";
import { resolve } from "../lib/schema.ts";
import { transformSchema } from "../lib/transform.ts";
import { type DocComment, documentSchema } from "./documentation.ts";
import { exportsOf, type PlannedOperation } from "./operation.ts";
import { declareRequired } from "./schemas/declare-required.ts";
import { fixAlternatives } from "./schemas/discriminators.ts";
import { dropRestrictions } from "./schemas/drop-restrictions.ts";
import { fixChildren } from "./schemas/fix-children.ts";
import { fixMembers, schemasWith } from "./schemas/fix-members.ts";
import { itemsOfLists } from "./schemas/items-of-lists.ts";
import { listsFirst } from "./schemas/lists-first.ts";
import { withMarks } from "./schemas/marks.ts";
import { nameProperties } from "./schemas/name-properties.ts";
import { oneComposition } from "./schemas/one-composition.ts";
import { oneNull } from "./schemas/one-null.ts";
import { openEnums } from "./schemas/open-enums.ts";
import type { Usage } from "./schemas/usage-at.ts";
import { ComponentUsage, markUsage, splitComponents, splitParameters } from "./schemas/usage.ts";
import { widenAdditional } from "./schemas/widen-additional.ts";
import { writeConstants } from "./schemas/write-constants.ts";
import { writeTuples } from "./schemas/write-tuples.ts";

/** A type of the package: its name, its file, and the schema that it is printed from. */
export interface PlannedType {
  readonly name: string;
  /** `components/widget`, below `src/`. */
  readonly file: string;
  readonly comment: DocComment;
  readonly schema: Schema;
  /** The response of an operation that has no body, or may have none. */
  readonly isVoid?: true;
  readonly orUndefined?: true;
}

/** Operations and components → the types of the package: each operation's own first, then the components. */
export const planTypes = (
  operations: readonly PlannedOperation[],
  given: Schemas,
  /** Components that are not selected: their names stay free, as if they were. */
  allComponents: readonly string[] = [],
): readonly PlannedType[] => {
  const withChildren = fixChildren(given);
  const own = operations.flatMap(({ bodies, error, params, response }) => [
    params,
    response.schema ?? {},
    error?.schema ?? {},
    ...bodies.map(({ schema }) => schema),
  ]);
  const all = [...Object.values(withChildren), ...own];
  const schemas = fixMembers(
    withChildren,
    schemasWith("discriminator", all),
    schemasWith("allOf", all),
  );
  const usage = new ComponentUsage(given);
  for (const { bodies, error, params, response } of operations) {
    const { body: _body, ...parameters } = params.properties ?? {};
    // As a schema, in which the names of properties are no keywords: a header may be called `x-metadata`.
    usage.add(
      { properties: bodies.length > 0 ? parameters : (params.properties ?? {}) },
      "parameter",
    );
    for (const { schema, usage: use } of bodies) usage.add(schema, use);
    usage.add(response.schema ?? {}, "response");
    usage.add(error?.schema ?? {}, "response");
  }
  const names = nameTypes(
    [...new Set([...Object.keys(schemas), ...allComponents])].sort(byCodeUnit),
    { sent: splitComponents(schemas, usage), parameters: splitParameters(schemas, usage) },
    new Set([...takenTypeNames, ...operations.flatMap(exportsOf)]),
  );
  const componentTypes = planComponents(schemas, usage, names, fileByComponent(operations));

  const byFile = Map.groupBy(componentTypes, ({ file }) => file);
  const operationTypes = operations.flatMap((operation): readonly PlannedType[] => {
    const own = byFile.get(operation.file) ?? [];
    byFile.delete(operation.file);
    return planOperationTypes(operation, own, names, schemas);
  });
  const rest = [...byFile.values()].flat().sort((a, b) => byCodeUnit(a.file, b.file));
  return [...operationTypes, ...rest];
};

const planComponents = (
  schemas: Schemas,
  usage: ComponentUsage,
  names: TypeNames,
  fileOf: ReadonlyMap<string, string>,
): readonly PlannedType[] => {
  const files = new Set<string>();
  const newFile = (name: string): string => {
    const file = uniqueName(`components/${fileName(name)}`, (each) => files.has(each), "-");
    files.add(file);
    return file;
  };
  return Object.entries(schemas).flatMap(([component, given]): PlannedType[] => {
    const usages = usage.of(component);
    const schema = documentProperties(complete(given, schemas), schemas);
    const ordered = usagesInOrder.filter((usage) => usages.has(usage));
    return [...Map.groupBy(ordered, (usage) => names(component, usage))].map(
      ([name, ofType]): PlannedType => ({
        name,
        file: fileOf.get(name) ?? newFile(name),
        comment: documentSchema(schema, [titleOf(schema, name), schema.description]),
        schema: markUsage(schema, new Set(ofType), nameIn(names, ofType[0] ?? "body"), schemas),
      }),
    );
  });
};

/** The first of a type's usages names what it refers to: what only parameters have comes last. */
const usagesInOrder: readonly Usage[] = ["response", "body", "multipart", "part", "parameter"];

/** A schema with what it leaves for tools to infer from the whole document. */
const complete = (given: Schema, schemas: Schemas): Schema => {
  const listed = openEnums(writeConstants(nameProperties(given)));
  const declared = declareRequired(oneNull(listed), schemas);
  const fixed = dropRestrictions(fixAlternatives(declared, schemas));
  const composed = oneComposition(listsFirst(itemsOfLists(fixed), schemas), schemas);
  return writeTuples(widenAdditional(composed, schemas));
};

/** The types of an operation's own file: its parameters, components made for it, its response. */
const planOperationTypes = (
  {
    bodies,
    error,
    file,
    functionName,
    params,
    paramsType,
    response,
    responseType,
  }: PlannedOperation,
  own: readonly PlannedType[],
  names: TypeNames,
  schemas: Schemas,
): readonly PlannedType[] => {
  const received = nameIn(names, "response");
  const comment = (text: string): DocComment => ({ paragraphs: [text], tags: [] });
  const resolved = own.find((type) => type.name === responseType) ?? {
    name: responseType,
    file,
    comment: comment(`What {@link ${functionName}} resolves to.`),
    schema: markUsage(
      complete(response.schema ?? {}, schemas),
      new Set(["response"]),
      received,
      schemas,
    ),
    ...(response.schema === undefined && { isVoid: true as const }),
  };
  return [
    {
      name: paramsType,
      file,
      comment: comment(`Parameters of {@link ${functionName}}.`),
      schema: markParams(complete(params, schemas), bodies.length > 0, names, schemas),
    },
    ...own.filter((type) => type !== resolved),
    response.mayBeEmpty && response.schema ? { ...resolved, orUndefined: true } : resolved,
    ...(error && !own.some(({ name }) => name === error.name)
      ? [
          {
            name: error.name,
            file,
            comment: comment(`What the body of an error of {@link ${functionName}} can be.`),
            schema: markUsage(
              complete(error.schema, schemas),
              new Set(["response"]),
              received,
              schemas,
            ),
          },
        ]
      : []),
  ];
};

/** The schema of `params`, whose `body` is used as the components in it are: not as a parameter. */
const markParams = (
  params: Schema,
  hasBody: boolean,
  names: TypeNames,
  schemas: Schemas,
): Schema => {
  const mark = (schema: Schema, usage: Usage): Schema =>
    markUsage(schema, new Set([usage]), nameIn(names, usage), schemas);
  const marked = mark(params, "parameter");
  const body = hasBody ? params.properties?.["body"] : undefined;
  if (body === undefined) return marked;
  return { ...marked, properties: { ...marked.properties, body: mark(body, "body") } };
};

/** Components that normalization made for one operation are declared in its file. */
const fileByComponent = (operations: readonly PlannedOperation[]): ReadonlyMap<string, string> =>
  new Map(
    operations.flatMap(({ file, ownComponents }) =>
      ownComponents.map((name) => [name, file] as const),
    ),
  );

/** The name of a component's type where it is used: the same wherever the types are. */
type TypeNames = (component: string, usage: Usage) => string;

const nameIn =
  (names: TypeNames, usage: Usage) =>
  (component: string): string =>
    names(component, usage);

/** Component names as TypeScript can spell them, no two alike. */
const nameTypes = (
  components: readonly string[],
  split: { readonly sent: ReadonlySet<string>; readonly parameters: ReadonlySet<string> },
  reserved: ReadonlySet<string>,
): TypeNames => {
  const taken = new Set<string>();
  const received = new Map<string, string>();
  const sent = new Map<string, string>();
  const parameters = new Map<string, string>();
  const take = (names: Map<string, string>, component: string, base: string): void => {
    // Normalization gave components that are spelled exactly their final names.
    const isFree = (name: string): boolean =>
      !taken.has(name) && (name === component || !reserved.has(name));
    const name = uniqueName(base, (each) => !isFree(each));
    taken.add(name);
    names.set(component, name);
  };
  const exact = new Set(components.filter((component) => typeName(component) === component));
  for (const component of [...exact, ...components.filter((each) => !exact.has(each))])
    take(received, component, typeName(component));
  const nameReceived = (component: string): string => received.get(component) ?? component;
  for (const component of split.sent) take(sent, component, `${nameReceived(component)}Input`);
  for (const component of split.parameters)
    take(parameters, component, `${nameReceived(component)}Parameter`);
  return (component, usage) => {
    const named = usage === "parameter" ? parameters.get(component) : undefined;
    return (
      named ?? (usage === "response" ? undefined : sent.get(component)) ?? nameReceived(component)
    );
  };
};

/** Adds the comment of every property, as a mark; a `$ref` gets its target's documentation. */
const documentProperties = (schema: Schema, schemas: Schemas): Schema =>
  transformSchema(schema, (each) => {
    if (each.properties === undefined) return each;
    const properties = Object.entries(each.properties).map(([name, member]) => {
      const target = resolve(member, schemas);
      const text = target.description ?? titleOf(target, schemaName(member.$ref) ?? name);
      return [name, withMarks(member, { "x-comment": documentSchema(target, [text]) })] as const;
    });
    return { ...each, properties: Object.fromEntries(properties) };
  });

/** A title, unless it only repeats the name: `Pagination Meta` of `PaginationMeta`. */
const titleOf = ({ title }: Schema, name: string): string | undefined =>
  title === undefined || kebabCase(title) === kebabCase(name) ? undefined : title;
