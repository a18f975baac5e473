import type * as runtime from "../../../templates/runtime/operation.ts";
import { RuntimeReference } from "../runtime-reference.ts";

/** The runtime's own type, with a reference to an array format in place of its function. */
export type Shape = runtime.Shape<RuntimeReference>;
export type Members = runtime.Members<RuntimeReference>;
export type List = runtime.List<RuntimeReference>;
export type Alternatives = runtime.Alternatives<RuntimeReference>;

export const isList = (shape: Shape): shape is List => Array.isArray(shape);

export const isScalar = (shape: Shape): shape is "scalar" | "date" =>
  shape === "scalar" || shape === "date";

export const isAlternatives = (shape: Shape): shape is Alternatives =>
  typeof shape === "object" && "|" in shape;

export const alternativesIn = (shape: Shape): readonly Shape[] =>
  isAlternatives(shape) ? shape["|"] : [shape];

/** The same list as `expand[]=a&expand[]=b`: OpenAPI does not say what deepObject makes of one, and servers read this. */
export const inBrackets = ([items, format = brackets]: List): List => [items, format];

export const brackets = new RuntimeReference("array-format", "brackets");
