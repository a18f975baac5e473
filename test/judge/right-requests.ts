import { deepEqual, equal } from "node:assert/strict";
import type { MockApi } from "./mock-api.ts";
import { clientOptions, type Package } from "./package-under-judgement.ts";
import { permitted } from "./permitted.ts";
import { parseQuery } from "./query.ts";
import type { Report } from "./report.ts";
import { violationsIn, type Violation } from "./witness.ts";

type Params = NonNullable<Parameters<Package["listExternalConnections"]>[1]>;

const rights: readonly (readonly [name: string, params: Params | undefined])[] = [
  ["No parameters", undefined],
  ["filter.id", { filter: { id: "1930241863466354012" } }],
  ["filter.connection_name.contains", { filter: { connection_name: { contains: "Contoso" } } }],
  [
    "A filter full of signs that mean something in a query",
    { filter: { connection_name: { contains: "a&b=c#d [50% +1],e? Söhne ☎" } } },
  ],
  ["filter.created_at", { filter: { created_at: "2022-12-31" } }],
  ["filter.external_sip_connection", { filter: { external_sip_connection: "zoom" } }],
  ["filter.phone_number.contains", { filter: { phone_number: { contains: "+15555555555" } } }],
  ["page.number", { page: { number: 2 } }],
  ["page.size at its least", { page: { size: 1 } }],
  ["page.size at its most", { page: { size: 250 } }],
  [
    "Every parameter at once",
    {
      filter: {
        id: "1930241863466354012",
        connection_name: { contains: "My Connection" },
        created_at: "2022-12-31",
        external_sip_connection: "operator_connect",
        phone_number: { contains: "+15555555555" },
      },
      page: { number: 3, size: 25 },
    },
  ],
  ["Parameters that hold nothing", { filter: { connection_name: {}, id: undefined }, page: {} }],
];

/** What the document permits raises no violation, and arrives as it was written. */
export async function judgeRightRequests(
  report: Report,
  api: MockApi,
  { createClient, listExternalConnections }: Package,
): Promise<void> {
  for (const [name, params] of rights) {
    await report.check(`${name}: 200, no violation, and it arrives unchanged`, async () => {
      const violations: Violation[] = [];
      const requests = await permitted(api, "ListExternalConnections", async (url) => {
        const client = createClient({
          ...clientOptions(url),
          onResponse({ headers }) {
            violations.push(...violationsIn(headers.get("sl-violations")));
          },
        });
        const { data } = await listExternalConnections(client, params);
        equal(data?.[0]?.id, "1930241863466354012", "the example of the document comes back");
      });
      equal(requests.map(({ status }) => status).join(), "200");
      deepEqual(violations, [], "expected no violation where the client reads them");
      const [target = ""] = requests.map(({ target }) => target);
      deepEqual(parseQuery(target), arriving(params));
      return target;
    });
  }
}

/** Every scalar is text in a query, and what is empty is not there. */
const arriving = (params: object = {}): unknown =>
  JSON.parse(JSON.stringify(params), (key, value: unknown) => {
    if (typeof value === "number") return String(value);
    return key !== "" && isEmpty(value) ? undefined : value;
  });

const isEmpty = (value: unknown): boolean =>
  typeof value === "object" && Object.keys(value ?? {}).length === 0;
