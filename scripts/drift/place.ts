import type { Side } from "./change.ts";

/** Where in an operation something stands, in both documents alike: what `$ref`s and positions in lists cannot move. */
export interface Place {
  readonly operation: string;
  /** Its operationId after the change. */
  readonly now: string;
  readonly side: Side;
  readonly anchor: Anchor;
  /** From the anchor inwards: property names, `[]` for the items of an array, `*` for further keys. */
  readonly path: readonly string[];
}

export type Anchor =
  | { readonly kind: "document"; readonly member?: string }
  | { readonly kind: "type"; readonly name: string }
  | { readonly kind: "path"; readonly path: string; readonly member: string }
  | { readonly kind: "operation"; readonly member?: string }
  | { readonly kind: "parameter"; readonly name: string; readonly in: string; readonly key: string }
  | { readonly kind: "body"; readonly mediaType?: string }
  | { readonly kind: "answer"; readonly status: string; readonly mediaType?: string }
  | { readonly kind: "error"; readonly status: string; readonly mediaType?: string }
  | { readonly kind: "header"; readonly status: string; readonly name: string };

/** Names a place in the operation that is being compared. */
export type At = (side: Side, anchor: Anchor) => Place;

export const inside = (place: Place, ...path: readonly string[]): Place => ({
  ...place,
  path: [...place.path, ...path],
});

/** How a caller would write it: `filter.connection_name.contains`, `data[].id`, `body.name`. */
export const spell = (place: Place): string => {
  const { anchor, path } = place;
  if (anchor.kind === "type") return anchor.name;
  if (anchor.kind === "header") return dotted([anchor.name, ...path]);
  if (anchor.kind === "error")
    return path.length > 0
      ? `${dotted(path)} of errors with status ${anchor.status}`
      : anchor.status;
  if (path.length === 0 && anchor.kind === "answer")
    return anchor.mediaType
      ? `the answer (${anchor.mediaType})`
      : `the answer with status ${anchor.status}`;
  if (path.length === 0 && anchor.kind === "body")
    return anchor.mediaType ? `the body (${anchor.mediaType})` : "the body";
  return dotted(typePath(place));
};

/** Where the package's types have it: below a function's `params`, or below what it resolves to. */
export const typePath = ({ anchor, path }: Place): readonly string[] => {
  if (anchor.kind === "parameter") return [anchor.key, ...path];
  return anchor.kind === "body" ? ["body", ...path] : path;
};

const dotted = (path: readonly string[]): string =>
  path.reduce(
    (text, key) => text + (key === "[]" ? key : key === "*" ? "[key]" : text ? `.${key}` : key),
    "",
  );
