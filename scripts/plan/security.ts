import { byCodeUnit } from "../lib/json.ts";
import type {
  Operation,
  RequiredScheme,
  SecurityRequirement,
  SecurityScheme,
} from "../lib/model.ts";
import { camelCase, screamingSnakeCase, uniqueName } from "../lib/names.ts";
import { takenOptionNames } from "../lib/reserved-names.ts";
import type { Constant } from "./constant.ts";
import { RuntimeReference } from "./runtime-reference.ts";

/** An option of the client that holds a credential. */
interface PlannedCredential {
  readonly scheme: SecurityScheme;
  /** Nothing for `apiKey`, or for `username` and `password`, which the runtime declares itself. */
  readonly option?: string;
  /** The environment variable that it is read from by default. */
  readonly variable?: string;
}

/** The credentials of an API, by the key of the scheme. */
export type PlannedCredentials = ReadonlyMap<string, PlannedCredential>;

const apiKeyFunctions: Readonly<Record<string, string>> = {
  header: "apiKeyInHeader",
  query: "apiKeyInQuery",
  cookie: "apiKeyInCookie",
};

/** The runtime's function for a scheme; nothing for what no header, query or cookie can carry. */
export const functionFor = ({ in: location = "", scheme = "", type }: SecurityScheme) => {
  if (type === "oauth2" || type === "openIdConnect") return "bearer";
  if (type === "http") return scheme === "bearer" || scheme === "basic" ? scheme : undefined;
  return type === "apiKey" ? apiKeyFunctions[location] : undefined;
};

const isBasic = (scheme: SecurityScheme): boolean => functionFor(scheme) === "basic";

const canSend = ({ scheme }: RequiredScheme): boolean =>
  scheme !== undefined && functionFor(scheme) !== undefined;

/** Whether the package can send every scheme of a requirement. */
const canMeet = (requirement: SecurityRequirement): boolean => requirement.every(canSend);

/**
 * The requirements that the package can meet; an empty one permits a call without credentials. If there is none, what it
 * can send of each is sent, since the connection or a hook may provide the rest.
 */
const requirementsOf = ({ security }: Operation): readonly SecurityRequirement[] => {
  const inPart = security
    .map((requirement) => requirement.filter(canSend))
    .filter((requirement) => requirement.length > 0);
  const met = security.some(canMeet) ? security.filter(canMeet) : inPart;
  const keys = met.map((requirement) => requirement.map(({ key }) => key).join());
  return met.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
};

/** The first requirement of an operation that the package can meet. OpenAPI 3.1, section 4.8.30. */
export const requirementOf = (operation: Operation): SecurityRequirement =>
  requirementsOf(operation).find((requirement) => requirement.length > 0) ?? [];

/** What a person must know of schemes that the package cannot send: one note for each, with its operations. */
export const securityNotes = (operations: readonly Operation[]): readonly string[] => {
  const uses = operations.flatMap(({ id, security }) =>
    security
      .filter((requirement) => !canMeet(requirement))
      .flat()
      .filter((required) => !canSend(required))
      .map((required) => ({ id, text: describeScheme(required) })),
  );
  return [...Map.groupBy(uses, ({ text }) => text)].map(([text, found]) => {
    const ids = [...new Set(found.map(({ id }) => id))];
    const others = ids.length > 3 ? ` and ${ids.length - 3} more` : "";
    return `the security scheme ${text} of ${ids.slice(0, 3).join(", ")}${others} is not sent by the package; add it with onRequest`;
  });
};

const describeScheme = ({ key, scheme }: RequiredScheme): string =>
  scheme === undefined
    ? `${key}, which the document does not declare,`
    : `${key} (${[scheme.type, scheme.scheme].filter(Boolean).join(" ")})`;

/**
 * Every credential that the operations of an API may send. A single one that is not for basic authentication is called
 * `apiKey`; several are called like their schemes.
 */
export const planCredentials = (
  operations: readonly Operation[],
  variablePrefix: string,
): PlannedCredentials => {
  const used = operations.flatMap(requirementsOf).flat();
  const schemes = new Map(
    used.flatMap(({ key, scheme }) => (scheme ? [[key, scheme] as const] : [])),
  );
  const named = [...schemes.keys()].filter((key) => {
    const scheme = schemes.get(key);
    return scheme !== undefined && !isBasic(scheme);
  });
  const options = new Map<string, string>();
  if (named.length > 1)
    for (const key of named.sort()) {
      const taken = new Set([...takenOptionNames, ...options.values()]);
      options.set(
        key,
        uniqueName(camelCase(key), (name) => taken.has(name)),
      );
    }
  return new Map(
    [...schemes].map(([key, scheme]) => {
      const option = options.get(key);
      const variable = option && `${variablePrefix}_${screamingSnakeCase(option)}`;
      return [key, { scheme, ...(option && { option }), ...(variable && { variable }) }];
    }),
  );
};

/** An option of `createClient` that holds a credential. */
export interface CredentialOption {
  /** `apiKey`; `username`, beside which there is `password`; or the name of the scheme. */
  readonly option: string;
  /** The environment variable, if it is not the one that the settings name. */
  readonly variable?: string;
  readonly scheme: SecurityScheme;
}

/** The options of the client, in code-unit order. */
export const credentialOptions = (credentials: PlannedCredentials): readonly CredentialOption[] => {
  const options = [...credentials.values()].map(({ option, scheme, variable }) => ({
    option: option ?? (isBasic(scheme) ? "username" : "apiKey"),
    ...(variable !== undefined && { variable }),
    scheme,
  }));
  const byName = new Map(options.map((each) => [each.option, each]));
  return [...byName.values()].sort((a, b) => byCodeUnit(a.option, b.option));
};

/** What the runtime does to authorize a request. */
export const planSecurity = (
  operation: Operation,
  credentials: PlannedCredentials,
): readonly Constant[] => {
  const alternatives = requirementsOf(operation).map((requirement) =>
    requirement.flatMap(({ key }) => planStep(credentials.get(key), false)),
  );
  const [only, ...others] = alternatives;
  if (only === undefined || alternatives.every((steps) => steps.length === 0)) return [];
  if (others.length === 0) return only;
  const anyOf = requirementsOf(operation).map((requirement) =>
    requirement.flatMap(({ key }) => planStep(credentials.get(key), true)),
  );
  return [{ add: new RuntimeReference("choose-security", "chooseSecurity"), anyOf }];
};

/** Where one of several is chosen, the step says which option tells whether the credential is given. */
const planStep = (
  credential: PlannedCredential | undefined,
  isChosen: boolean,
): readonly Constant[] => {
  const name = credential && functionFor(credential.scheme);
  if (credential === undefined || name === undefined) return [];
  const { scheme, variable } = credential;
  const option = credential.option ?? (isChosen && name === "basic" ? "username" : undefined);
  return [
    {
      add: new RuntimeReference("security", name),
      ...(scheme.type === "apiKey" && { name: scheme.name ?? "" }),
      ...(option !== undefined && { option }),
      ...(variable !== undefined && { variable }),
    },
  ];
};
