import type { ApiModel, Operation, Server } from "./model.ts";

export const isAbsolute = (url: string): boolean => /^https?:\/\//i.test(url);

/** The first absolute server of a list. */
const firstAbsolute = (servers: readonly Server[]): string | undefined =>
  servers.find(({ url }) => isAbsolute(url))?.url;

/** The first server of the operation, else of its path, else of the document. OpenAPI 3.1, sections 4.8.9 and 4.8.10. */
export const nearestServer = (
  operation: Operation,
  model: Pick<ApiModel, "servers">,
): Server | undefined =>
  [operation.servers, operation.pathServers, model.servers].find(
    (servers) => servers.length > 0,
  )?.[0];

/** The server of the API as a whole: the client's default `baseUrl`. */
export const defaultServer = ({ servers }: Pick<ApiModel, "servers">): string | undefined =>
  firstAbsolute(servers);

/** The server of an operation, where it or its path names another one than the document does. */
export const ownServer = (
  { pathServers, servers }: Operation,
  model: Pick<ApiModel, "servers">,
): string | undefined => {
  const own = firstAbsolute(servers.length > 0 ? servers : pathServers);
  return own === defaultServer(model) ? undefined : own;
};

/** The server that requests of an operation go to; a relative one where there is no other. */
export const effectiveServer = (operation: Operation, model: ApiModel): string | undefined => {
  const nearest = nearestServer(operation, model)?.template;
  return ownServer(operation, model) ?? defaultServer(model) ?? nearest;
};
