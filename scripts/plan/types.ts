import { schemasOf } from "../lib/components.ts";
import { asObject, asString, byCodeUnit, type JsonObject, mapValues } from "../lib/json.ts";
import { kebabCase, typeName } from "../lib/names.ts";
import { resolveSchema, transformSchema } from "../lib/openapi.ts";
import { documentSchema } from "./documentation.ts";
import type { PlannedOperation } from "./operation.ts";
import { markSide, Reach, type Side, splitComponents } from "./sides.ts";

/** A type of the package: its name, the file it stands in, and the schema it is printed from. */
export interface PlannedType {
  readonly name: string;
  readonly file: string;
  readonly documentation: readonly string[];
  readonly schema: JsonObject;
  /** The answer of an operation that answers nothing, or may. */
  readonly isVoid?: true;
  readonly orUndefined?: true;
}

/** Operations and components → the types of the package: each operation's own first, then the components. */
export const planTypes = (
  operations: readonly PlannedOperation[],
  root: JsonObject,
): readonly PlannedType[] => {
  const schemas = schemasOf(root);
  const reach = new Reach(root);
  for (const { params, answer } of operations) {
    for (const [key, property] of Object.entries(asObject(params["properties"])))
      reach.add(property, key === "body" ? "body" : "parameter");
    reach.add(answer.schema ?? {}, "response");
  }
  const split = splitComponents(root, reach);
  const names = nameTypes(Object.keys(schemas), split);
  const nameOf = (component: string): string => names.get(component) ?? component;
  const inputOf = (component: string): string =>
    names.get(split.has(component) ? `${component} in requests` : component) ?? component;

  const homes = operationTypes(operations);
  const files = new Set<string>();
  const componentTypes = Object.keys(schemas).flatMap((component): PlannedType[] => {
    const sides = reach.of(component);
    const schema = documentProperties(asObject(schemas[component]), root);
    const planType = (name: string, ofSides: ReadonlySet<Side>): PlannedType => ({
      name,
      file: homes.get(name) ?? uniqueFile(`components/${kebabCase(name)}`, files),
      documentation: documentSchema(schema, [
        asString(schema["title"]),
        asString(schema["description"]),
      ]),
      schema: markSide(schema, ofSides, ofSides.has("response") ? nameOf : inputOf),
    });
    if (sides.size === 0) return [];
    if (!split.has(component)) return [planType(nameOf(component), sides)];
    const sent = new Set([...sides].filter((side) => side !== "response"));
    return [planType(nameOf(component), new Set(["response"])), planType(inputOf(component), sent)];
  });

  const byFile = Map.groupBy(componentTypes, ({ file }) => file);
  const types = operations.flatMap((operation): PlannedType[] => {
    const { answer, file, functionName, params, typePrefix } = operation;
    const own = byFile.get(file) ?? [];
    byFile.delete(file);
    const name = `${typePrefix}Response`;
    const answered = own.find((type) => type.name === name) ?? {
      name,
      file,
      documentation: [`What {@link ${functionName}} resolves to.`],
      schema: markSide(answer.schema ?? {}, new Set(["response"]), nameOf),
      ...(answer.schema === undefined && { isVoid: true as const }),
    };
    return [
      {
        name: `${typePrefix}Params`,
        file,
        documentation: [`Parameters of {@link ${functionName}}.`],
        schema: markSide(params, new Set(["parameter", "body"]), inputOf),
      },
      ...own.filter((type) => type !== answered),
      answer.mayBeEmpty && answer.schema ? { ...answered, orUndefined: true } : answered,
    ];
  });
  const rest = [...byFile.values()].flat().sort((a, b) => byCodeUnit(a.file, b.file));
  return [...types, ...rest];
};

/** Components that normalisation made for one operation live in its file. */
const operationTypes = (operations: readonly PlannedOperation[]): ReadonlyMap<string, string> =>
  new Map(
    operations.flatMap(({ file, ownTypes }) => ownTypes.map((name) => [name, file] as const)),
  );

/** Component names as TypeScript can spell them, no two alike. */
const nameTypes = (
  components: readonly string[],
  split: ReadonlySet<string>,
): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const take = (component: string, wish: string): void => {
    let name = wish;
    for (let count = 2; taken.has(name); count++) name = `${wish}${count}`;
    taken.add(name);
    names.set(component, name);
  };
  const exact = components.filter((component) => typeName(component) === component);
  for (const component of [...exact, ...components.filter((each) => !exact.includes(each))])
    take(component, typeName(component));
  for (const component of split)
    take(`${component} in requests`, `${names.get(component) ?? component}Input`);
  return names;
};

const uniqueFile = (wish: string, taken: Set<string>): string => {
  let file = wish;
  for (let count = 2; taken.has(file); count++) file = `${wish}-${count}`;
  taken.add(file);
  return file;
};

/** Writes the comment of every property beside it, as the lines an editor shows; a reference speaks for its target. */
const documentProperties = (schema: JsonObject, root: JsonObject): JsonObject =>
  transformSchema(schema, (each) => {
    if (each["properties"] === undefined) return each;
    const properties = mapValues(asObject(each["properties"]), (member) => {
      const said = resolveSchema(asObject(member), root);
      const words = asString(said["description"]) ?? asString(said["title"]);
      return { ...asObject(member), "x-doc": documentSchema(said, [words]) };
    });
    return { ...each, properties };
  });
