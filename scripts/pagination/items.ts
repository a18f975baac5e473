import { partsOf, resolverIn } from "../lib/composition.ts";
import { isObject } from "../lib/json.ts";
import type { Operation, Schema, Schemas } from "../lib/model.ts";
import type { Path } from "../lib/pagination.ts";
import { schemaName } from "../lib/references.ts";
import {
  commonProperties,
  elementOf,
  isArray,
  mayBe,
  type Member,
  membersOf,
  propertiesOf,
  typesIn,
} from "./members.ts";
import { auxiliaryNames, itemsNames, plain, verbs } from "./words.ts";

/** Where the items of a list stand in its response. */
export interface Items {
  readonly path: Path;
  /** The schema of the array. */
  readonly schema: Schema;
}

/** The items of a response; or the arrays that they could be, if it does not show which; or nothing. */
export const findItems = (
  response: Schema,
  operation: Operation,
  schemas: Schemas,
): Items | { readonly candidates: readonly Path[] } | undefined => {
  if (isArray(response, schemas)) return { path: [], schema: response };
  const members = membersOf(response, schemas);
  const arrays = members.filter(({ schema }) => isArray(schema, schemas));
  const words = wordsOf(operation);
  // `GET /messages/outbound` lists what elsewhere stands beside the items, unlike `GET /messages/{id}/outbound`.
  const path = operation.path.replaceAll(/[^/]+\/\{[^}]*\}\/(?=[^/])/g, "");
  const named = new Set(segmentsOf({ path }).map((segment) => singular(plain(segment))));
  const main = arrays.filter(
    (each) =>
      !auxiliaryNames.test(nameIn(each)) ||
      named.has(singular(nameIn(each))) ||
      (nameIn(each) === "messages" && areOfPeople(each, schemas)),
  );
  const isNamed = ({ path }: Member): boolean => isNamedLikeItems(path, operation);
  for (const depth of [1, 2, 3]) {
    const level = main.filter(({ path }) => path.length === depth);
    if (level.length === 0) continue;
    const chosen = choose(level, words, schemas);
    if (chosen === undefined) return { candidates: level.map(({ path }) => path) };
    if (isNamed(chosen) || !holdsScalars(chosen, schemas)) return chosen;
    // Names or codes beside what is listed: `{ scopes: [string], data: { tokens: [...] } }`.
    const [inner, ...others] = main.filter((each) => each.path.length > depth && isNamed(each));
    if (inner && others.length === 0) return inner;
    const maps = members.filter((each) => each.path.length <= depth && isMap(each, schemas));
    return maps.length === 0 ? chosen : { candidates: [chosen, ...maps].map(({ path }) => path) };
  }
  return undefined;
};

/** Whether messages are what people or programs send each other, rather than what the API has to say. */
const areOfPeople = ({ schema }: Member, schemas: Schemas): boolean => {
  const element = elementOf(schema, schemas);
  const names = element ? [...commonProperties(element, schemas)] : [];
  return names.some((name) => /^(id|from|to|sender|author|user|subject)$/.test(plain(name)));
};

const holdsScalars = ({ schema }: Member, schemas: Schemas): boolean => {
  const element = elementOf(schema, schemas);
  return element !== undefined && !mayBe(element, schemas, "object", "array");
};

/** Whether an object has members of any name, and of one schema. */
const isMap = ({ schema }: Member, schemas: Schemas): boolean =>
  partsOf(schema, resolverIn(schemas)).some((part) => isObject(part.additionalProperties));

const nameIn = ({ path }: Pick<Member, "path">): string => plain(path.at(-1) ?? "");

/** Of several arrays: the one that is named like the path or the operation, or like items, or like the type of its items. */
const choose = (
  arrays: readonly Member[],
  words: ReadonlySet<string>,
  schemas: Schemas,
): Member | undefined => {
  const [only] = arrays;
  if (arrays.length === 1) return only;
  const named = arrays.filter((each) => words.has(singular(nameIn(each))));
  if (named.length === 1) return named[0];
  for (const name of itemsNames) {
    const [found, ...others] = arrays.filter((each) => nameIn(each) === name);
    if (found) return others.length === 0 ? found : undefined;
  }
  const typed = arrays.filter((each) => {
    const type = schemaName(elementOf(each.schema, schemas)?.$ref);
    return type !== undefined && singular(plain(type)).endsWith(singular(nameIn(each)));
  });
  return typed.length === 1 ? typed[0] : undefined;
};

/** Whether an array is called like items, or like what the operation lists. */
export const isNamedLikeItems = (path: Path, operation: Operation): boolean => {
  const name = plain(path.at(-1) ?? "");
  return itemsNames.includes(name) || wordsOf(operation).has(singular(name));
};

/** The words that an operation has for its items: the last segment of its path. */
const wordsOf = (operation: Operation): ReadonlySet<string> => {
  const segments = segmentsOf(operation);
  const last = segments.at(-1) ?? "";
  const isVerb = verbs.test(plain(last));
  return new Set(
    [last, ...(isVerb ? [segments.at(-2) ?? ""] : [])].map((word) => singular(plain(word))),
  );
};

/** `/v1/widgets/{id}/parts.json` → `v1`, `widgets`, `parts` */
const segmentsOf = ({ path }: Pick<Operation, "path">): readonly string[] =>
  path
    .replace(/[?#].*$/, "")
    .split("/")
    .filter((segment) => segment !== "" && !segment.startsWith("{"))
    .map((segment) => segment.replace(/\.\w+$/, ""));

/** `companies` → `company`, as far as comparing names needs it. */
const singular = (word: string): string =>
  word
    .replace(/ies$/, "y")
    .replace(/(ss|sh|ch|x|z)es$/, "$1")
    .replace(/([^s])s$/, "$1");

/** What is at a path of a response. */
export const schemaIn = (response: Schema, path: Path, schemas: Schemas): Schema | undefined => {
  let schema: Schema | undefined = response;
  for (const name of path)
    schema = schema && propertiesOf(schema, schemas).find(([each]) => each === name)?.[1];
  return schema;
};

/** The array at a path of a response. */
export const arrayAt = (response: Schema, path: Path, schemas: Schemas): Items | undefined => {
  const schema = schemaIn(response, path, schemas);
  return schema && isArray(schema, schemas) ? { path, schema } : undefined;
};

/** Whether no items may come as null. */
export const mayBeNull = ({ schema }: Items, schemas: Schemas): boolean =>
  typesIn(schema, schemas).has("null");
