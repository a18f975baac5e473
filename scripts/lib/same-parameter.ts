import type { Json } from "./json.ts";

/** What a parameter is known by, in a document or in the model. */
interface Named {
  readonly in?: Json;
  readonly name?: Json;
}

/** Whether two parameters are one and the same on the wire: names of headers are case-insensitive. RFC 9110, section 5.1. */
export const isSameParameter = (one: Named, other: Named): boolean =>
  one.in === other.in && nameOnWire(one) === nameOnWire(other);

const nameOnWire = ({ in: location, name }: Named): Json | undefined =>
  location === "header" && typeof name === "string" ? name.toLowerCase() : name;
