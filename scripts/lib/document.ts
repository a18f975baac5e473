import { asText, type JsonObject } from "./json.ts";
import type { OperationEntry } from "./operations.ts";

/** What travels through the front half of the pipeline. */
export interface OpenApiDocument {
  /** What messages call the source: a path or a URL. */
  readonly name: string;
  readonly root: JsonObject;
  /** 1-based line in the source of the value at a JSON pointer, or of its nearest ancestor that the source holds. */
  readonly lineOf: (pointer: string) => number;
  /** The name of the file that this line is in, for a document that was bundled from several. */
  readonly fileOf?: (pointer: string) => string;
  /** Why references that stayed as they were written lead nowhere, by the pointer of what holds them. */
  readonly unresolved?: ReadonlyMap<string, string>;
  /** What it was cut from: names are decided on the whole, so that they do not depend on what else was selected. */
  readonly whole?: WholeDocument;
}

export interface WholeDocument {
  readonly root: JsonObject;
  /** Under the ids that they have in the package. */
  readonly operations: readonly OperationEntry[];
}

/** The version of OpenAPI that a document states; without quotes it is a number: `3.0` → 3. */
export const versionOf = ({ openapi }: JsonObject): string =>
  typeof openapi === "number" ? openapi.toFixed(1) : asText(openapi);

/** `schemas/thing.yml:3`: where the value at a JSON pointer was written. */
export const placeOf = (
  { fileOf, lineOf, name }: Pick<OpenApiDocument, "fileOf" | "lineOf" | "name">,
  pointer: string,
): string => `${fileOf?.(pointer) ?? name}:${lineOf(pointer)}`;
