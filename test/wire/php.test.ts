import fc from "fast-check";
import { execFileSync, spawnSync } from "node:child_process";
import qs from "qs";
import { createClient } from "telnyx-external-connections";
import { describe, expect, test } from "vitest";
import { brackets, comma, indices } from "../../templates/runtime/array-format.ts";
import { writeEncodedForm } from "../../templates/runtime/encoded-form.ts";
import type { Operation } from "../../templates/runtime/operation.ts";
import { deepObject } from "../../templates/runtime/styles.ts";
import { arriving, declaredValue } from "./declared-value.ts";
import { asDeclared } from "./parsers.ts";
import { readJson } from "../../templates/runtime/json.ts";

const hasPhp = spawnSync("php", ["--version"]).status === 0;

/** What PHP itself makes of these queries or forms, in one go; an array of PHP's is an object with numbers for keys. */
function readByPhp(texts: readonly string[]): readonly unknown[] {
  const program =
    "foreach (json_decode(stream_get_contents(STDIN)) as $text)" +
    "{ parse_str($text, $found); $all[] = $found; }" +
    "echo json_encode($all, JSON_FORCE_OBJECT | JSON_THROW_ON_ERROR);";
  const limits = ["-d", "max_input_nesting_level=1000", "-d", "max_input_vars=100000"];
  const output = execFileSync("php", [...limits, "-r", program], { input: JSON.stringify(texts) });
  return Object.values(JSON.parse(output.toString()) as object);
}

const readByQs = (texts: readonly string[]): readonly unknown[] =>
  texts.map((text) => qs.parse(text, { depth: 200, arrayLimit: 100_000, comma: true }));

/** The URL and the body of a request. */
async function sent(operation: Partial<Operation>, params: object) {
  const requests: { readonly query: string; readonly body: unknown }[] = [];
  const fetch = async (url: unknown, { body }: RequestInit): Promise<Response> => {
    requests.push({ query: String(url).split("?")[1] ?? "", body });
    return Response.json({});
  };
  const client = createClient({ apiKey: "KEY", fetch });
  await client.request({ method: "POST", path: "/", read: readJson, ...operation }, params);
  return requests[0];
}

describe("a deepObject in the query", () => {
  test.skipIf(!hasPhp).each(Object.entries({ brackets, indices, comma }))(
    "is read by PHP as it was declared: arrays as %s",
    async (name, format) => {
      const splits = name === "comma";
      const samples = fc.sample(
        declaredValue({ format, listOrScalar: !splits, commas: !splits }),
        1000,
      );
      const queries = await Promise.all(
        samples.map(async ({ shape, value }) => {
          const parameters = { filter: shape };
          return (await sent({ parameters }, { filter: value }))?.query ?? "";
        }),
      );
      const found = readByPhp(queries);
      for (const [index, { shape, value }] of samples.entries())
        expect(asDeclared(found[index], { filter: shape }, splits), queries[index]).toEqual(
          arriving({ filter: value }, { filter: shape }) ?? {},
        );
    },
  );
});

/** A value of a form: scalars and objects, and lists without the commas that stand between their items. */
const field = fc.string({ unit: "grapheme" }).filter((each) => !each.includes(","));
const key = fc.string({ unit: fc.constantFrom(...Array.from("abXYZ_-é漢😀")), minLength: 1 });
const nested = fc.letrec<{ value: unknown; object: object }>((tie) => ({
  value: fc.oneof({ depthSize: "small" }, field, fc.integer(), fc.boolean(), tie("object")),
  object: fc.dictionary(key, tie("value"), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
})).object;

const asText = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === "object" ? each : String(each),
  );

describe("a deepObject in a urlencoded body", () => {
  const readers = { qs: readByQs, ...(hasPhp && { PHP: readByPhp }) };
  test.each(Object.entries(readers))("is read by %s as it was passed", async (_name, read) => {
    const samples = fc.sample(fc.record({ note: field, card: nested }), 1000);
    const bodies = await Promise.all(
      samples.map(async (body) => {
        const operation: Partial<Operation> = {
          parameters: { body: "raw" },
          styles: {
            body: {
              style: writeEncodedForm,
              encoding: { card: { style: deepObject, explode: true } },
            },
          },
        };
        return String((await sent(operation, { body }))?.body);
      }),
    );
    const found = read(bodies);
    for (const [index, body] of samples.entries())
      expect(found[index], bodies[index]).toEqual(asText(body));
  });
});
