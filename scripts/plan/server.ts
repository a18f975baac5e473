import type { ApiModel, Operation } from "../lib/model.ts";
import { defaultServer, isAbsolute, nearestServer, ownServer } from "../lib/servers.ts";
import type { Constant } from "./constant.ts";
import { RuntimeReference } from "./runtime-reference.ts";

/** What the runtime does to the base URL of a request: an operation's own server, or a relative one. */
export const planServer = (operation: Operation, model: ApiModel): readonly Constant[] => {
  const step = (name: string, value: string): readonly Constant[] => [
    { add: new RuntimeReference("servers", name), value },
  ];
  const own = ownServer(operation, model);
  if (own !== undefined) return step("ownServer", own);
  const nearest = nearestServer(operation, model);
  if (nearest === undefined || isAbsolute(nearest.url)) return [];
  const isOfDocument = nearest === model.servers[0];
  if (isOfDocument) {
    const isEmpty = defaultServer(model) !== undefined || /^[./]*$/.test(nearest.url);
    return isEmpty ? [] : step("serverPath", nearest.url);
  }
  return step("relativeServer", nearest.url);
};
