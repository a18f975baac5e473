import type { Side, Stay, Upgrade, Verdict } from "./change.ts";

/**
 * What a kind of change means to callers: the two answers, and a message in which `{what}` is the place, `{before}` and
 * `{after}` are what was and is there, and `{change}` is what another rule says of it. A cosmetic change is one of
 * documentation alone.
 */
type Row = readonly [upgrade: Upgrade, stay: Stay, message: string, cosmetic?: "cosmetic"];

/** Changes of an operation and of what is around it. */
// A table: one rule a line.
// prettier-ignore
const operationRules = {
  "operation-removed": ["breaking", "breaks", "the operation is gone: its function is no longer generated, and calls to it fail"],
  "operation-added": ["minor", "fine", "new operation"],
  "operation-renamed": ["breaking", "fine", "the operation is now called {after}: its function and types are generated under that name; the request does not change"],
  "operation-id-changed": ["none", "fine", "the operationId is now written {after} instead of {before}; the package's names do not change", "cosmetic"],
  "operation-not-generated": ["breaking", "at-risk", "the operation can no longer be generated: {after}"],
  "path-changed": ["patch", "breaks", "the path is now {after} instead of {before}: deployed clients still request the old one"],
  "method-changed": ["patch", "breaks", "the method is now {after} instead of {before}: deployed clients still use the old one"],
  "server-changed": ["patch", "at-risk", "the server is now {after} instead of {before}: deployed clients still use the old one"],
  "server-alternative-changed": ["patch", "fine", "the alternative servers changed from {before} to {after}; the package uses the first one"],
  "security-added": ["breaking", "breaks", "calls now require {after}; before they required {before}"],
  "security-scheme-changed": ["breaking", "breaks", "calls are now authorized with {after} instead of {before}"],
  "security-preferred": ["breaking", "fine", "the package now authorizes calls with {after}; the API still accepts {before}"],
  "security-removed": ["patch", "fine", "calls no longer need credentials"],
  "security-scope-changed": ["patch", "at-risk", "calls now need other scopes: {after} instead of {before}"],
  "security-scope-removed": ["patch", "fine", "calls now need fewer scopes: {after} instead of {before}"],
  "security-key-moved": ["patch", "breaks", "calls are now authorized by {after} instead of {before}: deployed clients send the key in the old place"],
  "security-details-changed": ["patch", "at-risk", "the way to obtain a credential changed from {before} to {after}"],
  "security-alternative-removed": ["breaking", "breaks", "calls may no longer be authorized with {before}, only with {after}: the API rejects clients that are given those credentials"],
  "security-alternative-changed": ["patch", "fine", "the alternative ways to authorize changed from {before} to {after}; the one that the package uses did not"],
  "deprecated": ["patch", "fine", "{what} is now deprecated: editors strike it through, but it still works"],
  "no-longer-deprecated": ["patch", "fine", "{what} is no longer deprecated"],
  "pagination-lost": ["breaking", "breaks", "the operation no longer pages, so it loses its paginator ({after})"],
  "pagination-added": ["minor", "fine", "the operation now pages, so it gets a paginator ({after})"],
  "pagination-introduced": ["minor", "at-risk", "the operation now pages, so it gets a paginator ({after}): deployed clients, which read it at once, may get only its first page"],
  "pagination-changed": ["breaking", "breaks", "the operation now pages differently: {after} instead of {before}; deployed paginators read the old way"],
  "pagination-preferred": ["patch", "fine", "the paginator now pages differently: {after} instead of {before}, which the API still takes from deployed paginators"],
  "pagination-led": ["breaking", "fine", "the paginator now goes from page to page: {after} instead of {before}, which the API still takes from deployed paginators; code that passes concurrency no longer compiles"],
  "pagination-end-added": ["patch", "fine", "the paginator now ends by {after} instead of {before}, which responses still have"],
  "pagination-end-removed": ["patch", "at-risk", "the paginator now ends by {after} instead of {before}: deployed paginators, which no longer find that, end after an empty page"],
  "pagination-total-added": ["patch", "fine", "the paginator now knows the total ({after}), so it ends without requesting an empty page"],
  "identity-changed": ["patch", "fine", "the paginator now identifies items by {after} instead of {before}"],
  "client-options-changed": ["breaking", "fine", "createClient has different options: {what} is now {after} instead of {before}"],
  "client-options-added": ["minor", "fine", "createClient accepts more: {what} is now {after} instead of {before}"],
  "callbacks-changed": ["patch", "fine", "the callbacks changed; the package does not handle them"],
  "tags-changed": ["none", "fine", "the tags changed", "cosmetic"],
  "info-changed": ["none", "fine", "the description of the API as a whole changed: {what}", "cosmetic"],
  "operation-documentation-changed": ["patch", "fine", "the documentation of the operation changed ({what})", "cosmetic"],
  "operation-extension-changed": ["none", "fine", "an extension that the package does not read changed ({what})", "cosmetic"],
  "operation-notation-changed": ["none", "fine", "upstream writes the operation differently; neither the package nor the requests change", "cosmetic"],
  "overlay-unmatched": ["none", "fine", "the target {before} of the overlay ({after}) matches nothing in upstream's document, which may have corrected or moved it: remove the action, or correct its target"],
  "operation-keyword-changed": ["patch", "at-risk", "{what} of the operation changed in a way that no rule covers"],
} as const satisfies Record<string, Row>;

