import { expect, test } from "vitest";
import { readModel } from "../../scripts/lib/read-model.ts";
import { nameParameters } from "../../scripts/plan/parameters.ts";

const keysOf = (parameters: readonly { in: string; name: string }[], method = "get") => {
  const requestBody = { content: { "application/json": {} } };
  const root = { paths: { "/a": { [method]: { operationId: "a", parameters, requestBody } } } };
  const [operation] = readModel({ name: "api.yml", lineOf: () => 1, root }).operations;
  return operation && nameParameters(operation).map(({ key }) => key);
};
const at = (location: string, name: string) => ({ in: location, name });

test("parameters are called by their names, with their location where two have one name", () => {
  expect(keysOf([at("path", "id"), at("query", "id"), at("query", "q")])).toEqual([
    "idPath",
    "idQuery",
    "q",
  ]);
  expect(keysOf([at("query", "body")])).toEqual(["body"]);
  expect(keysOf([at("query", "body")], "post")).toEqual(["bodyQuery"]);
});

test("no two parameters are called the same", () => {
  const id = [at("path", "id"), at("query", "id")];
  expect(keysOf([...id, at("query", "idPath")])).toEqual(["idPath2", "idQuery", "idPath"]);
  expect(keysOf([at("query", "idQuery"), ...id])).toEqual(["idQuery", "idPath", "idQuery2"]);
  expect(keysOf([at("query", "body"), at("header", "bodyQuery")], "post")).toEqual([
    "bodyQuery2",
    "bodyQuery",
  ]);
});
