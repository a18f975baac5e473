import { posix } from "node:path";
import { Failure } from "../lib/failure.ts";
import { asObject, asString, byCodeUnit, type Json } from "../lib/json.ts";
import type { LinkedFile, LinkedFiles, Unreadable } from "../lib/linked-files.ts";
import type { OpenApiDocument } from "../lib/document.ts";
import { parseFile } from "../parse/parsed-file.ts";
import { atPointer, fromPointer, maxReferences, memberAt, toPointer } from "../lib/references.ts";
import { type Expected, rewriteReferences } from "./rewrite-references.ts";

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

const limits = { files: 1000, megabytes: 50 };
const readAtOnce = 8;
const notLoaded: Unreadable = { problem: "is not an address; correct it" };

/** Reads every file that a document refers to, directly or not. */
export const loadFiles = async (
  document: OpenApiDocument & { readonly text: string },
  linked: LinkedFiles | undefined,
): Promise<SourceFiles> => {
  const { lineOf, name, root: data, text } = document;
  const root: SourceFile = { url: linked?.url ?? "none:/document", name, data, text, lineOf };
  const byAddress = new Map<string, SourceFile | Unreadable>([[root.url, root]]);
  const byUrl = new Map([[root.url, root]]);
  /** The addresses of files that references lead to, also on their way, and that are not loaded yet. */
  const unknown = new Set<string>();
  const self = selfOf(root);

  const addressOf = (ref: string, from: SourceFile) => {
    const [path = "", ...fragment] = ref.split("#");
    const url = path === "" ? from.url : (URL.parse(path, from.url)?.href ?? path);
    return { url: self(url), fragment: fragment.join("#") };
  };
  const locate = (ref: string, from: SourceFile, depth = 0): Location | Unreadable => {
    const { fragment, url } = addressOf(ref, from);
    const file = byAddress.get(url);
    if (file === undefined) unknown.add(url);
    if (file === undefined || "problem" in file) return file ?? notLoaded;
    if (fragment !== "" && !fragment.startsWith("/"))
      return { problem: `names an anchor in ${file.name}; write it as a pointer: \`#/…\`` };
    let found: Location = { file, pointer: "", value: file.data };
    for (const segment of fromPointer(`#${fragment}`)) {
      const member = memberOf(found, segment) ?? memberOf(behind(found, depth), segment);
      if (member === undefined)
        return {
          problem: `refers to nothing in ${file.name}; correct the reference or add its target`,
        };
      found = member;
    }
    return found;
  };
  /** What a place refers to, in full; nothing for one that holds no reference, or one that leads nowhere. */
  const behind = ({ file, value }: Location, depth: number): Location | undefined => {
    const ref = asObject(value)["$ref"];
    if (typeof ref !== "string" || depth >= maxReferences) return undefined;
    const found = locate(ref, file, depth + 1);
    return "problem" in found ? undefined : (behind(found, depth + 1) ?? found);
  };
  const load = async (url: string): Promise<void> => {
    const found = await (linked?.read(url) ?? notReadable(name));
    byAddress.set(url, "problem" in found ? found : (byUrl.get(found.url) ?? add(found)));
  };
  const add = ({ text, url }: LinkedFile): SourceFile => {
    const file = { ...parseFile(text, nameFor(url, root.url), 1), url };
    byUrl.set(url, file);
    checkLimits(root, byUrl);
    return file;
  };

  const parts = new Map<string, Part>();
  let isAlone = true;
  let pending: readonly Part[] = [{ file: root, pointer: "", value: data, expected: "root" }];
  while (pending.length > 0) {
    const references = pending.flatMap(referencesIn);
    const locateAll = () =>
      references.map((each) => ({ ...each, found: locate(each.ref, each.file) }));
    let located = locateAll();
    while (unknown.size > 0) {
      const urls = [...unknown].sort();
      unknown.clear();
      for (let start = 0; start < urls.length; start += readAtOnce)
        await Promise.all(urls.slice(start, start + readAtOnce).map(load));
      located = locateAll();
    }
    isAlone &&= located.every(({ found, ref }) => isDirect(ref, found));
    pending = located.flatMap(({ expected, found }) => {
      if ("problem" in found || found.file === root) return [];
      const part = { ...schemaAround(found, expected).location, expected };
      const key = JSON.stringify([part.file.url, part.pointer, expected]);
      if (parts.has(key)) return [];
      parts.set(key, part);
      return [part];
    });
  }
  const others = [...byUrl.values()].filter((file) => file !== root);
  others.sort((a, b) => byCodeUnit(a.url, b.url));
  return { root, isAlone, others, parts: [...parts.values()], locate };
};

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

