import fc from "fast-check";

import type {
  Alternatives,
  ArrayFormat,
  List,
  Members,
  Shape,
} from "../../templates/runtime/operation.ts";

/** What a specification may declare, and a value that it permits. */
export interface DeclaredValue {
  readonly shape: Members;
  readonly value: object;
}

/** What is hard about a text on its way through a URL. */
export const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: fc.constantFrom(...Array.from("&=?#[]%+ ,;:/\\|.'\"<>é漢😀")) }),
);

const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.date({ noInvalidDate: true }),
);
const withoutComma = scalar.filter((value) => !String(value).includes(","));
const day = fc.date({
  min: new Date("0000-01-01"),
  max: new Date("9999-12-31"),
  noInvalidDate: true,
});

/** No brackets, which a deepObject has no way to escape, and no mere digits, which name an item of an array. */
const key = fc
  .string({ unit: fc.constantFrom(...Array.from("abXYZ019_-.$ &=+%;,?#/'\"éß漢😀")), maxLength: 6 })
  .map((inner) => `k${inner}k`);

export interface Limits {
  /** How every array in it is sent. */
  readonly format: ArrayFormat;
  /** Whether a list may stand where a scalar may: some formats send a list of one as they send a scalar. */
  readonly listOrScalar: boolean;
  /** Whether the items of an array may hold a comma: most readers split after they decode. */
  readonly commas: boolean;
}

/** Any declared object, to any depth, with a value; some of its members are left out. */
export function declaredValue({
  format,
  listOrScalar,
  commas,
}: Limits): fc.Arbitrary<DeclaredValue> {
  const { object } = fc.letrec<{ shape: Shape; object: Members; array: Shape; either: Shape }>(
    (tie) => ({
      shape: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom<Shape>("scalar", "date"),
        tie("object"),
        tie("array"),
        tie("either"),
      ),
      object: fc.dictionary(fc.oneof(key, fc.constant("*")), tie("shape"), {
        minKeys: 1,
        maxKeys: 4,
        noNullPrototype: true,
      }),
      array: tie("shape").map((items): Shape => [items, format]),
      either: fc.tuple(tie("object"), fc.boolean()).map(
        ([members, list]): Shape => ({
          "|": ["scalar", members, ...(list && listOrScalar ? [["scalar", format] as const] : [])],
        }),
      ),
    }),
  );
  const valueOf = (shape: Shape, item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => {
    const one =
      shape === "date"
        ? fc.oneof(day, day.map(toDay))
        : typeof shape === "string"
          ? item
          : isList(shape)
            ? fc.array(valueOf(shape[0], commas ? scalar : withoutComma), { maxLength: 4 })
            : isAlternatives(shape)
              ? fc.oneof(...shape["|"].map((each) => valueOf(each, item)))
              : membersOf(shape);
    return fc.option<unknown, undefined>(one, { nil: undefined, freq: 10 });
  };
  const membersOf = (shape: Members): fc.Arbitrary<object> => {
    const further = shape["*"];
    return fc
      .tuple(
        fc.record(
          Object.fromEntries(
            Object.entries(shape)
              .filter(([name]) => name !== "*")
              .map(([name, member]) => [name, valueOf(member, scalar)]),
          ),
          { requiredKeys: [], noNullPrototype: true },
        ),
        further === undefined
          ? fc.constant({})
          : fc.dictionary(key, valueOf(further, scalar), { maxKeys: 2, noNullPrototype: true }),
      )
      .map(([declared, more]) => ({
        ...Object.fromEntries(Object.entries(more).filter(([name]) => !(name in shape))),
        ...declared,
      }));
  };
  return object.chain((shape) => membersOf(shape).map((value) => ({ shape, value })));
}

export const isList = (shape: Shape): shape is List => Array.isArray(shape);

export const isAlternatives = (shape: Shape): shape is Alternatives =>
  typeof shape === "object" && "|" in shape;

export const memberOf = (shape: Members, name: string): Shape =>
  (Object.hasOwn(shape, name) ? shape[name] : shape["*"]) ?? "scalar";

/** What must arrive: every scalar as text, and nothing that is empty. */
export function arriving(value: unknown, shape: Shape): unknown {
  if (value == null) return undefined;
  if (isAlternatives(shape)) return arriving(value, shape["|"].find(fits(value)) ?? "scalar");
  if (value instanceof Date) return shape === "date" ? toDay(value) : value.toISOString();
  if (typeof value !== "object") return String(value);
  const members = Object.entries(value as Record<string, unknown>)
    .map(([name, member]) => {
      const declared = isList(shape) ? shape[0] : memberOf(shape as Members, name);
      return [name, arriving(member, declared)] as const;
    })
    .filter(([, member]) => member !== undefined);
  if (members.length === 0) return undefined;
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
}

const fits =
  (value: unknown) =>
  (shape: Shape): boolean =>
    typeof value !== "object" || value instanceof Date
      ? shape === "scalar"
      : Array.isArray(value) === isList(shape) && typeof shape === "object";

const toDay = (date: Date): string => date.toISOString().slice(0, 10);