/** Changes of parameters, bodies, responses and headers. */
// A table: one rule a line.
// prettier-ignore
const messageRules = {
  "request-parameter-removed": ["breaking", "at-risk", "the {before} parameter {what} is gone: code that passes it no longer compiles, and the API may ignore it"],
  "request-parameter-added": ["minor", "fine", "new optional {after} parameter {what}"],
  "request-required-parameter-added": ["breaking", "breaks", "new required {after} parameter {what}: calls without it no longer compile, and the API rejects them"],
  "request-parameter-renamed": ["breaking", "fine", "the parameter {before} is now called {after}: code that passes it no longer compiles; the request does not change"],
  "request-parameter-declared-again": ["patch", "fine", "the parameter {what} is now declared {after} instead of {before}: only the first declaration counts"],
  "request-parameter-became-required": ["breaking", "breaks", "the parameter {what} is now required: calls without it no longer compile, and the API rejects them"],
  "request-parameter-became-optional": ["minor", "fine", "the parameter {what} is now optional"],
  "request-parameter-moved": ["patch", "breaks", "the parameter {what} moved from {before} to {after}: deployed clients send it in the old place"],
  "request-parameter-style-changed": ["patch", "breaks", "the parameter {what} is now serialized as {after} instead of {before}: deployed clients serialize it the old way"],
  "request-parameter-reserved-changed": ["patch", "at-risk", "reserved characters in the parameter {what} are now sent {after}, before {before}"],
  "request-parameter-became-list": ["breaking", "fine", "the parameter {what} is now a list: code that passes a single value no longer compiles, but the API accepts it as a list of one"],
  "request-body-removed": ["breaking", "at-risk", "the operation no longer accepts a body: code that passes one no longer compiles"],
  "request-body-added": ["minor", "fine", "the operation now accepts an optional body"],
  "request-required-body-added": ["breaking", "breaks", "the operation now requires a body: calls without one no longer compile, and the API rejects them"],
  "request-body-became-required": ["breaking", "breaks", "the body is now required: calls without one no longer compile, and the API rejects them"],
  "request-body-became-optional": ["minor", "fine", "the body is now optional"],
  "request-media-type-changed": ["patch", "breaks", "the body is now sent as {after} instead of {before}: the API no longer accepts what deployed clients send"],
  "request-media-type-preferred": ["patch", "fine", "the body is now sent as {after} instead of {before}, which the API still accepts"],
  "request-preferred-type-changed": ["breaking", "fine", "in the media type that the package now sends, {change}"],
  "request-media-type-added": ["minor", "fine", "the body may now also be sent as {after}"],
  "request-media-type-removed": ["breaking", "breaks", "the body may no longer be {before}: code that sends it no longer compiles, and the API rejects it"],
  "request-raw-body-changed": ["patch", "at-risk", "the schema of {what} changed; the package sends it unchanged"],
  "request-raw-body-widened": ["patch", "fine", "the API now accepts more for {what}, which the package sends unchanged"],
  "request-unused-media-type-changed": ["none", "fine", "the schema of {what} changed, which is not the media type that the package prefers"],
  "request-encoding-changed": ["patch", "at-risk", "the encoding of the body's parts changed from {before} to {after}"],
  "response-body-removed": ["breaking", "breaks", "the operation no longer returns a body: its function resolves to undefined"],
  "response-body-added": ["breaking", "fine", "the operation now returns a body: what its function resolves to is no longer void"],
  "response-may-be-empty": ["breaking", "breaks", "the response may now be empty: what the function resolves to may be undefined"],
  "response-never-empty": ["minor", "fine", "the response is no longer ever empty"],
  "response-media-type-changed": ["patch", "breaks", "the response is now {after} instead of {before}: deployed clients accept what the API no longer sends"],
  "response-media-type-preferred": ["patch", "fine", "the package now accepts {after} instead of {before}, which the API still sends"],
  "response-preferred-type-changed": ["breaking", "fine", "in the media type that the package now accepts, {change}"],
  "response-media-type-added": ["patch", "fine", "the response may now also be {after}, which the package accepts too"],
  "response-added-type-changed": ["breaking", "fine", "with the media type that was added, {change}"],
  "response-media-type-removed": ["patch", "fine", "the response is no longer ever {before}"],
  "response-raw-body-changed": ["patch", "at-risk", "the schema of the text or file that the operation returns changed; the package returns it unchanged"],
  "response-raw-body-narrowed": ["patch", "fine", "the API now promises more of the text or file that the operation returns; the package returns it unchanged"],
  "response-unused-media-type-changed": ["none", "fine", "the schema of {what} changed, which is not the media type that the package prefers"],
  "response-status-added": ["patch", "fine", "new success status {after}"],
  "response-status-removed": ["patch", "fine", "success status {before} is gone"],
  "response-error-added": ["patch", "fine", "new error status {after}"],
  "response-error-removed": ["patch", "fine", "error status {before} is no longer documented"],
  "response-error-body-changed": ["patch", "at-risk", "{change}; an ApiError carries the bodies of errors as they come"],
  "response-header-added": ["patch", "fine", "new header {what}"],
  "response-header-removed": ["patch", "at-risk", "the header {what} is gone: code that reads it from the response finds nothing"],
  "response-header-became-required": ["patch", "fine", "the header {what} is now always present"],
  "response-header-changed": ["patch", "at-risk", "the header {what} changed"],
  "response-links-changed": ["patch", "fine", "the links of the response changed; the package does not read them"],
} as const satisfies Record<string, Row>;

