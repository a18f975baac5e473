import { isDeepStrictEqual } from "node:util";
import { forEachMapping } from "../../lib/components.ts";
import { forEachRef } from "../../lib/find-references.ts";
import { isObject, own } from "../../lib/json.ts";
import { mappedComponent, referToComponents } from "../../lib/mappings.ts";
import type { Schema, Schemas } from "../../lib/model.ts";
import { refTo, schemaName } from "../../lib/references.ts";
import {
  isBinary,
  isOpenEnum,
  resolve,
  takesBigint,
  takesDate,
  typesOf,
} from "../../lib/schema.ts";
import { transformSchema } from "../../lib/transform.ts";
import { visibleIn } from "../../lib/visible-properties.ts";
import { holdsText } from "../parts.ts";
import { type Marks, withMarks } from "./marks.ts";
import { type Usage, usageAt } from "./usage-at.ts";

/** How each component is used, directly or through what refers to it. */
export class ComponentUsage {
  readonly #usages = new Map<string, Set<Usage>>();
  readonly #schemas: Schemas;

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  add(schema: Schema, usage: Usage): void {
    if (usage === "multipart" || usage === "part") {
      // Deeper in it the usage is another one. Elsewhere it stays, and the places would take longer to make.
      transformSchema(schema, (each, pointer) => {
        const { $ref, discriminator } = each;
        const named = {
          ...($ref !== undefined && { $ref }),
          ...(discriminator && { discriminator }),
        };
        this.#addNamedBy(named, usageAt(usage, pointer));
        return each;
      });
    } else this.#addNamedBy(schema, usage);
  }

