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
  const sources = new Map<string, Location>();
  const unresolved = new Map<string, string>();

  /** Writes a value of a file at a pointer. `around` is what it is written inside of, so that a circle is found. */
  const write = (
    location: Location,
    expected: Expected,
    at: string,
    around: readonly string[],
  ): Json => {
    sources.set(at, location);
    const { file, value } = location;
    return rewriteReferences(value, expected, {
      reference(reference) {
        const found = files.locate(reference.ref, file);
        if (file === files.root && isDirect(reference.ref, found)) return undefined;
        const here = at + reference.pointer;
        const leave = (why: Unreadable): void => {
          if (why.isUpstream) throw unreachable(reference.ref, why, location, reference.pointer);
          unresolved.set(here, `\`$ref: ${reference.ref}\` ${why.problem}`);
        };
        if ("problem" in found) {
          leave(found);
          return undefined;
        }
        const component = componentOf(found, reference.expected, files, sections);
        if (component === undefined && found.file !== files.root) {
          const key = JSON.stringify([found.file.url, found.pointer]);
          if (around.includes(key)) {
            leave({ problem: "is circular; correct the reference" });
            return undefined;
          }
          const written = write(found, reference.expected, here, [...around, key]);
          return withSiblings(written, reference, here, location);
        }
        const { rest = "", target = found } = component ?? {};
        const key = component && targetKey(component.target);
        const place = places.get(key ?? "");
        if (key !== undefined && rest === "" && place === here && !around.includes(key))
          return write(target, reference.expected, here, [...around, key]);
        return { ...reference.siblings(), $ref: refTo((place ?? target.pointer) + rest) };
      },
      mapping(target, pointer) {
        const ref = mappedReference(target, file);
        if (ref === undefined || (file === files.root && ref.startsWith("#"))) return target;
        const found = files.locate(ref, file);
        if ("problem" in found) {
          if (isFileName(target)) unresolved.set(at + pointer, `\`${target}\` ${found.problem}`);
          return target;
        }
        const component = componentOf(found, "schema", files, sections);
        if (component === undefined) return target;
        const place = places.get(targetKey(component.target)) ?? component.target.pointer;
        return refTo(place + component.rest);
      },
    });
  };

  const withSiblings = (
    written: Json,
    { pointer, siblings: read }: Reference,
    at: string,
    { file, pointer: start }: Location,
  ): Json => {
    const siblings = read();
    if (!isObject(written) || Object.keys(siblings).length === 0) return written;
    for (const [key, value] of Object.entries(siblings))
      sources.set(at + toPointer(key), { file, pointer: start + pointer + toPointer(key), value });
    return { ...written, ...siblings };
  };

  let root = asObject(
    write({ file: files.root, pointer: "", value: files.root.data }, "root", "", []),
  );
  for (const [key, target] of targets) {
    const place = places.get(key) ?? "";
    if (!sources.has(place))
      root = put(root, fromPointer(place), write(target, target.kind, place, [key]));
  }
  return { root, sources, unresolved };
};

const refTo = (pointer: string): string => `#${pointer.replaceAll("%", "%25")}`;

const put = (
  object: JsonObject,
  [key = "", ...rest]: readonly string[],
  value: Json,
): JsonObject => ({
  ...object,
  [key]: rest.length === 0 ? value : put(asObject(object[key]), rest, value),
});

/** A server that does not answer is no fault of the document. */
const unreachable = (
  ref: string,
  { problem }: Unreadable,
  { file, pointer }: Location,
  inner: string,
): Failure =>
  new Failure(
    "upstream",
    `${file.name}:${file.lineOf(pointer + inner)}: \`$ref: ${ref}\` ${problem}.`,
  );