/** What a change does to the values that a schema accepts. */
const effects = {
  /** More values: a caller may send more, and must expect more. */
  widens: { request: ["minor", "fine"], response: ["breaking", "breaks"] },
  /** Fewer values: a caller may send less, and can expect less. */
  narrows: { request: ["breaking", "breaks"], response: ["minor", "fine"] },
  /** Other values. */
  replaces: { request: ["breaking", "breaks"], response: ["breaking", "breaks"] },
  /** Fewer values, in a way that types do not express. */
  restricts: { request: ["patch", "at-risk"], response: ["patch", "fine"] },
  /** More values, in a way that types do not express. */
  relaxes: { request: ["patch", "fine"], response: ["patch", "at-risk"] },
  /** None: comments in the package change. */
  documents: { request: ["patch", "fine"], response: ["patch", "fine"] },
  /** None: nothing in the package changes. */
  nothing: { request: ["none", "fine"], response: ["none", "fine"] },
} as const satisfies Record<string, Record<SchemaSide, readonly [Upgrade, Stay]>>;

export type SchemaSide = Exclude<Side, "none">;
/** The answers follow from the effect, except where a row gives its own. */
type SchemaRow = {
  readonly effect?: SchemaEffect;
  readonly message?: string;
  readonly request?: string | Row;
  readonly response?: string | Row;
};

