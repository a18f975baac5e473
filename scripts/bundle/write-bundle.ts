import { Failure } from "../lib/failure.ts";
import { asObject, isObject, type Json, type JsonObject } from "../lib/json.ts";
import type { Unreadable } from "../lib/linked-files.ts";
import { fromPointer, toPointer } from "../lib/references.ts";
import {
  componentOf,
  type ComponentSections,
  placeComponents,
  type Target,
  targetKey,
} from "./name-components.ts";
import { type Expected, type Reference, rewriteReferences } from "./rewrite-references.ts";
import {
  isDirect,
  isFileName,
  type Location,
  mappedReference,
  type SourceFiles,
} from "./source-files.ts";

export interface Written {
  readonly root: JsonObject;
  /** The value in a file that is at a pointer now. */
  readonly sources: ReadonlyMap<string, Location>;
  /** Why references were left as they are, by pointer. */
  readonly unresolved: ReadonlyMap<string, string>;
}

/** Files → one document. Its root is that of the first file where no reference leads to another one. */
export const writeBundle = (files: SourceFiles, sections: ComponentSections): Written => {
  const targets = new Map<string, Target>();
  for (const part of files.parts) {
    const target = componentOf(part, part.expected, files, sections)?.target;
    if (target && target.file !== files.root) targets.set(targetKey(target), target);
  }
  const places = placeComponents(targets, files, sections);
  const writer = new BundleWriter(files, sections, places);
  const whole = { file: files.root, pointer: "", value: files.root.data };
  let root = asObject(writer.write(whole, "root", "", []));
  for (const [key, target] of targets) {
    const place = places.get(key) ?? "";
    if (!writer.sources.has(place))
      root = put(root, fromPointer(place), writer.write(target, target.kind, place, [key]));
  }
  return { root, sources: writer.sources, unresolved: writer.unresolved };
};

class BundleWriter {
  readonly sources = new Map<string, Location>();
  readonly unresolved = new Map<string, string>();
  readonly #files: SourceFiles;
  readonly #sections: ComponentSections;
  /** The pointer of each component that is made of a value in another file. */
  readonly #places: ReadonlyMap<string, string>;

  constructor(
    files: SourceFiles,
    sections: ComponentSections,
    places: ReadonlyMap<string, string>,
  ) {
    this.#files = files;
    this.#sections = sections;
    this.#places = places;
  }

  /** Writes a value of a file at a pointer. `around` is what it is written inside of, so that a circle is found. */
  write(location: Location, expected: Expected, at: string, around: readonly string[]): Json {
    this.sources.set(at, location);
    return rewriteReferences(location.value, expected, {
      reference: (reference) => this.#rewrite(reference, location, at + reference.pointer, around),
      mapping: (target, pointer) => this.#rewriteMapping(target, location, at + pointer),
    });
  }

  /** A reference as it is in the document: to a component, or the value itself; nothing where it stays as it is. */
  #rewrite(
    reference: Reference,
    location: Location,
    here: string,
    around: readonly string[],
  ): Json | undefined {
    const { ref } = reference;
    const { root } = this.#files;
    const found = this.#files.locate(ref, location.file);
    if (location.file === root && isDirect(ref, found)) return undefined;
    if ("problem" in found) {
      if (found.isUpstream) throw unreachable(reference, found, location);
      this.#leave(ref, found.problem, here);
      return undefined;
    }
    const component = componentOf(found, reference.expected, this.#files, this.#sections);
    if (component === undefined && found.file !== root) {
      const key = JSON.stringify([found.file.url, found.pointer]);
      if (around.includes(key)) {
        this.#leave(ref, "is circular; correct the reference", here);
        return undefined;
      }
      const written = this.write(found, reference.expected, here, [...around, key]);
      return this.#withSiblings(written, reference, location, here);
    }
    const { rest = "", target = found } = component ?? {};
    const key = component && targetKey(component.target);
    const place = this.#places.get(key ?? "");
    if (key !== undefined && rest === "" && place === here && !around.includes(key))
      return this.write(target, reference.expected, here, [...around, key]);
    return { ...reference.siblings(), $ref: refTo((place ?? target.pointer) + rest) };
  }

  #leave(ref: string, problem: string, here: string): void {
    this.unresolved.set(here, `\`$ref: ${ref}\` ${problem}`);
  }

  #rewriteMapping(target: string, { file }: Location, here: string): string {
    const ref = mappedReference(target, file);
    if (ref === undefined || (file === this.#files.root && ref.startsWith("#"))) return target;
    const found = this.#files.locate(ref, file);
    if ("problem" in found) {
      if (isFileName(target)) this.unresolved.set(here, `\`${target}\` ${found.problem}`);
      return target;
    }
    const component = componentOf(found, "schema", this.#files, this.#sections);
    if (component === undefined) return target;
    const place = this.#places.get(targetKey(component.target)) ?? component.target.pointer;
    return refTo(place + component.rest);
  }

  /** A value in place of a reference, with the keywords that stood beside it. */
  #withSiblings(
    written: Json,
    { pointer, siblings: read }: Reference,
    { file, pointer: start }: Location,
    here: string,
  ): Json {
    const siblings = read();
    if (!isObject(written) || Object.keys(siblings).length === 0) return written;
    for (const [key, value] of Object.entries(siblings)) {
      const source = { file, pointer: start + pointer + toPointer(key), value };
      this.sources.set(here + toPointer(key), source);
    }
    return { ...written, ...siblings };
  }
}

const refTo = (pointer: string): string => `#${pointer.replaceAll("%", "%25")}`;

const put = (
  object: JsonObject,
  [key = "", ...rest]: readonly string[],
  value: Json,
): JsonObject => ({
  ...object,
  [key]: rest.length === 0 ? value : put(asObject(object[key]), rest, value),
});

/** A server that does not respond is no fault of the document. */
const unreachable = (
  { pointer: inner, ref }: Reference,
  { problem }: Unreadable,
  { file, pointer }: Location,
): Failure =>
  new Failure(
    "upstream",
    `${file.name}:${file.lineOf(pointer + inner)}: \`$ref: ${ref}\` ${problem}.`,
  );
