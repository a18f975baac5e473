/** A statement against a fixture, and part of the compiler error if it is rejected. */
export type Call = readonly [name: string, code: string, error?: string];

const undeclared = "Object literal may only specify known properties";

const readonly = "['a'] as readonly string[]";

/** A call with all that is required, and more. */
const get = (more: string): string =>
  `api.getEverything(client, { idPath: "1", label: [1], matrix: {}, ${more} })`;

export const calls: Readonly<Record<string, readonly Call[]>> = {
  "parameter-styles": [
    ["A readonly list is taken", get(`sort: ${readonly}`)],
    [
      "A readonly list is taken as a path parameter",
      "api.getEverything(client, { idPath: '1', label: [1] as readonly number[], matrix: {} })",
    ],
    ["A readonly list is taken inside an object", get(`filter: { status: ${readonly} }`)],
    ["A further key may be undefined", get("filter: { labels: { team: undefined } }")],
    [
      "baseUrl is required where there is no server",
      "api.createClient({})",
      "'baseUrl' is missing",
    ],
    ["What is required is enough", get("")],
    [
      "What is required makes params required",
      "api.getEverything(client)",
      "Expected 2-3 arguments",
    ],
    [
      "A path parameter is required",
      "api.getEverything(client, { label: [], matrix: {} })",
      "'idPath' is missing",
    ],
    [
      "A required parameter is not undefined",
      "api.getEverything(client, { idPath: undefined, label: [], matrix: {} })",
      "'undefined' is not assignable",
    ],
    ["Any other may be undefined", get("idQuery: undefined, since: undefined, sort: undefined")],
    ["A header and a cookie stand under their own names", get('"X-Trace": "1", session: "s"')],
    ["A Date is taken where the format is date", get("since: new Date()")],
    ["A Date is taken where the format is date-time", get("filter: { updated_at: new Date() }")],
    [
      "Text is taken where the format is a date's",
      get('since: "2026-01-31", filter: { updated_at: "now" }'),
    ],
    [
      "A Date is rejected if there is no format",
      get("idQuery: new Date()"),
      "'Date' is not assignable",
    ],
    ["A scalar is taken where it may be a list", get('filter: { status: "a" }')],
    ["A list is taken where it may be a scalar", get('filter: { status: ["a", "b"] }')],
    ["additionalProperties take further keys", get('filter: { labels: { team: "voice" } }')],
    [
      "additionalProperties take their own type alone",
      get("filter: { labels: { team: 1 } }"),
      "'number' is not assignable",
    ],
    ["An undeclared key next to them is rejected", get('filter: { state: "a" }'), undeclared],
    ["Text comes as text", `const text: Promise<string> = ${get("")}`],
  ],
  bodies: [
    ["A required body is enough", 'api.createThing(client, { body: { name: "a" } })'],
    ["A required body is required", "api.createThing(client, {})", "'body' is missing"],
    ["A required body makes params required", "api.createThing(client)", "Expected 2-3 arguments"],
    ["A required member is required", "api.createThing(client, { body: {} })", "'name' is missing"],
    [
      "An undeclared member is rejected",
      'api.createThing(client, { body: { name: "a", age: 1 } })',
      undeclared,
    ],
    ["An optional body may be left out", 'api.replaceThing(client, { id: "1" })'],
    ["An optional body may be undefined", 'api.replaceThing(client, { id: "1", body: undefined })'],
    ["A file goes as a Blob", 'api.writeFile(client, { id: "1", body: new File([], "a") })'],
    [
      "A file in a form goes as a Blob",
      'api.uploadFile(client, { id: "1", body: { file: new Blob([]) } })',
    ],
    [
      "A file does not go as text",
      'api.writeFile(client, { id: "1", body: "a" })',
      "'string' is not assignable",
    ],
    ["A file comes as a Blob", 'const file: Promise<Blob> = api.readFile(client, { id: "1" })'],
    [
      "Without a response body there is no value",
      'const nothing: Promise<void> = api.deleteThing(client, { id: "1" })',
    ],
    [
      "A response that may be empty may be undefined",
      'api.replaceThing(client, { id: "1" }).then((thing) => thing.id)',
      "possibly 'undefined'",
    ],
  ],
  credentials: [
    [
      "Where the API asks for a key and a login, both are options",
      'api.createClient({ apiKey: "K", username: "u" })',
    ],
    [
      "A login may come from a function",
      'api.createClient({ username: () => "u", password: async () => "p" })',
    ],
    ["Without parameters, none are needed", "api.getOpen(client)"],
    [
      "Without parameters, options still have their place",
      "api.getOpen(client, {}, { timeout: 0 })",
    ],
    [
      "Without parameters, undefined keeps it too",
      "api.getOpen(client, undefined, { timeout: 0 })",
    ],
    [
      "Without declared parameters, every parameter is rejected",
      'api.getOpen(client, { id: "1" })',
      "not assignable to type 'never'",
    ],
  ],
  "two-sides": [
    [
      "A readonly list is taken inside a body",
      "const order: api.OrderInput = { id: '1', lines: [] as readonly api.LineInput[] }",
    ],
    ["A request takes what is in the enum", 'const line: api.LineInput = { status: "open" }'],
    [
      "A request rejects unknown enum values",
      'const line: api.LineInput = { status: "lost" }',
      "is not assignable",
    ],
    ["A response accepts unknown enum values", 'const line: api.Line = { status: "lost" }'],
    [
      "A request takes undefined and null at every depth",
      'const order: api.OrderInput = { id: "1", lines: [{ parent: undefined }], note: null, size: { width: undefined } }',
    ],
    [
      "A response type is not a request type",
      "const input = ({} as api.Order) satisfies api.OrderInput",
      "does not satisfy",
    ],
    [
      "The body is the request's form",
      "const body: api.OrderInput = ({} as api.CreateOrderParams).body",
    ],
    [
      "The response has the response type",
      "const response: api.Order = {} as api.CreateOrderResponse",
    ],
  ],
};