/** Changes of schemas, in requests and in responses. A rule with one message holds for both. */
// A table: one rule a line, or one for each side.
// prettier-ignore
const schemaRules = {
  "property-removed": {
    request: ["breaking", "at-risk", "{what} is gone: code that passes it no longer compiles, and the API may ignore it"],
    response: ["breaking", "breaks", "{what} is gone: code that reads it no longer compiles, and deployed clients find undefined"],
  },
  "optional-property-removed": { response: ["breaking", "at-risk", "{what} is gone: code that reads it no longer compiles"] },
  "property-added": { request: ["minor", "fine", "new optional property {what}"], response: ["minor", "fine", "new property {what}"] },
  "required-property-added": { effect: "narrows", request: "new required property {what}: calls without it no longer compile, and the API rejects them" },
  "property-became-required": {
    effect: "narrows",
    request: "{what} is now required: calls without it no longer compile, and the API rejects them",
    response: "{what} is now always present",
  },
  "property-became-optional": {
    effect: "widens",
    request: "{what} is now optional",
    response: "{what} may now be missing: code that reads it no longer compiles, and deployed clients may find undefined",
  },
  "type-changed": { effect: "replaces", message: "{what} is now {after} instead of {before}" },
  "type-widened": { effect: "widens", message: "{what} may now be {after}; before {before}" },
  "type-narrowed": { effect: "narrows", request: "{what} must now be {after}; before {before}", response: "{what} is now always {after}; before {before}" },
  "became-text": { request: ["breaking", "fine", "{what} is now {after} instead of {before}: code that passes it no longer compiles, but the API accepts the same text"] },
  "became-nullable": { effect: "widens", message: "{what} may now be null" },
  "no-longer-nullable": { effect: "narrows", request: "{what} must no longer be null", response: "{what} is no longer ever null" },
  "enum-value-removed": { effect: "narrows", request: "{before} is no longer allowed for {what}", response: "{what} is no longer ever {before}" },
  "enum-value-added": {
    effect: "widens",
    request: "{what} may now be {after}",
    response: ["minor", "at-risk", "{what} may now be {after}, which its type already allows"],
  },
  "closed-enum-value-added": { effect: "widens", response: "{what} may now be {after}, which code that compiled does not expect" },
  "became-enum": { effect: "narrows", request: "{what} must now be one of {after}", response: "{what} is now one of {after}" },
  "enum-dropped": {
    effect: "widens",
    request: "{what} may now be anything, not only {before}",
    response: ["minor", "at-risk", "{what} may now be any string, not only {before}"],
  },
  "closed-enum-dropped": { effect: "widens", response: "{what} may now be anything, not only {before}" },
  "alternative-removed": { effect: "narrows", request: "{before} is no longer allowed for {what}", response: "{what} is no longer ever {before}" },
  "alternative-added": { effect: "widens", request: "{what} may now also be {after}", response: "{what} may now also be {after}, which code that compiled does not expect" },
  "child-removed": { request: ["patch", "breaks", "{before} is no longer allowed for {what}"], response: ["patch", "fine", "{what} is no longer ever {before}"] },
  "child-added": { request: ["minor", "fine", "{what} may now also be {after}"], response: ["minor", "at-risk", "{what} may now also be {after}, which code that compiled does not expect"] },
  "additional-properties-forbidden": {
    effect: "narrows",
    request: "{what} no longer accepts additional properties",
    response: ["breaking", "fine", "{what} no longer has additional properties: code that reads them no longer compiles"],
  },
  "additional-properties-allowed": {
    effect: "widens",
    request: "{what} now accepts additional properties",
    response: ["minor", "fine", "{what} may now have additional properties"],
  },
  "additional-properties-undeclared": {
    request: ["breaking", "fine", "{what} no longer declares additional properties: code that passes them no longer compiles, though nothing forbids them"],
    response: ["breaking", "fine", "{what} no longer declares additional properties: code that reads them no longer compiles"],
  },
  "undeclared-properties-forbidden": {
    effect: "restricts",
    request: "{what} is now declared to forbid undeclared properties, which the types of the package do not permit",
    response: "{what} is now declared to have no undeclared properties",
  },
  "undeclared-properties-allowed": {
    request: ["patch", "fine", "{what} is no longer declared to forbid undeclared properties, so the package no longer rejects them"],
  },
  "limit-tightened": {
    effect: "restricts",
    request: "{what} is now limited to {after}, before to {before}: the API may reject what it accepted",
    response: "{what} is now limited to {after}, before to {before}",
  },
  "limit-loosened": {
    effect: "relaxes",
    request: "{what} is now limited to {after}, before to {before}",
    response: ["patch", "fine", "{what} is now limited to {after}, before to {before}"],
  },
  "validation-changed": {
    effect: "restricts",
    request: "what the API accepts for {what} changed from {before} to {after}: it may reject what it accepted",
    response: "what the API promises for {what} changed from {before} to {after}",
  },
  "validation-dropped": {
    effect: "relaxes",
    request: "{before} no longer holds for {what}: the API may accept what it rejected",
    response: ["patch", "fine", "{before} no longer holds for {what}"],
  },
  "condition-demands-more": { request: ["patch", "breaks", "a condition on {what} now requires more: the API may reject calls that it accepted"] },
  "default-changed": {
    effect: "restricts",
    request: "without {what} the API now uses {after}, before {before}",
    response: "the default of {what} is now {after}, before {before}",
  },
  "invalid-default-changed": { effect: "nothing", message: "the default of {what} is now {after}, before {before}; its own schema rejects it, so it has no effect" },
  "became-integer": { effect: "restricts", request: "{what} must now be an integer", response: "{what} is now always an integer" },
  "became-number": { effect: "relaxes", message: "{what} may now be a number that is not an integer" },
  "format-changed": { effect: "documents", message: "the format of {what} is now {after} instead of {before}" },
  "date-format-changed": { request: ["patch", "breaks", "a Date for {what} is now sent as {after} instead of {before}"] },
  "date-refused": { request: ["breaking", "fine", "{what} may no longer be a Date, since its format is {after} instead of {before}: code that passes one no longer compiles, but the API accepts the same text"] },
  "array-format-changed": {
    request: ["patch", "breaks", "the array {what} is now sent as {after} instead of {before}: deployed clients send it the old way"],
    response: ["patch", "fine", "the array {what} has another array format, which responses do not use"],
  },
  "bigint-accepted": { request: ["minor", "fine", "{what} may now be a bigint, since its format is {after} instead of {before}"] },
  "bigint-refused": { request: ["breaking", "at-risk", "{what} may no longer be a bigint, since its format is {after} instead of {before}: code that passes one no longer compiles"] },
  "discriminator-changed": { effect: "replaces", message: "the alternatives of {what} are now discriminated by {after} instead of {before}" },
  "mapping-changed": { effect: "replaces", message: "the alternatives of {what} now have the discriminator values {after} instead of {before}" },
  "mapping-widened": { effect: "widens", message: "the alternatives of {what} may now have the discriminator values {after}; before {before}" },
  "mapping-narrowed": { effect: "narrows", message: "the alternatives of {what} no longer have the discriminator values {before}, only {after}" },
  "access-changed": { request: ["patch", "fine", "{what} is now {after}, before {before}"], response: ["patch", "fine", "{what} is now {after}, before {before}"] },
  "documentation-changed": { effect: "documents", message: "the documentation of {what} changed" },
  "extension-changed": { effect: "nothing", message: "an extension of {what} that the package does not read changed" },
} as const satisfies Record<string, SchemaRow>;

