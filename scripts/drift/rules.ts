import type { Stay, Upgrade, Verdict } from "./change.ts";

/**
 * What a kind of change means: the two answers, and what is said of it. `{what}` is its place in a caller's words,
 * `{before}` and `{after}` are what stood and stands there.
 */
type Row = readonly [upgrade: Upgrade, stay: Stay, says: string];

/** Facts of an operation and of what is around it. */
// A table: a rule a line.
// prettier-ignore
const operationRules = {
  "operation-removed": ["breaking", "breaks", "the operation is gone: its function is no longer generated, and calls to it fail"],
  "operation-added": ["minor", "fine", "a new operation"],
  "operation-renamed": ["breaking", "fine", "the operation is called {after} now: its function and types are generated under that name, the request stays as it is"],
  "operation-id-changed": ["none", "fine", "the operationId is spelt {after} instead of {before}; the package's names stay"],
  "operation-not-generated": ["breaking", "at-risk", "the operation can no longer be generated: {after}"],
  "path-changed": ["patch", "breaks", "the path is {after} instead of {before}: a deployed client asks at the old one"],
  "method-changed": ["patch", "breaks", "the method is {after} instead of {before}: a deployed client uses the old one"],
  "server-changed": ["patch", "at-risk", "the server is {after} instead of {before}: a deployed client goes on asking the old one"],
  "server-alternative-changed": ["patch", "fine", "other servers are offered: {after} instead of {before}; the package asks the first"],
  "security-added": ["breaking", "breaks", "calls must be authorized with {after} now; before with {before}"],
  "security-scheme-changed": ["breaking", "breaks", "calls are authorized with {after} instead of {before}"],
  "security-preferred": ["breaking", "fine", "the package authorizes calls with {after} from now on; the API still takes {before}"],
  "security-removed": ["patch", "fine", "calls need no authorization any more"],
  "security-scope-changed": ["patch", "at-risk", "calls need other scopes: {after} instead of {before}"],
  "security-details-changed": ["patch", "at-risk", "how a credential is had changed: {after} instead of {before}"],
  "security-alternative-changed": ["patch", "fine", "other ways to authorize: {after} instead of {before}; the one that the package uses stays"],
  deprecated: ["patch", "fine", "{what} is deprecated now: editors strike it through, it still works"],
  "no-longer-deprecated": ["patch", "fine", "{what} is no longer deprecated"],
  "pagination-lost": ["breaking", "breaks", "the operation no longer pages: its paginator is gone ({after})"],
  "pagination-added": ["minor", "fine", "the operation pages now: it gets a paginator ({after})"],
  "pagination-changed": ["breaking", "breaks", "the operation pages in another way: {after} instead of {before}; a deployed paginator reads the old one"],
  "pagination-total-added": ["patch", "fine", "the paginator knows how much there is now ({after}): it ends without asking for an empty page"],
  "identity-changed": ["patch", "fine", "the paginator tells items apart by {after} instead of {before}"],
  "client-options-changed": ["breaking", "fine", "createClient takes other options: {what} is {after} instead of {before}"],
  "client-options-added": ["minor", "fine", "createClient takes more: {what} is {after} instead of {before}"],
  "callbacks-changed": ["patch", "fine", "what the API calls back with changed; the package has no part in it"],
  "tags-changed": ["none", "fine", "the tags changed"],
  "info-changed": ["none", "fine", "what the document says of itself changed: {what}"],
  "operation-words-changed": ["patch", "fine", "the words of the operation changed ({what})"],
  "operation-extension-changed": ["none", "fine", "an extension changed that the package does not read ({what})"],
  "operation-spelling-changed": ["none", "fine", "upstream writes the operation in another way; nothing that the package or the API makes of it changed"],
  "operation-keyword-changed": ["patch", "at-risk", "{what} of the operation changed in a way that no rule knows"],
} as const satisfies Record<string, Row>;

