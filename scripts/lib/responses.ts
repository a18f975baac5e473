import { readMediaType } from "./media-types.ts";
import type { Operation, Response, Schema } from "./model.ts";

/** What the package reads of one successful response. */
export interface SuccessBody {
  readonly status: string;
  /** Nothing for a response without a body. */
  readonly mediaType?: string;
  readonly schema?: Schema;
}

/** The responses that mean success; the default one where an operation declares no other. */
export const successResponses = ({ responses }: Operation): readonly Response[] => {
  const successes = responses.filter(({ status }) => /^2/.test(status));
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === "default");
};

/** What the package reads of each successful response. */
export const successBodies = (operation: Operation): readonly SuccessBody[] =>
  successResponses(operation).map(({ content, status }) => {
    const mediaType = readMediaType(content.map(({ name }) => name));
    if (mediaType === undefined) return { status };
    const schema = content.find(({ name }) => name === mediaType)?.schema;
    return { status, mediaType, ...(schema !== undefined && { schema }) };
  });

/** Of all successful responses the one whose media type the package asks for; nothing where none has a body. */
export const readBody = (operation: Operation): SuccessBody | undefined => {
  const bodies = successBodies(operation);
  const mediaType = readMediaType(bodies.flatMap((body) => body.mediaType ?? []));
  return mediaType === undefined ? undefined : bodies.find((body) => body.mediaType === mediaType);
};
