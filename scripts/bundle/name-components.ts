import type { NodeKind } from "../lib/grammar.ts";
import { asObject, byCodeUnit } from "../lib/json.ts";
import { uniqueName } from "../lib/names.ts";
import { fromPointer, maxReferences, toPointer } from "../lib/references.ts";
import { type Expected, onlyReference } from "./rewrite-references.ts";
import { type Location, memberOf, schemaAround, type SourceFiles } from "./source-files.ts";

/** Where components of each kind stand. What has no place among them is written where it is referred to. */
const sectionsByVersion = {
  openapi: {
    schema: ["components", "schemas"],
    parameter: ["components", "parameters"],
    response: ["components", "responses"],
    requestBody: ["components", "requestBodies"],
    header: ["components", "headers"],
    link: ["components", "links"],
    callback: ["components", "callbacks"],
    securityScheme: ["components", "securitySchemes"],
  },
  swagger: {
    schema: ["definitions"],
    parameter: ["parameters"],
    response: ["responses"],
    securityScheme: ["securityDefinitions"],
  },
} as const;

export type ComponentSections = Readonly<Partial<Record<NodeKind, readonly string[]>>>;

export const sectionsOf = (version: keyof typeof sectionsByVersion): ComponentSections =>
  sectionsByVersion[version];

/** What becomes a component: a value in another file, as one kind of object. */
export interface Target extends Location {
  readonly kind: NodeKind;
}

export const targetKey = ({ file, kind, pointer }: Target): string =>
  JSON.stringify([file.url, pointer, kind]);

/**
 * What a reference from a place leads to: through files that only refer to another one, and, of a pointer into a schema,
 * the schema, with the way from there as `rest`. Nothing for what has no place among the components.
 */
export const componentOf = (
  location: Location,
  expected: Expected,
  files: SourceFiles,
  sections: ComponentSections,
): { readonly target: Target; readonly rest: string } | undefined => {
  if (typeof expected !== "string" || sections[expected] === undefined) return undefined;
  let found = location;
  for (let count = 0; count < maxReferences && found.file !== files.root; count++) {
    const ref = onlyReference(found.value);
    const next = ref === undefined ? undefined : files.locate(ref, found.file);
    if (next === undefined || "problem" in next) break;
    found = next;
  }
  const { location: outer, rest } =
    found.file === files.root ? { location: found, rest: "" } : schemaAround(found, expected);
  return { target: { ...outer, kind: expected }, rest };
};

/**
 * Gives every target a place among the components. A component of the document that only refers to a target is its place;
 * others are named by their pointer's last segment or their file, and numbered where names clash: in the order of files, so
 * that a name depends neither on the order of keys nor on what is selected.
 */
export const placeComponents = (
  targets: ReadonlyMap<string, Target>,
  files: SourceFiles,
  sections: ComponentSections,
): ReadonlyMap<string, string> => {
  const places = new Map<string, string>();
  for (const [kind, section] of Object.entries(sections) as [NodeKind, readonly string[]][]) {
    const own = ownComponents(section, files);
    const isAlias = ({ value }: OwnComponent): boolean => onlyReference(value) !== undefined;
    // Those that are written in full first: what refers to them is no second one.
    for (const each of [...own.filter((each) => !isAlias(each)), ...own.filter(isAlias)]) {
      const ref = onlyReference(each.value);
      const location = ref === undefined ? each : files.locate(ref, each.file);
      if ("problem" in location) continue;
      const found = componentOf(location, kind, files, sections);
      if (found === undefined || found.rest !== "" || found.target.file === files.root) continue;
      const key = targetKey(found.target);
      if (!places.has(key)) places.set(key, toPointer(...section, each.name));
    }
    const taken = new Set(own.map(({ name }) => name));
    const others = [...targets].filter(([key, target]) => target.kind === kind && !places.has(key));
    for (const [key, target] of others.sort(([, a], [, b]) => inOrder(a, b))) {
      const name = uniqueName(nameOf(target), (each) => taken.has(each));
      taken.add(name);
      places.set(key, toPointer(...section, name));
    }
  }
  return places;
};

interface OwnComponent extends Location {
  readonly name: string;
}

/** The components of the document itself, by name, also where a whole section is in another file. */
const ownComponents = (path: readonly string[], files: SourceFiles): readonly OwnComponent[] => {
  const { root } = files;
  let section: Location | undefined = { file: root, pointer: "", value: root.data };
  for (const name of path) section = followed(memberOf(section, name), files);
  return Object.keys(asObject(section?.value))
    .sort(byCodeUnit)
    .flatMap((name) => {
      const member = memberOf(section, name);
      return member ? [{ ...member, name }] : [];
    });
};

/** What a place that only refers to another one leads to. */
const followed = (location: Location | undefined, files: SourceFiles): Location | undefined => {
  let found = location;
  for (let count = 0; count < maxReferences; count++) {
    const ref = onlyReference(found?.value);
    if (found === undefined || ref === undefined) return found;
    const next = files.locate(ref, found.file);
    found = "problem" in next ? undefined : next;
  }
  return undefined;
};

/** `schemas/thing.yml` → `thing`; `common.yml#/components/schemas/Owner` → `Owner`. */
const nameOf = ({ file, pointer }: Target): string =>
  fromPointer(pointer).at(-1) ??
  (file.name.split("/").at(-1) ?? "").replace(/(?<=.)\.(ya?ml|json)$/i, "");

const inOrder = (a: Target, b: Target): number =>
  byCodeUnit(nameOf(a), nameOf(b)) ||
  byCodeUnit(a.file.name, b.file.name) ||
  byCodeUnit(a.pointer, b.pointer);
