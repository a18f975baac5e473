import type { RuntimeReference } from "./runtime-reference.ts";
import type { Shape } from "./shapes/shape.ts";

/** A constant to be written into the package: data, and references into the runtime. */
export type Constant =
  | string
  | number
  | boolean
  | RuntimeReference
  | Exclude<Shape, string>
  | readonly Constant[]
  | { readonly [key: string]: Constant };
