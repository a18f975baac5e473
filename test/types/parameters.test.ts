import type {
  listExternalConnections,
  ListExternalConnectionsFilter,
  ListExternalConnectionsPage,
  ListExternalConnectionsParams,
  paginateListExternalConnections,
} from "telnyx-external-connections";
import { expectTypeOf, test } from "vitest";
import { accept } from "./accept.ts";

type Params = ListExternalConnectionsParams;
type Filter = ListExternalConnectionsFilter;

test("Declared parameters are accepted", () => {
  accept<Params>(
    {},
    { filter: {}, page: {} },
    {
      filter: {
        id: "1",
        connection_name: { contains: "Contoso" },
        created_at: "2022-12-31",
        external_sip_connection: "operator_connect",
        phone_number: { contains: "+15555555555" },
      },
      page: { number: 1, size: 250 },
    },
  );
});

test("An undeclared parameter is rejected", () => {
  // @ts-expect-error no such parameter
  accept<Params>({ filters: {} });
  // @ts-expect-error the name on the wire instead of the parameter's name
  accept<Params>({ "filter[id]": "1" });
  // @ts-expect-error a GET without a body
  accept<Params>({ body: {} });
});

test("An undeclared filter is rejected", () => {
  // @ts-expect-error no such filter
  accept<Params>({ filter: { status: "active" } });
  // @ts-expect-error misspelled
  accept<Params>({ filter: { connectionName: { contains: "Contoso" } } });
});

test("An undeclared operator is rejected", () => {
  // @ts-expect-error no such operator
  accept<Params>({ filter: { connection_name: { eq: "Contoso" } } });
  // @ts-expect-error no such operator next to a declared one
  accept<Params>({ filter: { phone_number: { contains: "+1", starts_with: "+1" } } });
  // @ts-expect-error a filter without operators
  accept<Params>({ filter: { id: { eq: "1" } } });
});

test("An undeclared member of page is rejected", () => {
  // @ts-expect-error no such member next to a declared one
  accept<Params>({ page: { number: 1, limit: 50 } });
  // @ts-expect-error no such member
  accept<Params>({ page: { after: "cursor" } });
});

test("A filter in a variable is rejected if it has no declared member", () => {
  const filter = { status: "active" };
  // @ts-expect-error no such filter
  accept<Params>({ filter });
});

test("The function and the paginator reject the same params", () => {
  type List = Parameters<typeof listExternalConnections>;
  type Paginate = Parameters<typeof paginateListExternalConnections>;
  expectTypeOf<List[1]>().toEqualTypeOf<Params | undefined>();
  expectTypeOf<Paginate[1]>().toEqualTypeOf<Params | undefined>();
});

test("A value of another type is rejected", () => {
  // @ts-expect-error a string instead of an object
  accept<Params>({ filter: "Contoso" });
  // @ts-expect-error an array instead of an object
  accept<Params>({ filter: ["Contoso"] });
  // @ts-expect-error a string instead of an object of operators
  accept<Params>({ filter: { connection_name: "Contoso" } });
  // @ts-expect-error a number instead of a string
  accept<Params>({ filter: { id: 1 } });
  // @ts-expect-error a string instead of a number
  accept<Params>({ page: { number: "2" } });
  // @ts-expect-error a Map instead of an object
  accept<Params>({ filter: new Map<string, string>() });
  // @ts-expect-error null instead of an object
  accept<Params>({ filter: null });
  // @ts-expect-error null instead of a string
  accept<Params>({ filter: { id: null } });
  // @ts-expect-error a Date for a string without a format
  accept<Params>({ filter: { created_at: new Date() } });
});

test("An enum is closed", () => {
  expectTypeOf<Filter["external_sip_connection"]>().toEqualTypeOf<
    "zoom" | "operator_connect" | undefined
  >();
  // @ts-expect-error not in the enum
  accept<Params>({ filter: { external_sip_connection: "teams" } });
  expectTypeOf<string>().not.toExtend<Filter["external_sip_connection"]>();
});

test("An explicit undefined is accepted for every optional member, at every depth", () => {
  accept<Params>(
    { filter: undefined, page: undefined },
    { page: { number: undefined, size: undefined } },
    {
      filter: {
        id: undefined,
        connection_name: undefined,
        created_at: undefined,
        external_sip_connection: undefined,
        phone_number: undefined,
      },
    },
    { filter: { connection_name: { contains: undefined }, phone_number: { contains: undefined } } },
  );
});

test("Frozen params and params as const are accepted", () => {
  const constant = { filter: { external_sip_connection: "zoom" }, page: { number: 2 } } as const;
  const frozen = Object.freeze({ filter: Object.freeze({ id: "1" }) });
  accept<Params>(constant, frozen);
  expectTypeOf<Readonly<Params>>().toExtend<Params>();
});

test("Each object parameter has its own named type", () => {
  expectTypeOf<Params>().toEqualTypeOf<{
    filter?: ListExternalConnectionsFilter | undefined;
    page?: ListExternalConnectionsPage | undefined;
  }>();
});
