import { isSameMediaType, readMediaType } from "../../lib/media-types.ts";
import type { Response, Schema } from "../../lib/model.ts";
import { type Both, both } from "../both.ts";
import type { Context, RuleFor } from "../context.ts";
import type { Place } from "../place.ts";
import { isCosmetic } from "../rules.ts";

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

const ofErrors: RuleFor = (id) => (isCosmetic(id) ? id : "response-error-body-changed");

const schemaOf = ({ content }: Response): Schema => {
  const name = readMediaType(content.map((each) => each.name));
  return content.find((each) => each.name === name)?.schema ?? {};
};
