import { isSameMediaType, mainMediaType } from "../../lib/media-types.ts";
import type { Response } from "../../lib/model.ts";
import { areBoth, type Both, both } from "../both.ts";
import { compareDocumentation } from "../compare-documentation.ts";
import type { Context } from "../context.ts";
import type { PlaceIn } from "../place.ts";

/** The media types of a successful response besides the main one, which `compareResponses` compares. */
export const compareResponseMediaTypes = (
  responses: Both<Response>,
  placeIn: PlaceIn,
  { forms, report }: Context,
): void => {
  const { status } = responses.after;
  const names = both(responses, ({ content }) => content.map(({ name }) => name));
  const read = both(names, mainMediaType);
  const place = placeIn("response", { kind: "response", status });
  const declared = (name: string) =>
    both(responses, ({ content }) => content.find((each) => each.name === name));

  for (const name of names.after) {
    const mediaTypes = declared(name);
    if (name === read.after || !areBoth(mediaTypes)) continue;
    if (!forms.facts.areEqual(both(mediaTypes, ({ json }) => json)))
      report(
        "response-unused-media-type-changed",
        placeIn("response", { kind: "response", status, mediaType: name }),
        name,
        name,
      );
  }
  const isIn = (list: readonly string[], name: string): boolean =>
    list.some((each) => isSameMediaType(each, name));
  for (const name of names.after)
    if (name !== read.after && !isIn(names.before, name))
      report("response-media-type-added", place, read.after, name);
  for (const name of names.before)
    if (name !== read.before && !isIn(names.after, name))
      report("response-media-type-removed", place, name);
  for (const name of names.after) {
    const documentation = both(declared(name), (each) => each?.documentation ?? {});
    compareDocumentation(documentation, place, "response-documentation-changed", report);
  }
};
