import { isEqual } from "../../lib/json.ts";
import { readMediaType } from "../../lib/media-types.ts";
import type { Response, Schema } from "../../lib/model.ts";
import { withoutDocumentation } from "../../lib/schema.ts";
import { type Both, both } from "../both.ts";
import type { Context } from "../context.ts";
import type { Place } from "../place.ts";
import { isCosmetic } from "../rules.ts";
import { compareSchemas } from "../schemas/compare-schemas.ts";

/** The body of an error, which an `ApiError` carries unchanged: its changes are reported as one. */
export const compareErrorBodies = (
  responses: Both<Response>,
  place: Place,
  context: Context,
): void => {
  const { report } = context;
  const schemas = both(responses, schemaOf);
  let differs = false as boolean; // Set in a callback.
  compareSchemas(schemas, place, {
    ...context,
    report: (id, ...change) => {
      if (isCosmetic(id)) report(id, ...change);
      else differs = true;
    },
  });
  const names = both(responses, ({ content }) => content.map(({ name }) => name));
  if (!differs && isEqual(names.before, names.after)) return;
  const text = both(schemas, (schema) => JSON.stringify(withoutDocumentation(schema)));
  report("response-error-body-changed", place, text.before, text.after);
};

const schemaOf = ({ content }: Response): Schema => {
  const name = readMediaType(content.map((each) => each.name));
  return content.find((each) => each.name === name)?.schema ?? {};
};
