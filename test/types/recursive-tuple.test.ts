import { expect, test } from "vitest";
import { generatePackage } from "../../scripts/pipeline.ts";
import { compile } from "../compile.ts";
import { config, templates } from "../fixtures.ts";

const document = `openapi: 3.1.0
info: { title: x, version: "1" }
servers: [{ url: https://x.y }]
paths:
  /formulas:
    post:
      operationId: solveFormula
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Formula" } } } }
      responses:
        "200":
          description: Solved
          content: { application/json: { schema: { type: object, properties: { rest: { $ref: "#/components/schemas/Formula" } } } } }
components:
  schemas:
    Formula:
      type: array
      prefixItems: [{ type: string }]
      items: { anyOf: [{ type: number }, { $ref: "#/components/schemas/Formula" }] }
`;

const use = `import { type Client, solveFormula } from "./src/index.js";
declare const client: Client;
const { rest } = await solveFormula(client, { body: ["+", 1, ["-", 2, ["*", 3, 4]]] });
export const sign: string | undefined = rest?.[0];
// @ts-expect-error -- a sign comes first
await solveFormula(client, { body: ["+", [1, 2]] });
`;

test("a list with a type for each position may go on with lists of its own kind", async () => {
  const { files } = await generatePackage(document, "api.yml", config, templates);
  expect(compile(new Map([...files, ["use.ts", use]]), { isolatedDeclarations: false })).toEqual(
    [],
  );
});
