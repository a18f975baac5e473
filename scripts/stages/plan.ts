import { refTo, schemaName, schemasOf } from "../lib/components.ts";
import { asObject, asString, type Json, type JsonObject } from "../lib/json.ts";
import { kebabCase, typeName } from "../lib/names.ts";
import {
  listOperations,
  type OpenApiDocument,
  resolveSchema,
  transformSchema,
} from "../lib/openapi.ts";
import { documentSchema } from "../plan/documentation.ts";
import { planOperation, type PlannedOperation } from "../plan/operation.ts";
import { credentialsOf } from "../plan/security.ts";
import { firstServer } from "../plan/server.ts";
import { markSide, Reach, type Side, splitComponents } from "../plan/sides.ts";

/** A type of the package: its name, the file it stands in, and the schema it is printed from. */
export interface PlannedType {
  readonly name: string;
  readonly file: string;
  readonly schema: JsonObject;
}

/** Everything that is decided before a line is printed. */
export interface Plan {
  readonly types: readonly PlannedType[];
  readonly operations: readonly PlannedOperation[];
  readonly baseUrl: string | undefined;
  readonly credentials: readonly string[];
  /** What a person who generates should know: renamed parameters and the like. */
  readonly notes: readonly string[];
}

/** Normalized document → the names, files, types and constants of the package. */
export const plan = ({ root }: OpenApiDocument): Plan => {
  const notes: string[] = [];
  const operations = listOperations(root).map((entry) =>
    planOperation(entry, root, (note) => notes.push(note)),
  );
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

  const homes = operationTypes(operations, schemas);
  const files = new Set<string>();
  const componentTypes = Object.keys(schemas).flatMap((component): PlannedType[] => {
    const sides = reach.of(component);
    if (sides.size === 0) return [];
    const schema = asObject(schemas[component]);
    const file =
      homes.get(component) ?? uniqueFile(`components/${kebabCase(nameOf(component))}`, files);
    const forms: readonly (readonly [string, ReadonlySet<Side>])[] = split.has(component)
      ? [
          [nameOf(component), new Set(["response"])],
          [inputOf(component), sentSides(sides)],
        ]
      : [[nameOf(component), sides]];
    return forms.map(([name, side]) => ({
      name,
      file: name === nameOf(component) ? file : uniqueFile(`components/${kebabCase(name)}`, files),
      schema: rename(markSide(document(schema, root), side, inputOf), names),
    }));
  });

  const types = operations.flatMap(
    ({ typePrefix, functionName, file, params, answer }): PlannedType[] => {
      const parameter = markSide(params, new Set(["parameter", "body"]), inputOf);
      const own = componentTypes.filter(
        (type) => type.file === file && type.name !== `${typePrefix}Response`,
      );
      const answered = componentTypes.find((type) => type.name === `${typePrefix}Response`);
      return [
        {
          name: `${typePrefix}Params`,
          file,
          schema: {
            ...rename(parameter, names),
            "x-doc": [`Parameters of {@link ${functionName}}.`],
          },
        },
        ...own,
        answered === undefined
          ? answerType(`${typePrefix}Response`, file, answer.schema, answer.mayBeEmpty, names)
          : answered,
      ];
    },
  );
  const rest = componentTypes.filter((type) => !types.includes(type));
  return {
    types: [...types, ...rest.sort((a, b) => (a.file < b.file ? -1 : 1))],
    operations,
    baseUrl: firstServer(root["servers"]),
    credentials: credentialsOf(
      listOperations(root).map(({ operation }) => operation),
      root,
    ),
    notes,
  };
};

const sentSides = (sides: ReadonlySet<Side>): ReadonlySet<Side> =>
  new Set([...sides].filter((side) => side !== "response"));

/** Components that normalisation made for one operation live in its file. */
const operationTypes = (
  operations: readonly PlannedOperation[],
  schemas: JsonObject,
): ReadonlyMap<string, string> => {
  const homes = new Map<string, string>();
  for (const { typePrefix, file, params } of operations) {
    for (const property of Object.values(asObject(params["properties"]))) {
      const name = schemaName(asObject(property)["$ref"]);
      if (name?.startsWith(typePrefix)) homes.set(name, file);
    }
    if (schemas[`${typePrefix}Response`] !== undefined) homes.set(`${typePrefix}Response`, file);
  }
  return homes;
};

/** What an operation answers where that is no component: nothing, text, bytes, anything. */
const answerType = (
  name: string,
  file: string,
  schema: JsonObject | undefined,
  mayBeEmpty: boolean,
  names: ReadonlyMap<string, string>,
): PlannedType => ({
  name,
  file,
  schema:
    schema === undefined
      ? { "x-void": true }
      : { ...rename(schema, names), ...(mayBeEmpty && { "x-or-undefined": true }) },
});

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

const rename = (schema: JsonObject, names: ReadonlyMap<string, string>): JsonObject =>
  transformSchema(schema, (each) => {
    const name = schemaName(each["$ref"]);
    return name === undefined ? each : { ...each, ...refTo(names.get(name) ?? name) };
  });

/** Writes the comment of every type and property beside it, as the lines an editor shows. */
const document = (schema: JsonObject, root: JsonObject): JsonObject => {
  const documented = transformSchema(schema, (each) => {
    if (each["properties"] === undefined) return each;
    const properties: Record<string, Json> = {};
    for (const [key, member] of Object.entries(asObject(each["properties"]))) {
      const said = resolveSchema(asObject(member), root);
      properties[key] = {
        ...asObject(member),
        "x-doc": documentSchema(said, [asString(said["description"]) ?? asString(said["title"])]),
      };
    }
    return { ...each, properties };
  });
  return {
    ...documented,
    "x-doc": documentSchema(schema, [asString(schema["title"]), asString(schema["description"])]),
  };
};
