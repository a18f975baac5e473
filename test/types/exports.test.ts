import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as index from "telnyx-external-connections";
import * as operation from "telnyx-external-connections/operations/list-external-connections";
import ts from "typescript";
import { expect, test } from "vitest";

const dist = join(import.meta.dirname, "../../generated/dist");

/** The names that a module of the package exports: values first, then types. */
function exportsOf(module: string): { readonly values: string[]; readonly types: string[] } {
  const path = join(dist, `${module}.d.ts`);
  const program = ts.createProgram([path], { module: ts.ModuleKind.NodeNext, noLib: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const symbol = source && checker.getSymbolAtLocation(source);
  const symbols = (symbol ? checker.getExportsOfModule(symbol) : []).map((each) =>
    each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each,
  );
  const named = (flag: boolean): string[] =>
    symbols
      .filter(({ flags }) => Boolean(flags & ts.SymbolFlags.Value) === flag)
      .map(({ name }) => name)
      .sort();
  return { values: named(true), types: named(false) };
}

const everything = {
  values: [
    "ApiError",
    "ConnectionError",
    "PaginationError",
    "TimeoutError",
    "createClient",
    "listExternalConnections",
    "paginateListExternalConnections",
  ],
  types: [
    "Client",
    "ClientOptions",
    "ConnectionActive",
    "CredentialActive",
    "ExternalConnection",
    "ExternalSipConnection",
    "IntId",
    "ListExternalConnectionsFilter",
    "ListExternalConnectionsPage",
    "ListExternalConnectionsParams",
    "ListExternalConnectionsResponse",
    "OutboundVoiceProfileId",
    "PaginateOptions",
    "PaginationMeta",
    "Paginator",
    "RequestOptions",
  ],
};

test("The index exports the functions, the errors and the types of this API, and nothing else", () => {
  expect(exportsOf("index")).toEqual(everything);
  expect(Object.keys(index).sort()).toEqual(everything.values);
});

test("The subpath ./client exports what is no part of this API", () => {
  const { types, values } = exportsOf("runtime/index");
  expect(values).toEqual([
    "ApiError",
    "ConnectionError",
    "PaginationError",
    "TimeoutError",
    "createClient",
    "withResponse",
  ]);
  expect(types).toEqual([
    "Client",
    "ClientOptions",
    "PaginateOptions",
    "Paginator",
    "RequestOptions",
    "ResponseHeaders",
    "WithResponse",
  ]);
});

test("An operation's own module exports the operation, its paginator and its types", () => {
  const { values, types } = exportsOf("operations/list-external-connections");
  expect(values).toEqual(["listExternalConnections", "paginateListExternalConnections"]);
  expect(types).toEqual(everything.types.filter((name) => name.startsWith("List")));
  expect(Object.keys(operation).sort()).toEqual(values);
});

test("The program that every compiler checks uses every export", () => {
  const program = readFileSync(join(import.meta.dirname, "../consumers/program.ts"), "utf8");
  for (const name of [...everything.values, ...everything.types]) {
    const uses = program.match(new RegExp(`\\b${name}\\b`, "g")) ?? [];
    expect(uses.length, name).toBeGreaterThan(1);
  }
});
