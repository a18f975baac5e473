import type { ApiModel, Operation, Server } from "./model.ts";

/** The first absolute server of a list. */
const firstAbsolute = (servers: readonly Server[]): string | undefined =>
  servers.find(({ url }) => /^https?:\/\//i.test(url))?.url;

/** The server of the API as a whole: the client's default `baseUrl`. */
export const defaultServer = ({ servers }: Pick<ApiModel, "servers">): string | undefined =>
  firstAbsolute(servers);

/** The server of an operation, where it or its path names another one than the document does. */
export const ownServer = (
  { pathServers, servers }: Operation,
  model: Pick<ApiModel, "servers">,
): string | undefined => {
  const own = firstAbsolute(servers) ?? firstAbsolute(pathServers);
  return own === defaultServer(model) ? undefined : own;
};

/** The server that requests of an operation go to; a relative one where there is no other. */
export const effectiveServer = (operation: Operation, model: ApiModel): string | undefined => {
  const nearest = [operation.servers, operation.pathServers, model.servers].find(
    (servers) => servers.length > 0,
  );
  return ownServer(operation, model) ?? defaultServer(model) ?? nearest?.[0]?.template;
};
