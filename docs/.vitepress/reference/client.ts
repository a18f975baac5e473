/**
 * What every package exports from `…/client`, whatever its API: the client, the errors and the options again, and
 * {@link withResponse}.
 *
 * @module telnyx-external-connections/client
 */
export * from "../../../generated/src/runtime/index.js";
