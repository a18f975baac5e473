import type { AddToRequest } from "./operation.js";

/** Refuses to send a path that still has a parameter without a value. */
export const requirePathParameters: AddToRequest = ({ operation, path }) => {
  const missing = /\{(.*?)\}/.exec(path)?.[1];
  if (missing) throw new TypeError(`${missing} is missing: ${operation.path} requires it.`);
};
