import { expect, test } from "vitest";
import { asObject } from "../../scripts/lib/json.ts";
import { declarePathParameter } from "../../scripts/rules/declare-path-parameter.ts";
import { apply, applyAgain, yaml } from "./apply.ts";

const given = yaml(`
openapi: 3.1.0
paths:
  /files/{id}/{kind}/{kind}?view={view}&page={page}#{part}:
    get: { operationId: getFile, parameters: [{ name: id, in: path }, { name: kind, in: query }, { name: page, in: query }] }
  /raw/{path+}: { get: { operationId: getRaw, parameters: [{ name: path, in: path }] } }
  /{name=files/*}:read: { get: { operationId: readFile } }
  /own/{path+}: { get: { operationId: getOwn, parameters: [{ name: path+, in: path }] } }
  /both/{path}: { get: { operationId: getOne, parameters: [{ name: path, in: path }] } }
  /both/{path*}: { get: { operationId: getSome, parameters: [{ name: path*, in: path }] } }
  /all: { get: { operationId: getAll } }
`);
const wanted = yaml(`
/files/{id}/{kind}/{kind}?view={view}&page={page}#{part}:
  get:
    operationId: getFile
    parameters:
      - { name: id, in: path }
      - { name: kind, in: query }
      - { name: page, in: query }
      - { name: kind, in: path, required: true, schema: { type: string } }
      - { name: view, in: path, required: true, schema: { type: string } }
/raw/{path}: { get: { operationId: getRaw, parameters: [{ name: path, in: path, allowReserved: true }] } }
/{name}:read:
  get:
    operationId: readFile
    parameters: [{ name: name, in: path, required: true, schema: { type: string }, allowReserved: true }]
/own/{path+}: { get: { operationId: getOwn, parameters: [{ name: path+, in: path }] } }
/both/{path}: { get: { operationId: getOne, parameters: [{ name: path, in: path }] } }
/both/{path*}: { get: { operationId: getSome, parameters: [{ name: path*, in: path }] } }
/all: { get: { operationId: getAll } }
`);

test("declare-path-parameter declares what a path has in braces, and says so", () => {
  const applied = apply(declarePathParameter, given);
  expect(asObject(applied.result["paths"])).toEqual(wanted);
  expect(applied.changes.flatMap(({ note }) => note ?? [])).toEqual([
    "getFile: no parameter declares {kind} of the path, so it takes any text",
    "getFile: no parameter declares {view} of the path, so it takes any text",
    "readFile: no parameter declares {name} of the path, so it takes any text",
  ]);
  expect(applyAgain(declarePathParameter, applied)).toEqual({
    result: applied.result,
    changes: [],
  });
});

test("paths that would be the same keep what their names say", () => {
  const { result } = apply(
    declarePathParameter,
    yaml("paths: { '/{b=x/*}': { get: {} }, '/{b=y/*}': { get: {} } }"),
  );
  expect(Object.keys(asObject(result["paths"]))).toEqual(["/{b=x/*}", "/{b=y/*}"]);
});
