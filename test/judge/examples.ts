import {
  type OpenApi,
  type Operation,
  type Parameter,
  type Reference,
  type RequestBody,
  resolve,
  type Schema,
} from "./openapi.ts";

/** Stands in where the document asks for an identifier and shows none. */
const uuid = "67ea7693-9cd5-4a68-8c76-abb3aa5bf5d2";

/** What a caller passes who copies every example of the document. */
export function examplesOf(document: OpenApi, operation: Operation): object {
  const parameters = (operation.parameters ?? [])
    .map((each) => resolve<Parameter>(document, each))
    .map(({ name, schema }) => [name, exampleOf(document, schema)] as const);
  if (!operation.requestBody) return Object.fromEntries(parameters);
  const { content } = resolve<RequestBody>(document, operation.requestBody);
  const body = exampleOf(document, content["application/json"].schema);
  return { ...Object.fromEntries(parameters), body };
}

/** An object holds all that its properties show, and over that its own example. */
function exampleOf(document: OpenApi, given: Schema | Reference): unknown {
  const schema = resolve<Schema>(document, given);
  const { example, format, items, properties } = schema;
  if (properties) {
    const members = Object.entries(properties).map(
      ([name, property]) => [name, exampleOf(document, property)] as const,
    );
    const shown = Object.fromEntries(members.filter(([, value]) => value != null));
    return { ...shown, ...(example as object | undefined) };
  }
  if (example !== undefined) return example;
  if (items) return [exampleOf(document, items)].filter((item) => item != null);
  return schema.default ?? schema.enum?.[0] ?? (format === "uuid" ? uuid : undefined);
}
