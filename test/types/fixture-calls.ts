/** A statement against a fixture, and part of the compiler error if it is rejected. */
export type Call = readonly [name: string, code: string, error?: string];

const undeclared = "Object literal may only specify known properties";

const readonly = "['a'] as readonly string[]";

/** A call with all required parameters and more. */
const get = (more: string): string =>
  `api.getEverything(client, { idPath: "1", label: [1], matrix: {}, ${more} })`;

export const calls: Readonly<Record<string, readonly Call[]>> = {
  paging: [
    [
      "Pages with numbers are requested ahead",
      "api.paginateListNumbers2(client, {}, { concurrency: 4 })",
    ],
    [
      "Pages with offsets are requested ahead",
      "api.paginateListOffsets(client, {}, { concurrency: 4 })",
    ],
    [
      "Pages with cursors are not",
      "api.paginateListCursors(client, {}, { concurrency: 4 })",
      undeclared,
    ],
    [
      "Pages with links are not",
      "api.paginateListLinks(client, {}, { concurrency: 4 })",
      undeclared,
    ],
    [
      "Items deep in a composed response have their type",
      "const items: Promise<api.Item[]> = api.paginateListNumbers2(client).toArray(); export { items }",
    ],
    [
      "Items of a response that may be empty have their type",
      "const items: Promise<api.Item[]> = api.paginateListOffsets(client).toArray(); export { items }",
    ],
    [
      "Items of a bare array have their type",
      "const ids: Promise<(number | undefined)[]> = api.paginateListLinkHeaders(client).toArray().then((all) => all.map(({ id }) => id)); export { ids }",
    ],
    [
      "An error's resume is passed to the paginator as it is",
      "api.paginateSearchItems(client, new api.ApiError('', new Response(), { body: {} }).resume)",
    ],
    [
      "Headers that the specification declares have names",
      "const name = withResponse(api.listTotals, client).then(({ headers }) => { const declared: Extract<Parameters<typeof headers.get>[0], 'X-Total-Pages'> = 'X-Total-Pages'; return declared }); export { name }",
    ],
    [
      "Headers that it does not declare can be read, too",
      "const age: Promise<string | null> = withResponse(api.listTotals, client).then(({ headers }) => headers.get('Age')); export { age }",
    ],
    [
      "Pages come with headers that have a type",
      "const read = async () => { for await (const { data, headers } of withResponse(api.paginateListTotals, client)) { const all: api.Item[] = data; const declared: Extract<Parameters<typeof headers.get>[0], 'X-Total-Pages'> = 'X-Total-Pages'; console.log(all, declared) } }; export { read }",
    ],
    [
      "Parameters are checked beside a response's headers",
      "withResponse(api.listTotals, client, { nope: 1 })",
      "No overload matches this call",
    ],
    [
      "An operation that is called like a paginator keeps its name",
      "const one: Promise<string> = api.paginateListNumbers(client); export { one }",
    ],
  ],
  "parameter-styles": [
    ["A readonly array is accepted", get(`sort: ${readonly}`)],
    [
      "A readonly array is accepted as a path parameter",
      "api.getEverything(client, { idPath: '1', label: [1] as readonly number[], matrix: {} })",
    ],
    ["A readonly array is accepted inside an object", get(`filter: { status: ${readonly} }`)],
    ["An additional property may be undefined", get("filter: { labels: { team: undefined } }")],
    [
      "baseUrl is required where there is no server",
      "api.createClient({})",
      "'baseUrl' is missing",
    ],
    ["Required parameters are enough", get("")],
    [
      "A required parameter makes params required",
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
    [
      "An optional parameter may be undefined",
      get("idQuery: undefined, since: undefined, sort: undefined"),
    ],
    ["A header and a cookie keep their own names", get('"X-Trace": "1", session: "s"')],
    ["A Date is accepted where the format is date", get("since: new Date()")],
    ["A Date is accepted where the format is date-time", get("filter: { updated_at: new Date() }")],
    [
      "A string is accepted where the format is date or date-time",
      get('since: "2026-01-31", filter: { updated_at: "now" }'),
    ],
    [
      "A Date is rejected if there is no format",
      get("idQuery: new Date()"),
      "'Date' is not assignable",
    ],
    ["A scalar is accepted where an array is too", get('filter: { status: "a" }')],
    ["An array is accepted where a scalar is too", get('filter: { status: ["a", "b"] }')],
    ["additionalProperties accept undeclared keys", get('filter: { labels: { team: "voice" } }')],
    [
      "additionalProperties accept only their own type",
      get("filter: { labels: { team: 1 } }"),
      "'number' is not assignable",
    ],
    ["An undeclared key next to them is rejected", get('filter: { state: "a" }'), undeclared],
    ["A text response is a string", `const text: Promise<string> = ${get("")}`],
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
    ["A file is sent as a Blob", 'api.writeFile(client, { id: "1", body: new File([], "a") })'],
    [
      "A file in a form is sent as a Blob",
      'api.uploadFile(client, { id: "1", body: { file: new Blob([]) } })',
    ],
    [
      "A file is not sent as a string",
      'api.writeFile(client, { id: "1", body: "a" })',
      "'string' is not assignable",
    ],
    [
      "A file is received as a Blob",
      'const file: Promise<Blob> = api.readFile(client, { id: "1" })',
    ],
    [
      "An operation without a response body returns no value",
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
      "An API with several keys and a login has options for all",
      'api.createClient({ header: "K", query: () => "Q", username: "u" })',
    ],
    [
      "A login may come from a function",
      'api.createClient({ username: () => "u", password: async () => "p" })',
    ],
    ["Without parameters, params may be omitted", "api.getOpen(client)"],
    [
      "Without parameters, options are still the third argument",
      "api.getOpen(client, {}, { timeout: 0 })",
    ],
    [
      "Without parameters, params may be undefined",
      "api.getOpen(client, undefined, { timeout: 0 })",
    ],
    [
      "Without declared parameters, every parameter is rejected",
      'api.getOpen(client, { id: "1" })',
      "not assignable to type 'never'",
    ],
  ],
  access: [
    [
      "A request does not need what only the server writes",
      'api.createUser(client, { body: { name: "n", password: "p", keys: [{ label: "l", secret: "s" }] } })',
    ],
    [
      "A request needs what only callers write",
      'api.createUser(client, { body: { name: "n", keys: [] } })',
      "'password' is missing",
    ],
    [
      "A response has what only the server writes",
      "api.createUser(client, {} as api.CreateUserParams).then((user) => [user.id, user.created_at, user.keys[0]?.used])",
    ],
    [
      "A response does not have what only callers write",
      "api.createUser(client, {} as api.CreateUserParams).then((user) => user.keys[0]?.secret)",
      "'secret' does not exist",
    ],
    ["A component that is only sent keeps its name", 'const login: api.Login = { password: "p" }'],
  ],
  inheritance: [
    [
      "A child's own members are found by its value",
      'const age = (x: api.Puppy | api.Cat) => (x.kind === "Puppy" ? x.age : 0)',
    ],
    ["A child has the value of its children too", 'const dog: api.Dog = { kind: "Puppy" }'],
    [
      "A child rejects the value of another one",
      'const dog: api.Dog = { kind: "feline" }',
      "is not assignable",
    ],
    [
      "A union that its members refer to is told apart by value",
      'const radius = (x: api.Shape) => (x.type === "Circle" ? x.r : x.a)',
    ],
  ],
  "two-sides": [
    [
      "A readonly array is accepted inside a body",
      "const order: api.OrderInput = { id: '1', lines: [] as readonly api.LineInput[] }",
    ],
    ["A request accepts enum values", 'const line: api.LineInput = { status: "open" }'],
    [
      "A request rejects unknown enum values",
      'const line: api.LineInput = { status: "lost" }',
      "is not assignable",
    ],
    ["A body takes a Date", "const size: api.SizeInput = { measured: new Date() }"],
    ["A date in a response is text", "const text: string | undefined = ({} as api.Size).measured"],
    ["A response accepts unknown enum values", 'const line: api.Line = { status: "lost" }'],
    [
      "A request accepts undefined and null at every depth",
      'const order: api.OrderInput = { id: "1", lines: [{ parent: undefined }], note: null, size: { width: undefined } }',
    ],
    [
      "A response type is not a request type",
      "const input = ({} as api.Order) satisfies api.OrderInput",
      "does not satisfy",
    ],
    [
      "The body has the request type",
      "const body: api.OrderInput = ({} as api.CreateOrderParams).body",
    ],
    [
      "The response has the response type",
      "const response: api.Order = {} as api.CreateOrderResponse",
    ],
  ],
};
