import { isDeepStrictEqual } from "node:util";
import type * as runtime from "../../templates/runtime/operation.ts";
import { cyclicReferences } from "../lib/cyclic-references.ts";
import { asText, own } from "../lib/json.ts";
import type { Schema, Schemas } from "../lib/model.ts";
import { schemaAt } from "../lib/references.ts";
import {
  additionalPropertiesOf,
  alternativesOf,
  itemsOf,
  nonNullTypesOf,
  resolve,
  typesOf,
} from "../lib/schema.ts";
import { RuntimeReference } from "./runtime-reference.ts";
import { isRestriction } from "./schemas/drop-restrictions.ts";

/** The runtime's own type, with a reference to an array format in place of its function. */
export type Shape = runtime.Shape<RuntimeReference>;
export type Members = runtime.Members<RuntimeReference>;
type List = runtime.List<RuntimeReference>;
type Alternatives = runtime.Alternatives<RuntimeReference>;

/**
 * Schema of a parameter → what the emitted runtime checks its value against. Recursive components are written less deep
 * where many of them refer to each other, since the number of paths through them grows with every level.
 */
export const shapeOf = (
  schema: Schema,
  schemas: Schemas,
  additionalOf: AdditionalOf = additionalPropertiesOf,
): Shape => {
  const draft = (deepest: number): Shape => {
    const shape = draftOf(schema, [], { schemas, additionalOf, deepest });
    return deepest > 1 && JSON.stringify(shape).length > room ? draft(deepest - 1) : shape;
  };
  return withoutDateTimes(draft(3));
};

/** Characters of a draft, of which only what leads to dates or to closed objects is emitted for a body. */
const room = 50_000;

/** How a shape is written. */
interface Drafting {
  readonly schemas: Schemas;
  readonly additionalOf: AdditionalOf;
  /** How many components that are recursive are written inside each other. */
  readonly deepest: number;
}

/**
 * A date-time in a draft of a shape. What is either that or a date is sent as a date-time; what is either a date or any
 * other scalar, as a date. In the end it is a scalar like any other.
 */
const dateTime = "date-time" as "scalar";

const withoutDateTimes = (shape: Shape): Shape => {
  if (typeof shape === "string") return shape === dateTime ? "scalar" : shape;
  if (isList(shape)) {
    const [items, ...format] = shape;
    return [withoutDateTimes(items), ...format];
  }
  if ("|" in shape) return { "|": alternativesIn(shape).map(withoutDateTimes) };
  return Object.fromEntries(
    Object.entries(shape as Members).map(([key, member]) => [key, withoutDateTimes(member)]),
  );
};

const draftOf = (schema: Schema, within: readonly string[], drafting: Drafting): Shape => {
  const entered = enter(schema, within, drafting);
  if (entered === undefined) return "any";
  const composed = schema.$ref === undefined ? [] : [schema.$ref];
  return asOne(shapesOf(resolve(schema, drafting.schemas), entered, drafting, composed));
};

/** What properties beyond the declared ones hold; nothing where there may be none. */
type AdditionalOf = (schema: Schema) => Schema | undefined;

/**
 * Schema of a JSON body → its shape. Unlike a parameter, an object may have more properties than are declared, unless it
 * says `additionalProperties: false`.
 */
export const bodyShapeOf = (schema: Schema, schemas: Schemas): Shape =>
  shapeOf(schema, schemas, (each) => {
    const isClosed = each.additionalProperties === false && each.patternProperties === undefined;
    return isClosed ? undefined : (additionalPropertiesOf(each) ?? {});
  });

const asOne = (shapes: readonly Shape[]): Shape => {
  const [only, ...others] = shapes;
  if (only === undefined || shapes.includes("any")) return "any";
  return others.length === 0 ? only : { "|": shapes };
};

/** The recursive components that a schema is nested in, and its own; nothing where it is not written down. */
const enter = (
  { $ref }: Schema,
  within: readonly string[],
  { deepest, schemas }: Drafting,
): readonly string[] | undefined => {
  if ($ref === undefined || !recursiveIn(schemas).has($ref)) return within;
  return within.includes($ref) || within.length >= deepest ? undefined : [...within, $ref];
};