/** A value, and what it is read as. */
interface Part extends Location {
  readonly expected: Expected;
}

interface FoundReference {
  readonly ref: string;
  readonly file: SourceFile;
  readonly expected: Expected;
}

const referencesIn = ({ expected, file, value }: Part): readonly FoundReference[] => {
  const found: FoundReference[] = [];
  rewriteReferences(value, expected, {
    reference: (reference) => {
      found.push({ ref: reference.ref, file, expected: reference.expected });
      return undefined;
    },
    mapping: (target) => {
      const ref = mappedReference(target, file);
      if (ref !== undefined) found.push({ ref, file, expected: "schema" });
      return target;
    },
  });
  return found;
};

/**
 * The reference that a target of a discriminator's mapping stands for, if it leads to a file. It may also be the name of a
 * component: of its own file, else of the document.
 */
export const mappedReference = (target: string, file: SourceFile): string | undefined => {
  for (const home of ["components/schemas", "definitions"]) {
    const ref = `#/${home}${toPointer(target)}`;
    if (atPointer(file.data, ref.slice(1)) !== undefined) return ref;
  }
  return target.startsWith("#") || isFileName(target) ? target : undefined;
};

export const isFileName = (target: string): boolean =>
  /^\.{0,2}\/|\.(ya?ml|json)(#|$)/i.test(target);

/** OpenAPI 3.2, section 4.1.2.2.1: `$self` is the address that references start from; its folder is the document's. */
const selfOf = (root: SourceFile): ((url: string) => string) => {
  const written = asString(atPointer(root.data, "/$self"));
  const self = written === undefined ? null : URL.parse(written, root.url);
  if (self === null) return (url) => url;
  self.hash = "";
  const [from, to] = [self.href, root.url].map((url) => url.slice(0, url.lastIndexOf("/") + 1));
  return (url) => {
    if (url === self.href) return root.url;
    return from && url.startsWith(from) ? `${to ?? ""}${url.slice(from.length)}` : url;
  };
};

const notReadable = (name: string): Unreadable => ({
  problem: `names a file, but ${name} has no folder to find it in; pass the document as a file or a URL`,
});

/** `file:///apis/schemas/thing.yml` → `schemas/thing.yml`, from `file:///apis/openapi.yml`. */
const nameFor = (url: string, root: string): string => {
  const [own, base] = [new URL(url), new URL(root)];
  if (own.protocol !== base.protocol || own.host !== base.host) return url;
  const path = posix.relative(posix.dirname(base.pathname), own.pathname);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const checkLimits = (root: SourceFile, files: ReadonlyMap<string, SourceFile>): void => {
  const size = [...files.values()].reduce((sum, { text }) => sum + text.length, 0);
  const excess =
    files.size > limits.files
      ? `more than ${limits.files} files`
      : size > limits.megabytes * 2 ** 20
        ? `more than ${limits.megabytes} MiB of text`
        : undefined;
  if (excess !== undefined)
    throw new Failure(
      "input",
      `${root.name}: it consists of ${excess}, with the files that it refers to; check its references, or bundle it into one file first.`,
    );
};
