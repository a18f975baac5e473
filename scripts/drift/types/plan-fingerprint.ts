import { documentationKeywords, withoutDocumentation } from "../../lib/schema.ts";
import type { Plan } from "../../stages/plan.ts";

/**
 * What a package consists of, without its documentation: two plans with the same fingerprint give the same types and
 * requests, since the generator knows nothing but the plan.
 */
export const planFingerprint = ({ baseUrl, credentials, operations, types }: Plan): string =>
  JSON.stringify([
    baseUrl,
    credentials,
    operations.map(
      ({ constant, file, functionName, id, needsParams, paginator, response, responseType }) => [
        ...[id, functionName, responseType, file, constant, needsParams, paginator?.pagination],
        ...[response.mayBeEmpty, withoutDocumentation(response.schema ?? null, asIs, isDropped)],
      ],
    ),
    types.map(({ file, isVoid, name, orUndefined, schema }) => [
      name,
      file,
      isVoid,
      orUndefined,
      withoutDocumentation(schema, asIs, isDropped),
    ]),
  ]);

const asIs = (ref: string): string => ref;

/** Other extensions are marks that change the types. */
const dropped: ReadonlySet<string> = new Set([...documentationKeywords, "x-comment"]);
const isDropped = (keyword: string): boolean => dropped.has(keyword);
