import { asArray, asObject, type Json, type JsonObject } from "../lib/json.ts";
import { atPointer, fromPointer, resolveReference, toPointer } from "../lib/references.ts";

const sections: Readonly<Record<string, readonly string[]>> = {
  schemas: ["definitions"],
  parameters: ["parameters"],
  responses: ["responses"],
  securitySchemes: ["securityDefinitions"],
};

/**
 * A place in an upgraded document → the place in the Swagger document that it was made of.
 *
 *     /components/schemas/Pet/properties/id                         →  /definitions/Pet/properties/id
 *     /paths/~1pets/post/requestBody/content/…/schema/properties/id →  /paths/~1pets/post/parameters/0/schema/properties/id
 */
export const swaggerPointer = (pointer: string, root: JsonObject): string => {
  const [section = "", first = "", second = "", ...rest] = fromPointer(pointer);
  if (section === "openapi") return "/swagger";
  if (section === "servers") return root["host"] === undefined ? "/basePath" : "/host";
  if (section === "components") {
    const home = sections[first];
    return home ? toPointer(...home, ...[second].filter(Boolean), ...withoutContent(rest)) : "";
  }
  if (section !== "paths") return pointer;
  const operation = toPointer(section, first, second);
  const parameters = asArray(atPointer(root, `${operation}/parameters`)).map((each) =>
    resolveReference(asObject(each), (ref) => atPointer(root, ref)),
  );
  const [member, ...inner] = rest;
  if (member === "parameters") {
    const [index = "", ...deeper] = inner;
    const places = indexes(parameters, (each) => !isOfBody(each));
    return (
      operation + toPointer("parameters", places[Number(index)] ?? "", ...withoutSchema(deeper))
    );
  }
  if (member !== "requestBody") return operation + toPointer(...withoutContent(rest));
  const schema = withoutContent(inner);
  const [body] = indexes(parameters, (each) => each["in"] === "body");
  if (body !== undefined) return operation + toPointer("parameters", body, ...schema);
  const [, keyword, name, ...deeper] = schema;
  const [field] = indexes(
    parameters,
    (each) => each["in"] === "formData" && (keyword !== "properties" || each["name"] === name),
  );
  return operation + toPointer("parameters", ...(field === undefined ? [] : [field, ...deeper]));
};

const isOfBody = (parameter: JsonObject): boolean =>
  parameter["in"] === "body" || parameter["in"] === "formData";

const indexes = <Item extends Json>(
  items: readonly Item[],
  matches: (item: Item) => boolean,
): readonly number[] => items.flatMap((item, index) => (matches(item) ? [index] : []));

/** `content`, `application/json`, `schema`, … → `schema`, …, as a response of Swagger has it. */
const withoutContent = (path: readonly string[]): readonly string[] => {
  const at = path.indexOf("content");
  const short = at === -1 || at > 2 ? path : [...path.slice(0, at), ...path.slice(at + 2)];
  const header = short.indexOf("headers");
  return header === -1
    ? short
    : [...short.slice(0, header + 2), ...withoutSchema(short.slice(header + 2))];
};

/** Parameters and headers of Swagger are their own schema. */
const withoutSchema = (path: readonly string[]): readonly string[] =>
  path[0] === "schema" ? path.slice(1) : path;
