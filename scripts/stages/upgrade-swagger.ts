import { upgradeFromTwoToThree } from "@scalar/openapi-upgrader/2.0-to-3.0";
import { type OpenApiDocument, placeOf } from "../lib/document.ts";
import { Failure } from "../lib/failure.ts";
import { asArray, asObject, type Json, type JsonObject, mapValues, omit } from "../lib/json.ts";
import { listOperations } from "../lib/operations.ts";
import { atPointer, fromPointer, resolveReference, toPointer } from "../lib/references.ts";
import { transform } from "../lib/transform.ts";
import { correctOperations, serverUrls } from "../swagger/correct-operations.ts";
import { swaggerPointer } from "../swagger/swagger-pointer.ts";
import { isSwagger } from "./read-source.ts";

/** What a person should know of a part of a document, named by its JSON pointer. */
export interface DocumentNote {
  readonly pointer: string;
  readonly text: string;
}

/**
 * Swagger 2.0 → OpenAPI 3.0, by @scalar/openapi-upgrader, with corrections of our own before and after it. Lines stay those
 * of the Swagger document.
 */
export const upgradeSwagger = (
  document: OpenApiDocument,
): { readonly document: OpenApiDocument; readonly notes: readonly DocumentNote[] } => {
  const { fileOf, lineOf, root, unresolved } = document;
  if (!isSwagger(root)) return { document, notes: [] };
  const notes: DocumentNote[] = [
    { pointer: "", text: `${document.name} is Swagger 2.0, and is read as OpenAPI 3.0` },
  ];
  const corrected = correctOperations(settleReferences(withAllPaths(root)), (pointer, text) => {
    const id = asObject(atPointer(root, pointer))["operationId"];
    notes.push({
      pointer,
      text: `${typeof id === "string" ? id : placeOf(document, pointer)}: ${text}`,
    });
  });
  const upgraded = requireForms(upgrade(withServers(corrected), document), corrected);
  const source = (pointer: string): string => swaggerPointer(pointer, root);
  return {
    document: {
      name: document.name,
      root: upgraded,
      lineOf: (pointer) => lineOf(source(pointer)),
      ...(fileOf && { fileOf: (pointer) => fileOf(source(pointer)) }),
      ...(unresolved && { unresolved }),
    },
    notes,
  };
};

/** The upgrader changes what it is given, and takes some faults of a document for faults of its own. */
const upgrade = (root: JsonObject, { name }: OpenApiDocument): JsonObject => {
  try {
    const copy = JSON.parse(JSON.stringify({ ...root, swagger: "2.0" })) as Record<string, unknown>;
    return upgradeFromTwoToThree(copy) as JsonObject;
  } catch (cause) {
    throw new Failure(
      "input",
      `${name}: cannot be converted from Swagger 2.0 to OpenAPI 3: ${(cause as Error).message}; check it with a validator of Swagger.`,
      { cause },
    );
  }
};

const withServers = (root: JsonObject): JsonObject => {
  const urls = serverUrls(root, asArray(root["schemes"]));
  return {
    ...omit(root, "host", "basePath", "schemes"),
    ...(urls.length > 0 && { servers: urls.map((url) => ({ url })) }),
  };
};

/** Microsoft's paths beside `paths`, which differ from those by their query. */
const withAllPaths = (root: JsonObject): JsonObject => {
  const { "x-ms-paths": others, ...rest } = root;
  return others === undefined
    ? root
    : { ...rest, paths: { ...asObject(others), ...asObject(root["paths"]) } };
};

/**
 * A reference to anything but a definition, or what is in one, leads to a place that has moved. `x-nullable` beside one is
 * meant, though OpenAPI 3.0 ignores what is beside a reference.
 */
const settleReferences = (root: JsonObject): JsonObject =>
  transform(root, {
    schema: (schema) => {
      const resolved = resolveReference(
        schema,
        (ref) => atPointer(root, ref),
        (ref) => fromPointer(ref)[0] !== "definitions" && atPointer(root, ref) !== undefined,
      );
      const { $ref, ...rest } = resolved;
      return $ref !== undefined && rest["x-nullable"] === true
        ? { ...rest, allOf: [{ $ref }] }
        : resolved;
    },
  });

/** A form with a field that is required is required itself, which the upgrader leaves out. */
const requireForms = (root: JsonObject, swagger: JsonObject): JsonObject => {
  const needed = new Set(
    listOperations(swagger).flatMap(({ operation, pointer }) =>
      asArray(operation["parameters"]).some((each) => {
        const { in: location, required } = asObject(each);
        return location === "formData" && required === true;
      })
        ? [pointer]
        : [],
    ),
  );
  return {
    ...root,
    paths: mapValues(asObject(root["paths"]), (item, path) =>
      mapValues(
        asObject(item),
        (member, method): Json =>
          needed.has(toPointer("paths", path, method))
            ? {
                ...asObject(member),
                requestBody: { ...asObject(asObject(member)["requestBody"]), required: true },
              }
            : member,
      ),
    ),
  };
};
