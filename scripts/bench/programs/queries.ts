/** Values for the parameters of documents/queries.yml, and what may reach the server for them. */
export interface Query {
  readonly what: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** As `readable` shows it. More than one where OpenAPI leaves the form open; none if nothing may be sent. */
  readonly wanted: readonly string[];
  /** Whether the form depends on what the document declares. */
  readonly isDeclared?: true;
}

const noon = new Date("2026-01-02T12:00:00.000Z");

export const queries: readonly Query[] = [
  {
    what: `filter: { status: "active" }`,
    params: { filter: { status: "active" } },
    wanted: ["filter[status]=active"],
  },
  {
    what: `filter: { name: { contains: "Contoso" } }`,
    params: { filter: { name: { contains: "Contoso" } } },
    wanted: ["filter[name][contains]=Contoso"],
  },
  {
    what: `filter: { owner: { name: { eq: "Ann" } } }`,
    params: { filter: { owner: { name: { eq: "Ann" } } } },
    wanted: ["filter[owner][name][eq]=Ann"],
  },
  {
    what: `filter: { status: "active", name: { contains: "Contoso" } }`,
    params: { filter: { status: "active", name: { contains: "Contoso" } } },
    wanted: ["filter[status]=active&filter[name][contains]=Contoso"],
  },
  {
    what: `filter: { name: { contains: "A&B=C #1+%" } }`,
    params: { filter: { name: { contains: "A&B=C #1+%" } } },
    wanted: ["filter[name][contains]=A%26B%3DC %231%2B%25"],
  },
  {
    what: `filter: { active: false, limit: 0, status: "" }`,
    params: { filter: { active: false, limit: 0, status: "" } },
    wanted: ["filter[active]=false&filter[limit]=0&filter[status]="],
  },
  {
    what: `filter: { name: { contains: undefined } }`,
    params: { filter: { name: { contains: undefined } } },
    wanted: [""],
  },
  {
    what: `filter: { limit: NaN }`,
    params: { filter: { limit: NaN } },
    wanted: [],
  },
  {
    what: `filter: { tags: ["a", "b"] }`,
    params: { filter: { tags: ["a", "b"] } },
    wanted: [
      "filter[tags]=a,b",
      "filter[tags]=a%2Cb",
      "filter[tags]=a&filter[tags]=b",
      "filter[tags][]=a&filter[tags][]=b",
      "filter[tags][0]=a&filter[tags][1]=b",
    ],
  },
  {
    what: `filter: { created_at: { gte: new Date(…) } }`,
    params: { filter: { created_at: { gte: noon } } },
    wanted: ["filter[created_at][gte]=2026-01-02T12:00:00.000Z"],
  },
  {
    what: `filter: { born: { eq: new Date(…) } }, declared as a date`,
    params: { filter: { born: { eq: noon } } },
    wanted: ["filter[born][eq]=2026-01-02"],
    isDeclared: true,
  },
  {
    what: `since: new Date(…)`,
    params: { since: noon },
    wanted: ["since=2026-01-02T12:00:00.000Z"],
  },
  { what: `id: [1, 2]`, params: { id: [1, 2] }, wanted: ["id=1&id=2"] },
  {
    what: `fields: ["a,b", "c"], not exploded`,
    params: { fields: ["a,b", "c"] },
    wanted: ["fields=a%2Cb,c"],
  },
  {
    what: `color: ["red", "blue"], delimited by pipes`,
    params: { color: ["red", "blue"] },
    wanted: ["color=red|blue", "color=red%7Cblue"],
  },
];

/** `?filter%5Ba%5D=x%20%26` → `filter[a]=x %26`: decoded, but for what delimits in a query. */
export const readable = (search: string): string =>
  decodeURIComponent(
    search
      .replace(/^\?/, "")
      .replaceAll("+", "%20")
      .replaceAll(/%(?=2C|26|3D|23|2B|25|7C)/gi, "%25"),
  );
