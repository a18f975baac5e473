import { asArray, asObject, type JsonObject } from "../lib/json.ts";
import { RuntimeReference } from "./constant.ts";

/** A security scheme → the runtime's function for it; nothing for what no header, query or cookie can carry. */
const schemeOf = (
  scheme: JsonObject,
): { readonly name: string; readonly parameter?: string } | undefined => {
  const type = String(scheme["type"]);
  const http = String(scheme["scheme"]).toLowerCase();
  if (type === "oauth2" || type === "openIdConnect" || (type === "http" && http === "bearer"))
    return { name: "bearer" };
  if (type === "http" && http === "basic") return { name: "basic" };
  if (type !== "apiKey") return undefined;
  const place = { header: "apiKeyInHeader", query: "apiKeyInQuery", cookie: "apiKeyInCookie" }[
    String(scheme["in"])
  ];
  return place === undefined ? undefined : { name: place, parameter: String(scheme["name"]) };
};

/** How the emitted runtime writes it: the scheme, and the name of the header or parameter of an API key. */
type Security = { readonly scheme: RuntimeReference; readonly name?: string };

/** The first requirement of an operation that the package can meet. OpenAPI 3.1, section 4.8.30. */
export const requirementOf = (operation: JsonObject, root: JsonObject): JsonObject | undefined => {
  const schemes = asObject(asObject(root["components"])["securitySchemes"]);
  return asArray(operation["security"] ?? root["security"])
    .map(asObject)
    .find((requirement) => {
      const names = Object.keys(requirement);
      return names.length > 0 && names.every((name) => schemeOf(asObject(schemes[name])));
    });
};

export const securityOf = (operation: JsonObject, root: JsonObject): readonly Security[] => {
  const schemes = asObject(asObject(root["components"])["securitySchemes"]);
  return Object.keys(requirementOf(operation, root) ?? {}).flatMap((name) => {
    const met = schemeOf(asObject(schemes[name]));
    if (!met) return [];
    const scheme = new RuntimeReference("security", met.name);
    return [{ scheme, ...(met.parameter !== undefined && { name: met.parameter }) }];
  });
};

/** The type of the credentials that an API's operations ask for, all in all. */
export const credentialsOf = (
  operations: readonly JsonObject[],
  root: JsonObject,
): readonly string[] => {
  const schemes = operations.flatMap((operation) => securityOf(operation, root));
  const types = new Set(
    schemes.map(({ scheme }) =>
      scheme.name === "basic" ? "BasicCredentials" : "ApiKeyCredentials",
    ),
  );
  return types.size === 0 ? ["NoCredentials"] : [...types].sort();
};