/** Changes that only the comparison of types finds. */
// A table: one rule a line.
// prettier-ignore
const typeRules = {
  "export-renamed": ["breaking", "fine", "the type {before} is now called {after}: code that imports it no longer compiles"],
  "export-changed": ["breaking", "fine", "the exported type {what} changed: code that uses it by name may no longer compile"],
  "export-inlined": ["breaking", "fine", "upstream now writes {before} in place, so the package no longer exports it: code that imports it by name no longer compiles"],
  "export-split": ["breaking", "fine", "{what} is now the type of responses only; the type of requests is {after}"],
  "export-removed": ["breaking", "fine", "the package no longer exports {what}: code that imports it no longer compiles"],
  "unexplained-type-break": ["breaking", "at-risk", "the type of {what} is now {after} instead of {before}, which no rule explains: code that compiled may no longer compile"],
  "unexplained-type-change": ["minor", "at-risk", "the type of {what} is now {after} instead of {before}, which no rule explains"],
} as const satisfies Record<string, Row>;

/** A kind of change of a schema, without its side: `became-nullable`. */
export type SchemaEvent = keyof typeof schemaRules;

export type SchemaEffect = keyof typeof effects;

/** What a change does to the values that a schema accepts; nothing where a rule says more than that. */
export const effectOf = (event: SchemaEvent): SchemaEffect =>
  (schemaRules[event] as SchemaRow).effect ?? "nothing";