/** Facts of parameters, bodies, answers and headers. */
// A table: a rule a line.
// prettier-ignore
const messageRules = {
  "request-parameter-removed": ["breaking", "at-risk", "the {before} parameter {what} is gone: code that passes it no longer compiles, and the API may ignore it"],
  "request-parameter-added": ["minor", "fine", "a new optional {after} parameter {what}"],
  "request-required-parameter-added": ["breaking", "breaks", "a new {after} parameter {what} that is required: calls without it no longer compile, and the API refuses them"],
  "request-parameter-renamed": ["breaking", "fine", "the parameter {before} is called {after} now: code that passes it no longer compiles; on the wire nothing changes"],
  "request-parameter-declared-again": ["patch", "fine", "the parameter {what} is declared {after} instead of {before}: only the first counts"],
  "request-parameter-became-required": ["breaking", "breaks", "the parameter {what} is required now: calls without it no longer compile, and the API refuses them"],
  "request-parameter-became-optional": ["minor", "fine", "the parameter {what} may be left out now"],
  "request-parameter-moved": ["patch", "breaks", "the parameter {what} moved from {before} to {after}: a deployed client sends it in the old place"],
  "request-parameter-style-changed": ["patch", "breaks", "the parameter {what} is written as {after} instead of {before}: a deployed client writes it the old way"],
  "request-body-removed": ["breaking", "at-risk", "the operation takes no body any more: code that passes one no longer compiles"],
  "request-body-added": ["minor", "fine", "the operation takes an optional body now"],
  "request-required-body-added": ["breaking", "breaks", "the operation needs a body now: calls without one no longer compile, and the API refuses them"],
  "request-body-became-required": ["breaking", "breaks", "the body is required now: calls without one no longer compile, and the API refuses them"],
  "request-body-became-optional": ["minor", "fine", "the body may be left out now"],
  "request-media-type-changed": ["patch", "breaks", "the body is sent as {after} instead of {before}: the API no longer takes what a deployed client sends"],
  "request-media-type-preferred": ["patch", "fine", "the body is sent as {after} instead of {before}, which the API still takes"],
  "request-preferred-type-changed": ["breaking", "fine", "{what} differs in the media type that the package sends from now on: {after} instead of {before}"],
  "request-media-type-added": ["none", "fine", "the body may also be {after}; the package goes on sending {before}"],
  "request-media-type-removed": ["none", "fine", "the body may no longer be {before}, which the package does not send"],
  "request-raw-body-changed": ["patch", "at-risk", "what is declared of {what} changed; the package sends it as it is given"],
  "request-unused-media-type-changed": ["none", "fine", "what is declared of {what} changed, which the package does not send"],
  "request-encoding-changed": ["patch", "at-risk", "the parts of the body are encoded in another way: {after} instead of {before}"],
  "response-body-removed": ["breaking", "breaks", "the operation answers nothing any more: its function resolves to undefined"],
  "response-body-added": ["breaking", "fine", "the operation answers something now: what its function resolves to is no longer void"],
  "response-may-be-empty": ["breaking", "breaks", "the answer may be empty now: what the function resolves to may be undefined"],
  "response-never-empty": ["minor", "fine", "the answer is never empty any more"],
  "response-media-type-changed": ["patch", "breaks", "the answer is {after} instead of {before}: a deployed client asks for what the API no longer gives"],
  "response-media-type-preferred": ["patch", "fine", "the package asks for {after} instead of {before}, which the API still gives"],
  "response-preferred-type-changed": ["breaking", "fine", "{what} differs in the media type that the package asks for from now on: {after} instead of {before}"],
  "response-media-type-added": ["none", "fine", "the answer may also be had as {after}; the package goes on asking for {before}"],
  "response-media-type-removed": ["none", "fine", "the answer can no longer be had as {before}, which the package does not ask for"],
  "response-raw-body-changed": ["patch", "at-risk", "what is declared of the text or file that the operation answers changed; the package hands it over as it comes"],
  "response-unused-media-type-changed": ["none", "fine", "what is declared of {what} changed, which the package does not ask for"],
  "response-status-added": ["patch", "fine", "success may be told with status {after} too"],
  "response-status-removed": ["patch", "fine", "success is no longer told with status {before}"],
  "response-error-added": ["patch", "fine", "a new error, status {after}"],
  "response-error-removed": ["patch", "fine", "the error with status {before} is no longer documented"],
  "response-error-body-changed": ["patch", "at-risk", "the body of errors with status {what} changed: an ApiError carries it as it comes"],
  "response-header-added": ["patch", "fine", "a new header {what}"],
  "response-header-removed": ["patch", "at-risk", "the header {what} is gone: code that reads it from the response finds nothing"],
  "response-header-changed": ["patch", "at-risk", "the header {what} changed"],
  "response-links-changed": ["patch", "fine", "the links of the answer changed; the package does not read them"],
} as const satisfies Record<string, Row>;

