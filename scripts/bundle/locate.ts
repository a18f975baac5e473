import { asObject, asString, isObject, type Json, type JsonObject } from "../lib/json.ts";
import type { Unreadable } from "../lib/linked-files.ts";
import { atPointer, fromPointer, maxReferences, toPointer } from "../lib/references.ts";
import {
  isFileName,
  type Location,
  memberOf,
  namedReference,
  type SourceFile,
  type SourceFiles,
} from "./source-files.ts";

/** The file at an address, or why there is none; nothing where that is not known yet. */
type FileAt = (url: string) => SourceFile | Unreadable | undefined;

/** How references are followed from file to file. OpenAPI 3.1, section 4.6; JSON Schema 2020-12, section 8.2.2. */
export const locatorFrom = (root: SourceFile, fileAt: FileAt): SourceFiles["locate"] => {
  const self = selfOf(root);
  const known = new Map<SourceFile, ReadonlyMap<string, string>>();
  const anchorsOf = (file: SourceFile): ReadonlyMap<string, string> => {
    const anchors = known.get(file) ?? anchorsIn(file.data);
    known.set(file, anchors);
    return anchors;
  };
  const locate = (written: string, from: SourceFile, depth: number): Location | Unreadable => {
    const ref = inFull(written, from);
    const [path = "", ...rest] = ref.split("#");
    const fragment = rest.join("#");
    const file = fileAt(self(path === "" ? from.url : (URL.parse(path, from.url)?.href ?? path)));
    if (file === undefined || "problem" in file)
      return file ?? { problem: "is not an address; correct it" };
    const pointer =
      fragment === "" || fragment.startsWith("/") ? `#${fragment}` : anchorsOf(file).get(fragment);
    if (pointer === undefined)
      return {
        problem: `names an anchor that ${file.name} does not have; declare it, or write a pointer: \`#/…\``,
      };
    let found: Location = { file, pointer: "", value: file.data };
    for (const segment of fromPointer(pointer)) {
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
  return (ref, from) => locate(ref, from, 0);
};

/** The anchors that are declared in a value → the pointers of what they name. */
const anchorsIn = (root: Json): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  const visit = (value: Json, pointer: string): void => {
    if (!isObject(value) && !Array.isArray(value)) return;
    for (const [key, member] of Object.entries(value as JsonObject)) {
      if (/^\$(dynamicA|a)nchor$/.test(key) && typeof member === "string" && !found.has(member))
        found.set(member, pointer);
      visit(member, pointer + toPointer(key));
    }
  };
  visit(root, "");
  return found;
};

/** Some tools refer to a schema by its mere name, as discriminators may: `$ref: Pet`. */
const inFull = (ref: string, from: SourceFile): string =>
  ref === "" || ref.includes("#") || isFileName(ref) ? ref : (namedReference(ref, from) ?? ref);

/** OpenAPI 3.2, section 4.1.2.2.1: `$self` is the address that references start from; its folder is the document's. */
const selfOf = (root: SourceFile): ((url: string) => string) => {
  const written = asString(atPointer(root.data, "/$self"));
  const self = written === undefined ? null : URL.parse(written, root.url);
  if (self === null) return (url) => url;
  self.hash = "";
  const [from, to] = [self.href, root.url].map((url) => url.slice(0, url.lastIndexOf("/") + 1));
  // The document may be saved under another name than its address has.
  const sibling = (to ?? "") + self.href.slice(from?.length);
  return (url) => {
    if (url === self.href || url === sibling) return root.url;
    return from && url.startsWith(from) ? `${to ?? ""}${url.slice(from.length)}` : url;
  };
};