/** The `$ref`s of the components that lead back to themselves. */
const recursiveIn = (schemas: Schemas): ReadonlySet<string> => {
  const known = recursiveRefs.get(schemas);
  if (known) return known;
  const found = cyclicReferences(Object.values(schemas), (ref) => schemaAt(ref, schemas));
  recursiveRefs.set(schemas, found);
  return found;
};

const recursiveRefs = new WeakMap<Schemas, ReadonlySet<string>>();

/**
 * At most one shape of each kind: a scalar, an array, an object. All that `allOf` and alternatives declare is allowed; what
 * the schema is composed of already adds nothing.
 */
const shapesOf = (
  schema: Schema,
  within: readonly string[],
  drafting: Drafting,
  composed: readonly string[],
): readonly Shape[] => {
  const shapesIn = (members: readonly Schema[]): readonly Shape[] =>
    members.flatMap((member) => {
      const { $ref } = member;
      if ($ref !== undefined && composed.includes($ref)) return [];
      const entered = enter(member, within, drafting);
      const resolved = resolve(member, drafting.schemas);
      if (entered === undefined) return openShapes(resolved);
      const all = $ref === undefined ? composed : [...composed, $ref];
      return shapesOf(resolved, entered, drafting, all);
    });
  const own = ownShapes(schema, within, drafting);
  const parts = [...own, ...shapesIn(schema.allOf ?? [])].filter((shape) => shape !== "any");
  const alternatives = shapesIn(alternativesOf(schema));
  // A member without a type, such as `{ required: [a] }`, restricts what the others declare.
  const declared =
    parts.length > 0
      ? [...parts, ...alternatives.filter((shape) => shape !== "any")]
      : alternatives;
  if (declared.length > 0) return merge(declared);
  return schema.type === "null" ? [] : ["any"];
};

const ownShapes = (
  schema: Schema,
  within: readonly string[],
  drafting: Drafting,
): readonly Shape[] =>
  merge(
    typesOf(schema).flatMap((type): Shape[] => {
      if (type === "null") return [];
      if (type === "object") return [objectShape(schema, within, drafting)];
      if (type !== "array") return [type === "string" ? textShape(schema.format) : "scalar"];
      const items = itemShape(schema, within, drafting);
      const format = own(arrayFormats, asText(schema["x-array-format"]));
      return [format === undefined ? [items] : [items, format]];
    }),
  );

const textShape = (format: string | undefined): Shape => {
  if (format === "date") return "date";
  return format === "date-time" ? dateTime : "scalar";
};

/** What the items of a list can be, at whatever position. */
const itemShape = (schema: Schema, within: readonly string[], drafting: Drafting): Shape => {
  const { prefixItems = [], items } = schema;
  const others = prefixItems.length > 0 && items === false ? [] : [itemsOf(schema) ?? {}];
  const shapes = [...prefixItems, ...others].map((each) => draftOf(each, within, drafting));
  const holdsDates = shapes.some((shape) => datesIn(shape) !== undefined);
  return asOne(merge(holdsDates ? shapes.flatMap(kindsIn) : shapes));
};

/** Anything as the kinds that it can be, so that what is a date beside it stays one. */
const kindsIn = (shape: Shape): readonly Shape[] =>
  shape === "any" ? ["scalar", ["any"], { "*": "any" }] : [shape];

/** A schema that is not written down, as the kinds that it can be. */
const openShapes = (schema: Schema): readonly Shape[] => {
  const types = nonNullTypesOf(schema);
  return types.length === 0 ? kindsIn("any") : types.map(openShape);
};

const openShape = (type: string): Shape => {
  if (type === "object") return { "*": "any" };
  return type === "array" ? ["any"] : "scalar";
};

const objectShape = (schema: Schema, within: readonly string[], drafting: Drafting): Shape => {
  const keys: Record<string, Shape> = {};
  for (const [key, member] of Object.entries(schema.properties ?? {}))
    keys[key] = draftOf(member, within, drafting);
  const { additionalProperties, allOf = [], patternProperties } = schema;
  // Beside `allOf` and alternatives, their members declare the properties.
  const isDeclaredElsewhere =
    [...allOf, ...alternativesOf(schema)].some((member) => !isRestriction(member)) &&
    additionalProperties === undefined &&
    patternProperties === undefined;
  const additional = isDeclaredElsewhere ? undefined : drafting.additionalOf(schema);
  if (additional) keys["*"] = draftOf(additional, within, drafting);
  return keys;
};

