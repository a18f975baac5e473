import type { Schema } from "../../lib/model.ts";
import { isBinary } from "../../lib/schema.ts";
import type { DocComment } from "../documentation.ts";
import type { Usage } from "./usage-at.ts";

/**
 * What `plan` tells the emitting plugin about a schema, as extensions of it: they survive @hey-api/openapi-ts' reading.
 */
export type Marks = {
  /** The comment of a property. */
  readonly "x-comment"?: DocComment;
  /** An enum that is received and may grow. */
  readonly "x-open"?: true;
  /** An object that is sent: its optional properties accept an explicit `undefined`. */
  readonly "x-undefined"?: true;
  /** An array that is only sent: it may be read-only. */
  readonly "x-readonly"?: true;
  /** A property that is never there. */
  readonly "x-never"?: true;
  /** A tuple whose last item may repeat, or be missing. */
  readonly "x-rest"?: true;
  /** Binary data that is a file rather than a string; `or-string` if a component is used for both. */
  readonly "x-blob"?: true | "or-string";
  /** Bytes that are a whole request body. */
  readonly "x-raw"?: true;
  /** An array whose items arrive one by one. */
  readonly "x-stream"?: true;
  /** A string for which a `Date` may be given. */
  readonly "x-date"?: true;
  /** An integer of 64 bits for which a bigint may be given. */
  readonly "x-bigint"?: true;
};

const names: Readonly<Record<keyof Marks, true>> = {
  "x-comment": true,
  "x-open": true,
  "x-undefined": true,
  "x-readonly": true,
  "x-never": true,
  "x-rest": true,
  "x-date": true,
  "x-bigint": true,
  "x-blob": true,
  "x-raw": true,
  "x-stream": true,
};

export const isMark = (keyword: string): boolean => Object.hasOwn(names, keyword);

/** The same with comments as printed text, since @hey-api/openapi-ts walks many times through all that it is given. */
export type PrintedMarks = Omit<Marks, "x-comment"> & { readonly "x-comment"?: string };

export const withMarks = (schema: Schema, marks: Marks): Schema =>
  Object.keys(marks).length === 0
    ? schema
    : { ...schema, ...(isUntypedFile(schema, marks) && { type: "string" }), ...marks };

/** A file needs no type since OpenAPI 3.1, but is printed as a string is. */
const isUntypedFile = ({ type }: Schema, marks: Marks): boolean =>
  type === undefined && marks["x-blob"] !== undefined;

/** The comment that `plan` gave a property, unless it is empty. */
export const commentOf = (schema: Schema): DocComment | undefined => {
  const comment = (schema as Schema & Marks)["x-comment"];
  return comment && comment.paragraphs.length + comment.tags.length > 0 ? comment : undefined;
};

/** Whether a schema is a file where it is used in some way, and not a string of JSON. */
export const isFile = (schema: Schema, usage: Usage): boolean =>
  (schema as Schema & Marks)["x-blob"] !== undefined || (usage === "part" && isBinary(schema));
