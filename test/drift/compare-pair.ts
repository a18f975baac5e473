import fc from "fast-check";
import type { Change } from "../../scripts/drift/change.ts";
import { compare } from "../../scripts/drift/compare.ts";
import { Failure } from "../../scripts/lib/failure.ts";
import { runSilently } from "../../scripts/lib/stage.ts";
import { templates } from "../fixtures.ts";
import { write } from "./documents.ts";
import type { RandomPair } from "./random-documents.ts";

/**
 * The changes between two random documents. A document, or an operation of it, is refused if a schema refers only to
 * itself: such a pair is left out.
 */
export const comparePair = async (
  { after, before }: RandomPair,
  settings: Parameters<typeof compare>[2],
): Promise<readonly Change[]> => {
  const documents = [
    { text: write(before), name: "before.json" },
    { text: write(after), name: "after.json" },
  ] as const;
  const changes = await changesOf(compare(...documents, settings, templates, [], runSilently));
  fc.pre(!changes.some(({ id }) => id === "operation-not-generated"));
  return changes;
};

const changesOf = async (report: ReturnType<typeof compare>): Promise<readonly Change[]> => {
  try {
    return (await report).changes;
  } catch (error) {
    fc.pre(!(error instanceof Failure));
    throw error;
  }
};