/** The ids of a schema rule: for both sides, or for the side that it has a row for. */
type SchemaRuleId<Event extends SchemaEvent> = (typeof schemaRules)[Event] extends {
  readonly message: string;
}
  ? `${SchemaSide}-${Event}`
  : `${keyof (typeof schemaRules)[Event] & SchemaSide}-${Event}`;

export type RuleId =
  | keyof typeof operationRules
  | keyof typeof messageRules
  | keyof typeof typeRules
  | { [Event in SchemaEvent]: SchemaRuleId<Event> }[SchemaEvent];

export interface DriftRule {
  readonly upgrade: Upgrade;
  readonly stay: Stay;
  readonly verdict: Verdict;
  readonly message: string;
}

const toRule = ([upgrade, stay, message, cosmetic]: Row): DriftRule => {
  const verdict = upgrade === "breaking" || stay === "breaks" ? "breaking" : "compatible";
  return { upgrade, stay, verdict: cosmetic ?? verdict, message };
};

const toRow = (
  { effect = "nothing", message, ...sides }: SchemaRow,
  side: SchemaSide,
): Row | undefined => {
  const given = sides[side] ?? message;
  if (typeof given !== "string") return given;
  const [upgrade, stay] = effects[effect][side];
  return effect === "documents" || effect === "nothing"
    ? [upgrade, stay, given, "cosmetic"]
    : [upgrade, stay, given];
};

const rowsOfSchemas = Object.entries<SchemaRow>(schemaRules).flatMap(([event, rule]) =>
  (["request", "response"] as const).flatMap((side) => {
    const row = toRow(rule, side);
    return row ? [[`${side}-${event}`, row] as const] : [];
  }),
);

/** Every rule by its id, which is stable: entries that accept changes, and other people's scripts, use it. */
export const rules = Object.fromEntries(
  [
    ...Object.entries<Row>(operationRules),
    ...Object.entries<Row>(messageRules),
    ...rowsOfSchemas,
    ...Object.entries<Row>(typeRules),
  ].map(([id, row]) => [id, toRule(row)]),
) as Readonly<Record<RuleId, DriftRule>>;

/** The rule of a schema event on one side: `became-nullable` → `request-became-nullable`. */
export const schemaRuleId = (side: SchemaSide, event: SchemaEvent): RuleId =>
  `${side}-${event}` as RuleId;

/** Whether a rule is about documentation alone: nothing a compiler, a server or a running program could notice. */
export const isCosmetic = (id: RuleId): boolean => rules[id].verdict === "cosmetic";
