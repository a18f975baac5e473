import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as Generated from "../../generated/src/index.ts";

export type Package = typeof Generated;
export type Client = Generated.Client;

/** No environment gives a key: what is sent without one is part of the judgement. */
const apiKey = "KEY0123456789";

/** The built package in a folder. */
export const load = async (folder: string): Promise<unknown> =>
  import(pathToFileURL(join(folder, "dist/index.js")).href);

/** Sends each request once, so that the witness can count. */
export const clientOptions = (url: string): Generated.ClientOptions => ({
  apiKey,
  baseUrl: url,
  maxRetries: 0,
});
