import type { Operation, SecurityRequirement, SecurityScheme } from "../lib/model.ts";
import { RuntimeReference } from "./runtime-reference.ts";

/** How the emitted runtime applies a scheme: its function, and the name of the header or parameter of an API key. */
export type PlannedScheme = { readonly scheme: RuntimeReference; readonly name?: string };

const apiKeyFunctions: Readonly<Record<string, string>> = {
  header: "apiKeyInHeader",
  query: "apiKeyInQuery",
  cookie: "apiKeyInCookie",
};

/** A security scheme → the runtime's function for it; nothing for what no header, query or cookie can carry. */
const planScheme = (scheme: SecurityScheme | undefined): PlannedScheme | undefined => {
  const named = (name: string) => new RuntimeReference("security", name);
  switch (scheme?.type) {
    case "oauth2":
    case "openIdConnect":
      return { scheme: named("bearer") };
    case "http":
      return scheme.scheme === "bearer" || scheme.scheme === "basic"
        ? { scheme: named(scheme.scheme) }
        : undefined;
    case "apiKey": {
      const name = apiKeyFunctions[scheme.in ?? ""];
      return name === undefined ? undefined : { scheme: named(name), name: scheme.name ?? "" };
    }
    default:
      return undefined;
  }
};

/** The first requirement of an operation that the package can meet. OpenAPI 3.1, section 4.8.30. */
export const requirementOf = ({ security }: Operation): SecurityRequirement =>
  security.find(
    (requirement) =>
      requirement.length > 0 && requirement.every(({ scheme }) => planScheme(scheme) !== undefined),
  ) ?? [];

export const planSecurity = (operation: Operation): readonly PlannedScheme[] =>
  requirementOf(operation).flatMap(({ scheme }) => planScheme(scheme) ?? []);

/** The types of the credentials that an API's operations need. */
export const planCredentials = (operations: readonly Operation[]): readonly string[] => {
  const types = new Set(
    operations
      .flatMap(planSecurity)
      .map(({ scheme }) => (scheme.name === "basic" ? "BasicCredentials" : "ApiKeyCredentials")),
  );
  return types.size === 0 ? ["NoCredentials"] : [...types].sort();
};
