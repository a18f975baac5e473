import type { Json } from "../lib/json.ts";

/** A document of the OpenAPI Overlay Specification 1.0 or 1.1: corrections of an OpenAPI document, in their order. */
export interface Overlay {
  /** What messages call it. */
  readonly name: string;
  /** The document that it was written for, where it says so, and the place where it does. */
  readonly extends?: { readonly document: string; readonly place: string };
  readonly actions: readonly Action[];
}

export interface Action {
  /** `fixes.yml:7` */
  readonly place: string;
  /** A JSONPath (RFC 9535). */
  readonly target: string;
  readonly description?: string;
  readonly change: OverlayChange;
}

export type OverlayChange =
  | { readonly kind: "update"; readonly value: Json; readonly replacesPrimitives: boolean }
  /** What a JSONPath selects is merged into the target. */
  | { readonly kind: "copy"; readonly from: string }
  | { readonly kind: "remove" };