/** Facts of schemas: what is sent and what is received are judged apart. */
// A table: a rule a line.
// prettier-ignore
const schemaRules = {
  "request-property-removed": ["breaking", "at-risk", "{what} is gone: code that passes it no longer compiles, and the API may ignore it"],
  "request-property-added": ["minor", "fine", "a new optional {what}"],
  "request-required-property-added": ["breaking", "breaks", "a new {what} that is required: calls without it no longer compile, and the API refuses them"],
  "request-property-became-required": ["breaking", "breaks", "{what} is required now: calls without it no longer compile, and the API refuses them"],
  "request-property-became-optional": ["minor", "fine", "{what} may be left out now"],
  "request-type-changed": ["breaking", "breaks", "{what} is {after} instead of {before}"],
  "request-type-widened": ["minor", "fine", "{what} may be {after}; before {before}"],
  "request-type-narrowed": ["breaking", "breaks", "{what} must be {after}; before {before}"],
  "request-became-nullable": ["minor", "fine", "{what} may be null now"],
  "request-no-longer-nullable": ["breaking", "breaks", "{what} must not be null any more"],
  "request-enum-value-removed": ["breaking", "breaks", "{what} must not be {before} any more"],
  "request-enum-value-added": ["minor", "fine", "{what} may be {after} now"],
  "request-became-enum": ["breaking", "breaks", "{what} must be one of {after} now"],
  "request-enum-dropped": ["minor", "fine", "{what} may be anything now, not only {before}"],
  "request-alternative-removed": ["breaking", "breaks", "{what} must not be {before} any more"],
  "request-alternative-added": ["minor", "fine", "{what} may also be {after} now"],
  "request-further-keys-refused": ["breaking", "breaks", "{what} takes no keys any more but those it declares"],
  "request-further-keys-allowed": ["minor", "fine", "{what} takes further keys now"],
  "request-unknown-keys-refused": ["patch", "at-risk", "{what} is said to take no keys but those it declares, which the package passes only with strictParams off"],
  "request-limit-tightened": ["patch", "at-risk", "{what} is limited to {after}, before to {before}: the API may refuse what it took"],
  "request-limit-loosened": ["patch", "fine", "{what} is limited to {after}, before to {before}"],
  "request-validation-changed": ["patch", "at-risk", "what the API accepts for {what} changed from {before} to {after}: it may refuse what it took"],
  "request-condition-demands-more": ["patch", "breaks", "a condition on {what} requires more than it did: the API may refuse calls that it took"],
  "request-default-changed": ["patch", "at-risk", "without {what} the API takes {after} now, before {before}"],
  "request-invalid-default-changed": ["none", "fine", "the default of {what} is {after} now, before {before}; its own schema refuses it, so it says nothing"],
  "request-became-integer": ["patch", "at-risk", "{what} must be a whole number now"],
  "request-became-number": ["patch", "fine", "{what} need not be a whole number any more"],
  "request-format-changed": ["patch", "fine", "{what} has format {after} instead of {before}"],
  "request-date-format-changed": ["patch", "breaks", "a Date for {what} is sent as {after} instead of {before}"],
  "request-array-format-changed": ["patch", "breaks", "the array {what} is sent as {after} instead of {before}: a deployed client sends it the old way"],
  "request-discriminator-changed": ["breaking", "breaks", "{after} instead of {before} tells the alternatives of {what} apart"],
  "request-mapping-changed": ["breaking", "breaks", "the alternatives of {what} are tagged {after} instead of {before}"],
  "request-access-changed": ["patch", "at-risk", "{what} is {after} now, before {before}"],
  "request-words-changed": ["patch", "fine", "the words of {what} changed"],
  "request-extension-changed": ["none", "fine", "an extension of {what} changed that the package does not read"],
  "response-property-removed": ["breaking", "breaks", "{what} is gone: code that reads it no longer compiles, and a deployed client finds undefined"],
  "response-optional-property-removed": ["breaking", "at-risk", "{what} is gone: code that reads it no longer compiles"],
  "response-property-added": ["minor", "fine", "a new {what}"],
  "response-property-became-required": ["minor", "fine", "{what} is always there now"],
  "response-property-became-optional": ["breaking", "breaks", "{what} may be missing now: code that reads it no longer compiles, and a deployed client may find undefined"],
  "response-type-changed": ["breaking", "breaks", "{what} is {after} instead of {before}"],
  "response-type-widened": ["breaking", "breaks", "{what} may be {after}; before {before}"],
  "response-type-narrowed": ["minor", "fine", "{what} is always {after}; before {before}"],
  "response-became-nullable": ["breaking", "breaks", "{what} may be null now"],
  "response-no-longer-nullable": ["minor", "fine", "{what} is never null any more"],
  "response-enum-value-removed": ["minor", "fine", "{what} is never {before} any more"],
  "response-enum-value-added": ["minor", "at-risk", "{what} may be {after} now, which the type already lets through"],
  "response-closed-enum-value-added": ["breaking", "breaks", "{what} may be {after} now, which code that compiled does not expect"],
  "response-became-enum": ["minor", "fine", "{what} is one of {after} now"],
  "response-enum-dropped": ["minor", "at-risk", "{what} may be any text now, not only {before}"],
  "response-closed-enum-dropped": ["breaking", "breaks", "{what} may be anything now, not only {before}"],
  "response-alternative-removed": ["minor", "fine", "{what} is never {before} any more"],
  "response-alternative-added": ["breaking", "breaks", "{what} may also be {after} now, which code that compiled does not expect"],
  "response-further-keys-refused": ["breaking", "fine", "{what} has no keys any more but those it declares: code that reads others no longer compiles"],
  "response-further-keys-allowed": ["minor", "fine", "{what} may have further keys now"],
  "response-unknown-keys-refused": ["patch", "fine", "{what} is said to have no keys but those it declares"],
  "response-limit-tightened": ["patch", "fine", "{what} is limited to {after}, before to {before}"],
  "response-limit-loosened": ["patch", "fine", "{what} is limited to {after}, before to {before}"],
  "response-validation-changed": ["patch", "fine", "what is promised of {what} changed from {before} to {after}"],
  "response-default-changed": ["patch", "fine", "the default of {what} is {after} now, before {before}"],
  "response-invalid-default-changed": ["none", "fine", "the default of {what} is {after} now, before {before}; its own schema refuses it, so it says nothing"],
  "response-became-integer": ["patch", "fine", "{what} is always a whole number now"],
  "response-became-number": ["patch", "at-risk", "{what} need not be a whole number any more"],
  "response-format-changed": ["patch", "fine", "{what} has format {after} instead of {before}"],
  "response-array-format-changed": ["patch", "fine", "the array {what} has another array format, which answers do not use"],
  "response-discriminator-changed": ["breaking", "breaks", "{after} instead of {before} tells the alternatives of {what} apart"],
  "response-mapping-changed": ["breaking", "breaks", "the alternatives of {what} are tagged {after} instead of {before}"],
  "response-access-changed": ["patch", "fine", "{what} is {after} now, before {before}"],
  "response-words-changed": ["patch", "fine", "the words of {what} changed"],
  "response-extension-changed": ["none", "fine", "an extension of {what} changed that the package does not read"],
} as const satisfies Record<string, Row>;

