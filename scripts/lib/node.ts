import { isObject, type Json } from "./json.ts";
import { atPointer, maxReferences, toPointer } from "./references.ts";

/** A node of a document as it was written, with the pointer that leads there; its members are read through `$ref`s. */
export class DocumentNode {
  readonly pointer: string;
  readonly value: Json;
  readonly #root: Json;

  constructor(root: Json, value: Json = root, pointer = "") {
    this.#root = root;
    this.value = value;
    this.pointer = pointer;
  }

  /** The node that the last of the `$ref`s from here leads to. */
  follow(): DocumentNode {
    let { pointer, value } = this;
    for (let count = 0; count < maxReferences; count++) {
      const ref = isObject(value) ? value["$ref"] : undefined;
      const target = typeof ref === "string" ? atPointer(this.#root, ref) : undefined;
      if (typeof ref !== "string" || target === undefined) break;
      [pointer, value] = [ref.replace(/^#/, ""), target];
    }
    return new DocumentNode(this.#root, value, pointer);
  }

  /** A member, if there is one. */
  member(...path: readonly string[]): DocumentNode | undefined {
    const [name, ...rest] = path;
    if (name === undefined) return this;
    const { pointer, value } = this.follow();
    if (!isObject(value) || !Object.hasOwn(value, name)) return undefined;
    const found = new DocumentNode(this.#root, value[name], pointer + toPointer(name));
    return found.member(...rest);
  }

  /** The names of its members. */
  names(): readonly string[] {
    const { value } = this.follow();
    return isObject(value) ? Object.keys(value) : [];
  }

  /** Its items, if it is a list. */
  items(): readonly DocumentNode[] {
    const { pointer, value } = this.follow();
    return Array.isArray(value)
      ? (value as readonly Json[]).map(
          (item, index) => new DocumentNode(this.#root, item, `${pointer}/${index}`),
        )
      : [];
  }

  /** The string that a member holds. */
  text(name: string): string {
    const value = this.member(name)?.value;
    return typeof value === "string" ? value : "";
  }
}
