import type { NoItems } from "./pagination.js";
import { getAt } from "./paths.js";

/** An empty page, where the specification allows that a page without items has null, or nothing, in their place. */
export const noItems: NoItems = () => [];

/**
 * An empty page of HAL, whose `_embedded` is optional, or of SCIM, whose `Resources` are, only if the response itself states
 * a total of 0.
 */
export const noneOfTotal: NoItems = (response, { endAt }) =>
  String(getAt(response, endAt)) === "0" ? [] : undefined;
