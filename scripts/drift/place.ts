import type { Side } from "./change.ts";

/** Where in an operation something is, in both documents alike: independent of `$ref`s and of positions in lists. */
export interface Place {
  readonly operation: string;
  /** Its operationId after the change. */
  readonly currentOperation: string;
  readonly side: Side;
  readonly anchor: Anchor;
  /** From the anchor inwards: property names, `[]` for the items of an array, `*` for additional properties. */
  readonly path: readonly string[];
  /** The component that it is in, where several places refer to that, and the path from there. */
  readonly component?: { readonly name: string; readonly path: readonly string[] };
}

export type Anchor =
  | { readonly kind: "document"; readonly member?: string }
  | { readonly kind: "type"; readonly name: string }
  | { readonly kind: "path"; readonly path: string; readonly member: string }
  | { readonly kind: "operation"; readonly member?: string }
  | { readonly kind: "parameter"; readonly name: string; readonly in: string; readonly key: string }
  | { readonly kind: "body"; readonly mediaType?: string }
  | { readonly kind: "response"; readonly status: string; readonly mediaType?: string }
  | { readonly kind: "error"; readonly status: string; readonly mediaType?: string }
  | { readonly kind: "header"; readonly status: string; readonly name: string };

/** Makes places in the operation that is being compared. */
export type PlaceIn = (side: Side, anchor: Anchor) => Place;

/** A place in an operation whose id did not change, or in none. */
export const placeOf = (anchor: Anchor, operation = "", side: Side = "none"): Place => ({
  operation,
  currentOperation: operation,
  side,
  anchor,
  path: [],
});

export const inside = (place: Place, ...path: readonly string[]): Place => ({
  ...place,
  path: [...place.path, ...path],
  ...(place.component && {
    component: { ...place.component, path: [...place.component.path, ...path] },
  }),
});

/** The same place, called by a component that begins there. */
export const asComponent = (place: Place, name: string): Place => ({
  ...place,
  component: { name, path: [] },
});

/** A place as a caller would write it: `filter.connection_name.contains`, `data[].id`, `body.name`, `Widget.id`. */
export const formatPlace = (place: Place): string => {
  const { anchor, component, path } = place;
  if (component) return dotted([component.name, ...component.path]);
  switch (anchor.kind) {
    case "document":
    case "operation":
      return anchor.member ?? "the operation";
    case "type":
    case "header":
      return dotted([anchor.name, ...path]);
    case "error":
      return path.length > 0
        ? `${dotted(path)} of errors with status ${anchor.status}`
        : `the body of errors with status ${anchor.status}`;
    case "response":
      if (path.length > 0) break;
      return anchor.mediaType
        ? `the response (${anchor.mediaType})`
        : `the response with status ${anchor.status}`;
    case "body":
      if (path.length > 0) break;
      return anchor.mediaType ? `the body (${anchor.mediaType})` : "the body";
    default:
  }
  return dotted(typePath(place));
};

/** The same place in the package's types: below a function's `params`, or below what it resolves to. */
export const typePath = ({ anchor, path }: Place): readonly string[] => {
  if (anchor.kind === "parameter") return [anchor.key, ...path];
  return anchor.kind === "body" ? ["body", ...path] : path;
};

const dotted = (path: readonly string[]): string =>
  path.reduce(
    (text, key) => text + (key === "[]" ? key : key === "*" ? "[key]" : text ? `.${key}` : key),
    "",
  );
