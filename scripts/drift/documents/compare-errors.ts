import { isEqual } from "../../lib/json.ts";
import { readMediaType } from "../../lib/media-types.ts";
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
  if (isEqual(names.before, names.after)) return;
  const text = both(names, (each) => each.join(", "));
  report("response-error-body-changed", place, text.before, text.after);
};

const ofErrors: RuleFor = (id) => (isCosmetic(id) ? id : "response-error-body-changed");

const schemaOf = ({ content }: Response): Schema => {
  const name = readMediaType(content.map((each) => each.name));
  return content.find((each) => each.name === name)?.schema ?? {};
};
