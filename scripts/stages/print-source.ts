import { stringify } from "yaml";
import type { OpenApiDocument } from "../lib/openapi.ts";

/** Prints a document that was made of several files, or brought up from Swagger 2.0: there is no text to cut lines from. */
export const printSource = ({ root }: OpenApiDocument): string =>
  stringify(root, { aliasDuplicateObjects: false, lineWidth: 100 });
