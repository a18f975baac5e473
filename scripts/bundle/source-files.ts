import type { Json } from "../lib/json.ts";
import type { Unreadable } from "../lib/linked-files.ts";
import { atPointer, fromPointer, memberAt, toPointer } from "../lib/references.ts";
import type { Expected } from "./rewrite-references.ts";

/** One of the files that a document consists of. */
export interface SourceFile {
  readonly url: string;
  /** What messages call it: its path from the document's folder. */
  readonly name: string;
  readonly data: Json;
  readonly text: string;
  readonly lineOf: (pointer: string) => number;
}

/** A value in one of the files. */
export interface Location {
  readonly file: SourceFile;
  readonly pointer: string;
  readonly value: Json;
}

export interface SourceFiles {
  readonly root: SourceFile;
  /** Whether nothing in it refers to another file. */
  readonly isAlone: boolean;
  /** The other files, by address. */
  readonly others: readonly SourceFile[];
  /** Everything in other files that is referred to. */
  readonly parts: readonly Part[];
  /** What a `$ref` in one of the files names. Its way there may lead through other references. */
  readonly locate: (ref: string, from: SourceFile) => Location | Unreadable;
}

/** A value, and what it is read as. */
export interface Part extends Location {
  readonly expected: Expected;
}

/** A member of a place, in its own file. */
export const memberOf = (at: Location | undefined, segment: string): Location | undefined => {
  const value = memberAt(at?.value, segment);
  return at && value !== undefined
    ? { file: at.file, pointer: at.pointer + toPointer(segment), value }
    : undefined;
};

/** Whether a reference names a place of its own file, and no other reference is on the way, so that it can stay. */
export const isDirect = (ref: string, found: Location | Unreadable): boolean =>
  ref.startsWith("#") && ("problem" in found || found.pointer === toPointer(...fromPointer(ref)));

/** Of a place inside a schema the schema itself, and the way from there. */
export const schemaAround = (
  location: Location,
  expected: Expected,
): { readonly location: Location; readonly rest: string } => {
  const { file, pointer } = location;
  const inside = /\/(properties|items|allOf|anyOf|oneOf)\//.exec(`${pointer}/`);
  if (expected !== "schema" || inside === null) return { location, rest: "" };
  const outer = pointer.slice(0, inside.index);
  return {
    location: { file, pointer: outer, value: atPointer(file.data, outer) ?? null },
    rest: pointer.slice(inside.index),
  };
};

/**
 * The reference that a target of a discriminator's mapping stands for, if it leads to a file. It may also be the name of a
 * component: of its own file, else of the document.
 */
export const mappedReference = (target: string, file: SourceFile): string | undefined =>
  namedReference(target, file) ??
  (target.startsWith("#") || isFileName(target) ? target : undefined);

/** The reference that the mere name of a schema of a file stands for: `Pet` → `#/components/schemas/Pet`. */
export const namedReference = (name: string, { data }: SourceFile): string | undefined => {
  for (const home of ["components/schemas", "definitions"]) {
    const ref = `#/${home}${toPointer(name)}`;
    if (atPointer(data, ref.slice(1)) !== undefined) return ref;
  }
  return undefined;
};

export const isFileName = (target: string): boolean =>
  /^\.{0,2}\/|\.(ya?ml|json)(#|$)/i.test(target);
