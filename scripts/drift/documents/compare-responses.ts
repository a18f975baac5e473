import { isEqual } from "../../lib/json.ts";
import { isInRange, isSameMediaType } from "../../lib/media-types.ts";
import type { Operation, Response } from "../../lib/model.ts";
import { mainContent, type SuccessContent, successResponses } from "../../lib/responses.ts";
import { planResponse } from "../../plan/response.ts";
import { allKeys, areBoth, type Both, both } from "../both.ts";
import { compareNodes } from "../compare-documentation.ts";
import { type Context, unlessCosmetic } from "../context.ts";
import type { PlaceIn } from "../place.ts";
import { compareErrorBodies } from "./compare-errors.ts";
import { compareHeaders } from "./compare-headers.ts";
import { compareResponseMediaTypes } from "./compare-response-media-types.ts";
import { ofRaw, rawSchema } from "./raw-schema.ts";

/** What comes back: what the function resolves to, then each status. */
export const compareResponses = (
  operations: Both<Operation>,
  placeIn: PlaceIn,
  context: Context,
): void => {
  compareResult(operations, placeIn, context);
  const successes = both(operations, statusesOf);
  const statuses = both(operations, ({ responses }) => responses.map(({ status }) => status));
  for (const status of allKeys(statuses)) {
    const isError = !successes.before.has(status) && !successes.after.has(status);
    const responses = both(operations, (each) =>
      each.responses.find((response) => response.status === status),
    );
    compareStatus(responses, status, isError, placeIn, context);
  }
};

const statusesOf = (operation: Operation): ReadonlySet<string> =>
  new Set(successResponses(operation).map(({ status }) => status));

const compareStatus = (
  responses: Both<Response | undefined>,
  status: string,
  isError: boolean,
  placeIn: PlaceIn,
  context: Context,
): void => {
  const { report } = context;
  const place = placeIn("response", { kind: isError ? "error" : "response", status });
  if (!areBoth(responses)) {
    if (responses.after)
      report(isError ? "response-error-added" : "response-status-added", place, undefined, status);
    else report(isError ? "response-error-removed" : "response-status-removed", place, status);
    return;
  }
  compareNodes(responses, place, "response", report);
  compareHeaders(responses, status, placeIn, context);
  if (!isEqual(responses.before.links, responses.after.links))
    report("response-links-changed", place);
  if (isError) compareErrorBodies(responses, place, context);
  else compareResponseMediaTypes(responses, placeIn, context);
};

/** What the package's function resolves to. */
const compareResult = (operations: Both<Operation>, placeIn: PlaceIn, context: Context): void => {
  const { compareSchemas, report } = context;
  const planned = both(operations, planResponse);
  const bodies = both(operations, mainContent);
  const mediaType = both(bodies, (body) => body?.mediaType);
  const { status = "200" } = bodies.after ?? bodies.before ?? {};
  const current = mediaType.after ?? mediaType.before;
  const place = placeIn("response", {
    kind: "response",
    status,
    ...(current !== undefined && { mediaType: current }),
  });
  const schemas = both(planned, ({ schema }) => schema);
  if (!areBoth(schemas)) {
    if (schemas.after) report("response-body-added", place, undefined, mediaType.after);
    if (schemas.before) report("response-body-removed", place, mediaType.before);
    return;
  }
  if (planned.before.mayBeEmpty !== planned.after.mayBeEmpty)
    report(planned.after.mayBeEmpty ? "response-may-be-empty" : "response-never-empty", place);
  const isSame = isSameMediaType(mediaType.before, mediaType.after);
  const isStillSent =
    isSame ||
    isInRange(mediaType.before ?? "", mediaType.after ?? "") ||
    sends(operations.after, mediaType.before ?? "");
  if (!isSame)
    report(
      isStillSent ? "response-media-type-preferred" : "response-media-type-changed",
      place,
      mediaType.before,
      mediaType.after,
    );
  const isReplaced = !isSame && isStillSent;
  const kept = isReplaced ? undefined : planResponse(withoutAdded(operations)).schema;
  const result = kept
    ? compareSchemas({ before: schemas.before, after: kept }, place)
    : compareSchemas(schemas, place, isReplaced ? ofPreferred : undefined);
  if (kept && !isEqual(kept, schemas.after))
    compareSchemas({ before: kept, after: schemas.after }, place, ofAdded);
  if (result.isEqual && isRaw(bodies.before) && isRaw(bodies.after))
    compareSchemas(
      both(bodies, (body) => rawSchema(body?.mediaType ?? "", body?.schema)),
      place,
      ofRaw("response-raw-body-changed", "response-raw-body-narrowed"),
    );
};

const isRaw = (body: SuccessContent | undefined): boolean =>
  body !== undefined && ["bytes", "text", "textOrJson"].includes(body.readAs);

/** The API still sends what deployed clients accept: only an upgrade accepts the other media type. */
const ofPreferred = unlessCosmetic("response-preferred-type-changed");

/** The API sends a media type that was added to clients that accept it, and deployed ones do not. */
const ofAdded = unlessCosmetic("response-added-type-changed");

/** The later operation without the media types that were added to its responses. */
const withoutAdded = ({ after, before }: Both<Operation>): Operation => ({
  ...after,
  responses: after.responses.map((response) => {
    const former = before.responses.find(({ status }) => status === response.status)?.content ?? [];
    const content = response.content.filter(({ name }) =>
      former.some((each) => isSameMediaType(each.name, name) || isInRange(each.name, name)),
    );
    return content.length > 0 ? { ...response, content } : response;
  }),
});

const sends = (operation: Operation, mediaType: string): boolean =>
  successResponses(operation).some(({ content }) =>
    content.some(({ name }) => isSameMediaType(name, mediaType) || isInRange(name, mediaType)),
  );
