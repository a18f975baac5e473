import { asObject, asText, type Json, type JsonObject, mapValues } from "./json.ts";
import { refTo, schemaName } from "./references.ts";

/** The component that a target of a discriminator's mapping names, by itself or in a reference. OpenAPI 3.1, section 4.8.25. */
export const mappedComponent = (target: Json | undefined): string =>
  schemaName(target) ?? asText(target);

/** The values that the mapping of a discriminator gives a component. */
export const mappedValues = (discriminator: JsonObject, component: string): readonly string[] =>
  Object.entries(asObject(discriminator["mapping"]))
    .filter(([, target]) => mappedComponent(target) === component)
    .map(([value]) => value);

/** `{ dog: Dog }` → `{ dog: "#/components/schemas/Dog" }`, with the component under another name if it has one. */
export const referToComponents = (
  mapping: JsonObject,
  nameOf: (component: string) => string = (component) => component,
): { readonly [value: string]: string } =>
  mapValues(mapping, (target) => refTo(nameOf(mappedComponent(target))).$ref) as {
    readonly [value: string]: string;
  };
