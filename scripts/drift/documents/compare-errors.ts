import { isSameMediaType, mainMediaType } from "../../lib/media-types.ts";
import type { Response, Schema } from "../../lib/model.ts";
import { type Both, both } from "../both.ts";
import { type Context, unlessCosmetic } from "../context.ts";
import type { Place } from "../place.ts";

/** The body of an error, which an `ApiError` carries unchanged, whatever about it changes. */
export const compareErrorBodies = (
  responses: Both<Response>,
  place: Place,
  { compareSchemas, report }: Context,
): void => {
  compareSchemas(both(responses, schemaOf), place, ofErrors);
  const names = both(responses, ({ content }) => content.map(({ name }) => name));
  const isIn = (name: string, list: readonly string[]): boolean =>
    list.some((each) => isSameMediaType(each, name));
  const { after, before } = names;
  if (before.every((name) => isIn(name, after)) && after.every((name) => isIn(name, before)))
    return;
  const text = both(names, (each) => each.join(", "));
  report("response-error-body-changed", place, text.before, text.after);
};

const ofErrors = unlessCosmetic("response-error-body-changed");

const schemaOf = ({ content }: Response): Schema => {
  const name = mainMediaType(content.map((each) => each.name));
  return content.find((each) => each.name === name)?.schema ?? {};
};
