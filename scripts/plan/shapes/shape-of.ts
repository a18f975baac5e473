import { isAnnotation } from "../../lib/documentation.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import type { RuntimeReference } from "../runtime-reference.ts";
import {
  additionalInBodies,
  additionalInParameters,
  type AdditionalOf,
  declaredAt,
  isAnything,
} from "./declared.ts";
import type { Declared, Place } from "./merge-declared.ts";
import { isList, type Members, type Shape } from "./shape.ts";

/** Schema of a parameter → what the emitted runtime checks its value against. That of a recursive schema holds itself. */
export const shapeOf = (schema: Schema, schemas: Schemas): Shape =>
  shaperOf(parameterShapers, schemas, additionalInParameters)(schema);

/** Schema of a JSON body → its shape. */
export const bodyShapeOf = (schema: Schema, schemas: Schemas): Shape =>
  shaperOf(bodyShapers, schemas, additionalInBodies)(schema);

type Shaper = (schema: Schema) => Shape;

const parameterShapers = new WeakMap<Schemas, Shaper>();
const bodyShapers = new WeakMap<Schemas, Shaper>();

const shaperOf = (
  known: WeakMap<Schemas, Shaper>,
  schemas: Schemas,
  additionalOf: AdditionalOf,
): Shaper => {
  const shaper = known.get(schemas) ?? shaperFor(schemas, additionalOf);
  known.set(schemas, shaper);
  return shaper;
};

/**
 * Places that the same schemas describe have the same shape, so that a schema that holds itself has one that does too. What
 * a shape holds is filled in later: the way through recursive schemas can be longer than the stack.
 */
const shaperFor = (schemas: Schemas, additionalOf: AdditionalOf): Shaper => {
  const known = new Map<string, Shape>();
  const knownObjects = new Map<string, Members>();
  const identify = identities();
  const identifyPlace = (place: Place): string => [...new Set(place.map(identify))].join();
  const unfinished: (() => void)[] = [];

  const shapeAt = (place: Place): Shape => {
    const key = identifyPlace(place);
    const shape = known.get(key) ?? begin(declaredAt(place, schemas, additionalOf));
    known.set(key, shape);
    return shape;
  };

  const begin = (declared: readonly Declared[]): Shape => {
    if (declared.some(({ kind }) => kind === "any") || isOpen(declared)) return "any";
    const [only = "any", ...others] = declared.map(beginKind);
    return others.length === 0 ? only : { "|": [only, ...others] };
  };

  const beginKind = (declared: Declared): Shape => {
    if (declared.kind === "array") return beginList(declared);
    if (declared.kind === "object") return beginObject(declared);
    return declared.kind === "scalar" ? scalarOf(declared) : "any";
  };

  const beginList = ({ format, items }: Declared & { kind: "array" }): Shape => {
    const list: [Shape, RuntimeReference?] = format === undefined ? ["any"] : ["any", format];
    unfinished.push(() => {
      list[0] = shapeAt(items);
      // A list of lists of itself, and so on, never holds anything that could be declared.
      for (let inner = list[0]; isList(inner); inner = inner[0])
        if (inner === list) list[0] = "any";
    });
    return list;
  };

  const beginObject = ({ members }: Declared & { kind: "object" }): Shape => {
    const id = JSON.stringify([...members].map(([key, place]) => [key, identifyPlace(place)]));
    const present = knownObjects.get(id);
    if (present) return present;
    const shape: Record<string, Shape> = {};
    knownObjects.set(id, shape);
    unfinished.push(() => {
      for (const [key, place] of members) shape[key] = shapeAt(place);
    });
    return shape;
  };

  return (schema) => {
    const shape = shapeAt([schema]);
    for (let finish = unfinished.pop(); finish; finish = unfinished.pop()) finish();
    return shape;
  };
};

/** Whether everything is permitted, kind by kind. */
const isOpen = (declared: readonly Declared[]): boolean =>
  declared.length === 3 &&
  declared.every((each) => {
    if (each.kind === "scalar") return scalarOf(each) === "scalar";
    if (each.kind === "array") return each.items.every(isAnything) && each.format === undefined;
    return each.kind === "object" && [...each.members].every(isOther);
  });

const isOther = ([key, place]: readonly [string, Place]): boolean =>
  key === "*" && place.every(isAnything);

/**
 * What is either a date-time or a date is sent as a date-time; what is either a date or any other scalar, as a date. In the
 * end a date-time is a scalar like any other.
 */
const scalarOf = ({ formats }: Declared & { kind: "scalar" }): "scalar" | "date" =>
  formats.includes("date") && !formats.includes("date-time") ? "date" : "scalar";

/** Tells schemas apart: references by what they refer to, others by where they stand in the document. */
const identities = (): ((schema: Schema) => string) => {
  const numbers = new WeakMap<Schema, number>();
  let last = 0;
  const identify = (schema: Schema): string => {
    const [keyword, ...others] = Object.keys(schema).filter(
      (each) => each === "x-array-format" || !isAnnotation(each),
    );
    if (keyword === undefined) return "anything";
    if (others.length === 0 && schema.$ref !== undefined) return schema.$ref;
    // What several patterns permit is put together anew for each schema.
    if (others.length === 0 && schema.anyOf) return `(${schema.anyOf.map(identify).join("|")})`;
    const number = numbers.get(schema) ?? ++last;
    numbers.set(schema, number);
    return String(number);
  };
  return identify;
};
