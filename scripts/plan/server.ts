import { asArray, asObject, asString, type Json, type JsonObject } from "../lib/json.ts";

/** The first absolute server of a list, its variables at their defaults. */
export const firstServer = (servers: Json | undefined): string | undefined =>
  asArray(servers)
    .map((server) => {
      const { url, variables } = asObject(server);
      return (asString(url) ?? "").replace(/\{([^}]+)\}/g, (_, name: string) =>
        String(asObject(asObject(variables)[name])["default"] ?? ""),
      );
    })
    .find((url) => /^https?:\/\//i.test(url));

/** The server of an operation, where it or its path names another one than the document does. */
export const serverOf = (
  operation: JsonObject,
  root: JsonObject,
  path: string,
): string | undefined => {
  const own =
    firstServer(operation["servers"]) ??
    firstServer(asObject(asObject(root["paths"])[path])["servers"]);
  return own === firstServer(root["servers"]) ? undefined : own;
};
