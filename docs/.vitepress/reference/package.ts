/**
 * What the package of this repository exports. Packages of other APIs have the same client, errors and options, and
 * functions and types of their own. [Use a package](/use) shows them at work.
 *
 * `Pages`, `Retry` and `SentRequest` are listed for what they hold: members and hooks have them, but no import does.
 *
 * @module telnyx-external-connections
 */
export * from "../../../generated/src/index.js";
export type { Retry, SentRequest } from "../../../generated/src/runtime/options.js";
export type { Pages } from "../../../generated/src/runtime/pages.js";
