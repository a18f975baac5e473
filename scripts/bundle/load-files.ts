import { posix } from "node:path";
import type { OpenApiDocument } from "../lib/document.ts";
import { Failure } from "../lib/failure.ts";
import { byCodeUnit } from "../lib/json.ts";
import type { LinkedFile, LinkedFiles, Unreadable } from "../lib/linked-files.ts";
import { parseFile } from "../parse/parsed-file.ts";
import { locatorFrom } from "./locate.ts";
import { type Expected, rewriteReferences } from "./rewrite-references.ts";
import {
  isDirect,
  mappedReference,
  type Part,
  schemaAround,
  type SourceFile,
  type SourceFiles,
} from "./source-files.ts";

const limits = { files: 1000, megabytes: 50 };
const readAtOnce = 8;

/** Reads every file that a document refers to, directly or not. */
export const loadFiles = async (
  document: OpenApiDocument & { readonly text: string },
  linked: LinkedFiles | undefined,
): Promise<SourceFiles> => {
  const { lineOf, name, root: data, text } = document;
  const root: SourceFile = { url: linked?.url ?? "none:/document", name, data, text, lineOf };
  const byAddress = new Map<string, SourceFile | Unreadable>([[root.url, root]]);
  const byUrl = new Map([[root.url, root]]);
  /** The addresses that references lead to, also on their way, and that were not loaded yet. */
  const unknown = new Set<string>();
  const locate = locatorFrom(root, (url) => {
    const file = byAddress.get(url);
    if (file === undefined) unknown.add(url);
    return file;
  });
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