  /** Adds the components that a schema names anywhere in it. */
  #addNamedBy(schema: Schema, usage: Usage): void {
    const addComponent = (name: string | undefined): void => {
      if (name === undefined) return;
      const usages = this.#usages.get(name) ?? new Set();
      if (usages.has(usage)) return;
      this.#usages.set(name, usages.add(usage));
      this.add(own(this.#schemas, name) ?? {}, usage);
    };
    forEachRef(schema, (ref) => {
      addComponent(schemaName(ref));
    });
    forEachMapping(schema, (target) => {
      addComponent(mappedComponent(target));
    });
  }

  of(name: string): ReadonlySet<Usage> {
    return this.#usages.get(name) ?? new Set();
  }
}

/** Components that are sent and received and whose types differ between the two. */
export const splitComponents = (schemas: Schemas, usage: ComponentUsage): ReadonlySet<string> =>
  splitAmong(
    Object.keys(schemas).filter(
      (name) => usage.of(name).has("response") && usage.of(name).size > 1,
    ),
    schemas,
    (schema, name) => differs(schema, usage.of(name), schemas),
  );

/** Components that are sent in parameters and in bodies, and of which bodies leave something out that is read-only. */
export const splitParameters = (schemas: Schemas, usage: ComponentUsage): ReadonlySet<string> =>
  splitAmong(
    Object.keys(schemas).filter(
      (name) => usage.of(name).has("parameter") && isInBody(usage.of(name)),
    ),
    schemas,
    (schema) => hasAnywhere(schema, (each) => visibleIn("request", each, schemas) !== each),
  );

/** Of some components those that differ, directly or through what they refer to. */
const splitAmong = (
  names: readonly string[],
  schemas: Schemas,
  differs: (schema: Schema, name: string) => boolean,
): ReadonlySet<string> => {
  const among = names.map((name) => [name, schemas[name] ?? {}] as const);
  const split = new Set(among.flatMap(([name, schema]) => (differs(schema, name) ? [name] : [])));
  for (let before = -1; before !== split.size; ) {
    before = split.size;
    for (const [name, schema] of among)
      forEachRef(schema, (ref) => split.has(schemaName(ref) ?? "") && split.add(name));
  }
  return split;
};

const differs = (schema: Schema, usages: ReadonlySet<Usage>, schemas: Schemas): boolean => {
  const sent = sentAs(usages);
  return hasAnywhere(
    schema,
    (each, pointer) =>
      isOpenEnum(each.enum ?? []) ||
      typesOf(each).includes("array") ||
      visibleIn(sent, each, schemas) !== each ||
      visibleIn("response", each, schemas) !== each ||
      (isBinary(each) && isPart(usages, pointer)) ||
      takesDate(each.format) ||
      (usages.has("parameter") && takesBigint(each)),
  );
};

const hasAnywhere = (
  schema: Schema,
  isFound: (schema: Schema, pointer: string) => boolean,
): boolean => {
  let found = false;
  transformSchema(schema, (each, pointer) => {
    found ||= isFound(each, pointer);
    return each;
  });
  return found;
};

const sentAs = (usages: ReadonlySet<Usage>): "parameter" | "request" =>
  isInBody(usages) ? "request" : "parameter";

const isInBody = (usages: ReadonlySet<Usage>): boolean =>
  [...usages].some((each) => each !== "parameter" && each !== "response");

/** Whether what stands at a pointer in a schema is a part of a multipart body in one of the usages of the schema. */
const isPart = (usages: ReadonlySet<Usage>, pointer: string): boolean =>
  [...usages].some((usage) => usageAt(usage, pointer) === "part");

/**
 * A schema as one side uses it: without the properties that the other side has to itself, with the marks of this side,
 * and with references under the names of its types.
 */
export const markUsage = (
  schema: Schema,
  usages: ReadonlySet<Usage>,
  nameOf: (component: string) => string,
  schemas: Schemas,
): Schema => {
  const isSent = [...usages].some((each) => each !== "response");
  const use = isSent ? sentAs(usages) : "response";
  const visible = (each: Schema): Schema => visibleIn(use, each, schemas);
  const shown = transformSchema(schema, (each) =>
    visible(withoutHidden(each, (member) => visible(resolve(member, schemas)))),
  );
  return transformSchema(shown, (each, pointer) => {
    const marks: Marks = {
      ...(!isSent && isOpenEnum(each.enum ?? []) && { "x-open": true }),
      ...(isSent && takesUndefined(each, usages) && { "x-undefined": true }),
      ...(isNothing(each) && { "x-never": true }),
      ...(isSent &&
        !usages.has("response") &&
        typesOf(each).includes("array") && { "x-readonly": true }),
      ...(isBinary(each) &&
        isPart(usages, pointer) && {
          "x-blob": usages.size > 1 || holdsText(each) ? ("or-string" as const) : (true as const),
        }),
      ...(isSent && takesDate(each.format) && { "x-date": true }),
      ...(usages.has("parameter") && takesBigint(each) && { "x-bigint": true }),
    };
    const name = schemaName(each.$ref);
    const { discriminator } = each;
    const renamed = {
      ...(name !== undefined && refTo(nameOf(name))),
      ...(discriminator?.mapping && {
        discriminator: {
          ...discriminator,
          mapping: referToComponents(discriminator.mapping, nameOf),
        },
      }),
    };
    const marked = withMarks(each, marks);
    return Object.keys(renamed).length > 0 ? { ...marked, ...renamed } : marked;
  });
};

/** Drops the members of `allOf` whose properties are all hidden: as types they would permit any object. */
const withoutHidden = (schema: Schema, visible: (member: Schema) => Schema): Schema => {
  const { allOf } = schema;
  const kept = allOf?.filter((member) => !isDeepStrictEqual(visible(member).properties, {}));
  return kept?.length === allOf?.length ? schema : { ...schema, allOf: kept ?? [] };
};

/** `false` as a schema. */
const isNothing = ({ not, type }: Schema): boolean =>
  type === undefined && isObject(not) && Object.keys(not).length === 0;

/** An optional property may be `undefined` on both sides; a member of a map is there in what is received. */
const takesUndefined = (
  { additionalProperties, properties }: Schema,
  usages: ReadonlySet<Usage>,
): boolean =>
  properties !== undefined || (isObject(additionalProperties) && !usages.has("response"));
