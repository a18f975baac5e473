import { Failure } from "../lib/failure.ts";

/** Bytes in UTF-8, with or without a byte order mark → text; other bytes are refused instead of replaced. */
export const decodeText = (bytes: Uint8Array, name: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure(
      "input",
      `${name}: expected an OpenAPI document in UTF-8, found other bytes; check that this is the file you meant.`,
      { cause },
    );
  }
};