/** The part of a shape that leads to dates, which are written in another way than date-times; nothing without any. */
export const datesIn = (shape: Shape): Shape | undefined => {
  if (typeof shape === "string") return shape === "date" ? shape : undefined;
  if (isList(shape)) {
    const items = datesIn(shape[0]);
    return items && [items];
  }
  if ("|" in shape) {
    const alternatives = alternativesIn(shape as Shape).flatMap((each): Shape[] => {
      const dates = datesIn(each);
      return dates === undefined ? [] : [dates];
    });
    return alternatives.length > 0 ? asOne(alternatives) : undefined;
  }
  const members = Object.entries(shape as Members).flatMap(([key, member]) => {
    const dates = datesIn(member);
    return dates === undefined ? [] : [[key, dates] as const];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
};

/** Whether an object somewhere in a shape has no more properties than it declares. */
export const hasClosed = (shape: Shape): boolean => {
  if (typeof shape === "string") return false;
  if (isList(shape)) return hasClosed(shape[0]);
  if ("|" in shape) return alternativesIn(shape).some(hasClosed);
  return !Object.hasOwn(shape, "*") || Object.values(shape as Members).some(hasClosed);
};

/** A shape without what neither is a date nor leads to a closed object: that can be anything. */
export const closedIn = (shape: Shape): Shape => {
  if (typeof shape === "string") return shape === "date" ? shape : "any";
  if (isList(shape)) {
    const items = closedIn(shape[0]);
    return items === "any" ? "any" : [items];
  }
  if ("|" in shape) {
    const alternatives = alternativesIn(shape as Shape)
      .map((each) => (typeof each === "string" ? each : closedIn(each)))
      .filter((each) => each !== "any");
    return asOne(alternatives);
  }
  const members = Object.entries(shape as Members).map(([key, each]) => [key, closedIn(each)]);
  const isOpen = Object.hasOwn(shape, "*");
  return isOpen && members.every(([, each]) => each === "any")
    ? "any"
    : (Object.fromEntries(members) as Members);
};

type Kind = "scalar" | "any" | "raw" | "array" | "object";

const kindOf = (shape: Shape): Kind => {
  if (shape === dateTime || isScalar(shape)) return "scalar";
  if (typeof shape === "string") return shape;
  return isList(shape) ? "array" : "object";
};

export const isList = (shape: Shape): shape is List => Array.isArray(shape);

export const isScalar = (shape: Shape): shape is "scalar" | "date" =>
  shape === "scalar" || shape === "date";

/** The same list as `expand[]=a&expand[]=b`: OpenAPI does not say what deepObject makes of one, and servers read this. */
export const inBrackets = ([items, format = brackets]: List): List => [items, format];

const brackets = new RuntimeReference("array-format", "brackets");

/** What normalization has read from the name or the style of a parameter that became part of another one. */
const arrayFormats: Readonly<Record<string, RuntimeReference>> = {
  brackets,
  repeat: new RuntimeReference("array-format", "repeat"),
};

export const alternativesIn = (shape: Shape): readonly Shape[] =>
  typeof shape === "object" && "|" in shape ? (shape as Alternatives)["|"] : [shape];

const merge = (shapes: readonly Shape[]): readonly Shape[] => {
  const byKind = new Map<Kind, Shape>();
  for (const shape of shapes.flatMap((each) => alternativesIn(each))) {
    const kind = kindOf(shape);
    const present = byKind.get(kind);
    byKind.set(kind, present === undefined ? shape : mergeTwo(kind, present, shape));
  }
  return [...byKind.values()];
};

/** What either of two shapes of one kind permits. */
const mergeTwo = (kind: Kind, one: Shape, other: Shape): Shape => {
  if (isDeepStrictEqual(one, other)) return one;
  if (kind === "scalar") return one === dateTime || other === dateTime ? dateTime : "date";
  if (kind === "array") {
    const [[items, format], [others, otherFormat]] = [one as List, other as List];
    const both = asOne(merge([items, others]));
    return format !== undefined && format === otherFormat ? [both, format] : [both];
  }
  if (kind !== "object") return kind;
  const members = new Map<string, Shape>(Object.entries(one as Members));
  for (const [key, shape] of Object.entries(other as Members)) {
    const present = members.get(key);
    members.set(key, present === undefined ? shape : asOne(merge([present, shape])));
  }
  return Object.fromEntries(members);
};
