import { allOfParts, resolverIn } from "./composition.ts";
import { omit } from "./json.ts";
import type { Schema, Schemas } from "./model.ts";
import { asSchema } from "./schema.ts";

/**
 * An object as it is sent or received: a body has no read-only properties, a response no write-only ones. OpenAPI 3.1,
 * section 4.8.24; JSON Schema 2020-12, validation, section 9.4. A parameter has them all: it asks for something by an id
 * that only the server can assign, and a filter names any property.
 */
export const visibleIn = (
  use: "parameter" | "request" | "response",
  schema: Schema,
  schemas: Schemas,
): Schema => {
  if (use === "parameter") return schema;
  const keyword = use === "request" ? "readOnly" : "writeOnly";
  const hidden = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    allOfParts(property, resolverIn(schemas)).some((each) => each[keyword] === true) ? [name] : [],
  );
  if (hidden.length === 0) return schema;
  const { properties = {}, required = [], ...rest } = schema;
  const kept = required.filter((name) => !hidden.includes(name));
  return {
    ...rest,
    properties: asSchema(omit(properties, ...hidden)) as Schemas,
    ...(kept.length > 0 && { required: kept }),
  };
};
