import { isEqual } from "../../lib/json.ts";
import { hasFields, isInRange, isSameMediaType } from "../../lib/media-types.ts";
import type { MediaType, Operation, RequestBody } from "../../lib/model.ts";
import { isSentRaw, planBody, sentBody, sentName } from "../../plan/request-body.ts";
import { allKeys, areBoth, type Both, both, bothWith } from "../both.ts";
import { compareDocumentation, compareNodes } from "../compare-documentation.ts";
import { type Context, inJson, unlessCosmetic } from "../context.ts";
import type { Place, PlaceIn } from "../place.ts";
import { plainEncoding } from "./plain-encoding.ts";
import { ofRaw, rawSchema } from "./raw-schema.ts";

/** The request body: whether there is one, as which media type it is sent, and what it holds. */
export const compareBodies = (
  operations: Both<Operation>,
  placeIn: PlaceIn,
  context: Context,
): void => {
  const { report } = context;
  const bodies = both(operations, ({ body }) => body);
  const sent = both(bodies, sentBody);
  const mediaType = sent.after?.name ?? sent.before?.name;
  const place = placeIn("request", { kind: "body", ...(mediaType !== undefined && { mediaType }) });
  if (!areBoth(bodies)) {
    const { after, before } = bodies;
    const unnamed = "some media type";
    if (before) report("request-body-removed", place, sent.before?.name ?? unnamed);
    if (after)
      report(
        after.required ? "request-required-body-added" : "request-body-added",
        place,
        undefined,
        sent.after?.name ?? unnamed,
      );
    return;
  }
  if (bodies.before.required !== bodies.after.required)
    report(
      bodies.after.required ? "request-body-became-required" : "request-body-became-optional",
      place,
    );
  compareNodes(bodies, place, "request", report);
  compareMediaTypes(bodies, sent, placeIn, context);
  compareSent(operations, sent, place, context);
};

/** The media type that the package sends. */
const compareSent = (
  operations: Both<Operation>,
  sent: Both<MediaType | undefined>,
  place: Place,
  { compareSchemas, models, report }: Context,
): void => {
  const documentation = both(sent, (each) => each?.documentation ?? {});
  compareDocumentation(documentation, place, "request-documentation-changed", report);
  const encoding = bothWith(sent, models, (each, { schemas: all }) => plainEncoding(each, all));
  if (!isEqual(encoding.before, encoding.after)) {
    const text = both(encoding, (each) => JSON.stringify(each));
    report("request-encoding-changed", place, text.before, text.after);
  }
  if (!areBoth(sent)) return;
  const isReplaced =
    !isSameMediaType(sent.before.name, sent.after.name) &&
    isDeclared(operations.after.body, sent.before.name);
  const schemas = bothWith(
    operations,
    models,
    (each, { schemas: all }) => planBody(each, all)?.schema ?? {},
  );
  const wasTyped = !hasFields(sent.before.name);
  const ruleFor = isReplaced ? ofPreferred : wasTyped ? inJson : undefined;
  const { isEqual: isSame } = compareSchemas(schemas, place, ruleFor);
  const isRaw = bothWith(sent, models, (each, { schemas: all }) => isSentRaw(each, all));
  if (isSame && isRaw.before && isRaw.after)
    compareSchemas(
      both(sent, ({ name, schema }) => rawSchema(name, schema)),
      place,
      ofRaw("request-raw-body-changed", "request-raw-body-widened"),
    );
};

/** The API still accepts what deployed clients send: only an upgrade sends the other media type. */
const ofPreferred = unlessCosmetic("request-preferred-type-changed");

const compareMediaTypes = (
  bodies: Both<RequestBody>,
  sent: Both<MediaType | undefined>,
  placeIn: PlaceIn,
  { forms, models, report }: Context,
): void => {
  const names = bothWith(sent, models, (each, { schemas }) => each && sentName(each, schemas));
  const declaredAs = both(sent, (each) => each?.name);
  const mediaType = declaredAs.after ?? declaredAs.before ?? "";
  const place = placeIn("request", { kind: "body", mediaType });
  if (!isSameMediaType(names.before, names.after))
    report(
      names.before === undefined || isDeclared(bodies.after, names.before)
        ? "request-media-type-preferred"
        : "request-media-type-changed",
      place,
      names.before ?? "nothing",
      names.after ?? "nothing",
    );
  for (const name of allKeys(both(bodies, ({ content }) => content.map((each) => each.name)))) {
    const declared = both(bodies, ({ content }) => content.find((each) => each.name === name));
    const at = placeIn("request", { kind: "body", mediaType: name });
    if (areBoth(declared)) {
      if (name !== declaredAs.after && !forms.facts.areEqual(both(declared, ({ json }) => json)))
        report("request-unused-media-type-changed", at, name, name);
    } else if (declared.after) {
      if (!isSameMediaType(name, declaredAs.after))
        report("request-media-type-added", at, names.after, name);
    } else if (!isSameMediaType(name, declaredAs.before))
      report("request-media-type-removed", at, name);
  }
};

const isDeclared = (body: RequestBody | undefined, mediaType: string): boolean =>
  body?.content.some(
    ({ name }) => isSameMediaType(name, mediaType) || isInRange(name, mediaType),
  ) ?? false;