/** What only the compiler saw. */
// A table: a rule a line.
// prettier-ignore
const typeRules = {
  "export-renamed": ["breaking", "fine", "the type {before} is called {after} now: code that imports it no longer compiles"],
  "export-changed": ["breaking", "fine", "the exported type {what} is another one now: code that uses it by name may no longer compile"],
  "export-split": ["breaking", "fine", "{what} is what the API answers now; what it takes is called {after}"],
  "export-removed": ["breaking", "fine", "the package no longer exports {what}: code that imports it no longer compiles"],
  "unexplained-type-break": ["breaking", "at-risk", "the type of {what} is {after} instead of {before}, and no rule says why: code that compiled may no longer"],
  "unexplained-type-change": ["minor", "at-risk", "the type of {what} is {after} instead of {before}, and no rule says why"],
} as const satisfies Record<string, Row>;

export const rules = { ...operationRules, ...messageRules, ...schemaRules, ...typeRules };
export type RuleId = keyof typeof rules;

/** Rules about words alone: nothing a compiler, a server or a running program could notice. */
const words: ReadonlySet<string> = new Set<RuleId>([
  "operation-id-changed",
  "tags-changed",
  "info-changed",
  "operation-words-changed",
  "operation-extension-changed",
  "operation-spelling-changed",
  "request-words-changed",
  "request-invalid-default-changed",
  "request-extension-changed",
  "request-format-changed",
  "response-words-changed",
  "response-invalid-default-changed",
  "response-extension-changed",
  "response-format-changed",
]);

export const verdictOf = (id: RuleId): Verdict => {
  const [upgrade, stay] = rules[id];
  if (upgrade === "breaking" || stay === "breaks") return "breaking";
  return words.has(id) ? "cosmetic" : "compatible";
};
