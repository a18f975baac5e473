import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../scripts/drift/change.ts";
import { loadPackage, type Module } from "../../scripts/drift/types/load-package.ts";
import { accepts } from "../../scripts/lib/accepts.ts";
import type { Json, JsonObject } from "../../scripts/lib/json.ts";
import type { Schema } from "../../scripts/lib/model.ts";
import { atPointer } from "../../scripts/lib/references.ts";
import { asSchema } from "../../scripts/lib/schema.ts";
import { settingsFor } from "../../scripts/lib/settings.ts";
import { addTemplates } from "../../scripts/stages/assemble.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { plan } from "../../scripts/stages/plan.ts";
import { printPackage } from "../../scripts/stages/print-package.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { config, templates } from "../fixtures.ts";
import { comparePair } from "./compare-pair.ts";
import { write } from "./documents.ts";
import { type RandomPair, randomPairs } from "./random-documents.ts";
import { asTyped, samplesOf, schemasIn, seenFrom } from "./samples.ts";

/** `DRIFT_RUNS=5000 DRIFT_SEED=1 npx vitest run …` looks further. */
const numRuns = Number(process.env["DRIFT_RUNS"] ?? 8);
const seed = Number(process.env["DRIFT_SEED"] ?? 42);

const all = { ...config, operations: "all" } as const;

const loadOld = async (document: JsonObject): Promise<Module> => {
  const source = readSource(write(document), "api.json");
  const settings = settingsFor(all, source.root);
  const planned = plan(normalize(select(source, "all"), settings).document);
  return loadPackage(addTemplates(await printPackage(planned, settings, templates), templates));
};

const query = "/paths/~1things/get/parameters/0/schema";
const body = "/paths/~1things/post/requestBody/content/application~1json/schema";
const answers = ["get", "post"].map(
  (method) => `/paths/~1things/${method}/responses/200/content/application~1json/schema`,
);
const schemaAt = (root: JsonObject, pointer: string): Schema => asSchema(atPointer(root, pointer));

/** A server of the new document: 200 for what it accepts, 400 for anything else. */
const serve = (root: JsonObject) => {
  const schemas = schemasIn("request", root);
  const accept = (pointer: string, value: Json): boolean =>
    accepts(seenFrom("request", schemaAt(root, pointer), schemas), value, schemas);
  return async (...given: ConstructorParameters<typeof Request>): Promise<Response> => {
    const request = new Request(...given);
    const isAccepted =
      request.method === "POST"
        ? accept(body, (await request.json()) as Json)
        : readings(new URL(request.url).searchParams.getAll("q")).some((each) =>
            accept(query, each),
          );
    return isAccepted ? Response.json({}) : Response.json({}, { status: 400 });
  };
};

/** All that the text of a query can mean, or nothing at all where the parameter is not there. */
const readings = (texts: readonly string[]): readonly Json[] => {
  const meanings = texts.map((text): readonly Json[] => {
    const number = text === "" || Number.isNaN(Number(text)) ? [] : [Number(text)];
    return [text, ...number, ...(/^(true|false)$/.test(text) ? [text === "true"] : [])];
  });
  const [first = []] = meanings;
  const lists = [0, 1, 2].map((index) => meanings.map((each) => each[index] ?? each[0] ?? null));
  return [...(texts.length === 1 ? first : []), ...lists, ...(texts.length === 0 ? [null] : [])];
};

/** Whether a call that the old package permits fails before the new server. */
const isRejected = async ({ after, before }: RandomPair): Promise<boolean> => {
  const { createClient, getThings, makeThing } = (await loadOld(before)) as Record<
    string,
    (...given: readonly unknown[]) => Promise<unknown>
  >;
  const client = createClient?.({ apiKey: "key", fetch: serve(after), maxRetries: 0 });
  const schemas = schemasIn("request", before);
  const samples = (pointer: string): readonly Json[] =>
    samplesOf(seenFrom("request", schemaAt(before, pointer), schemas), schemas);
  const calls = [
    ...samples(query).map((q) => () => getThings?.(client, { q })),
    ...samples(body).map((value) => () => makeThing?.(client, { body: value })),
  ];
  for (const call of calls) {
    const status = await call()?.then(
      () => 200,
      (error: unknown) => (error as { readonly status?: number }).status,
    );
    if (status === undefined) throw new Error("expected an answer of the server");
    if (status !== 200) return true;
  }
  return false;
};

/** Whether the new server may send what the old package's types do not know. */
const isSurprised = ({ after, before }: RandomPair): boolean => {
  const [old, current] = [schemasIn("response", before), schemasIn("response", after)];
  const typed = Object.fromEntries(
    Object.entries(old).map(([name, each]) => [name, asTyped(each)]),
  );
  return answers.some((pointer) => {
    const known = asTyped(seenFrom("response", schemaAt(before, pointer), old));
    const sent = samplesOf(seenFrom("response", schemaAt(after, pointer), current), current);
    fc.pre(sent.length > 0); // An object that requires one of its own kind has no end.
    return sent.some((value) => !accepts(known, value, typed));
  });
};

/** What a report demands of the old package's fate: true, false, or nothing where it is at risk only. */
const expected = (changes: readonly Change[], side: Change["side"]): boolean | undefined => {
  const stays = changes.filter((each) => each.side === side).map(({ stay }) => stay);
  if (stays.includes("breaks")) return true;
  return stays.includes("at-risk") ? undefined : false;
};

describe("after a random edit of a random document", () => {
  test("a client of the old package fares as the report says", { timeout: 7_200_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomPairs, async (pair) => {
        const changes = await comparePair(pair, all);
        const told = changes.map(({ id, message, stay }) => `${id} (${stay}): ${message}`);
        const requests = expected(changes, "request");
        if (requests !== undefined)
          expect([told, "rejected", await isRejected(pair)]).toEqual([told, "rejected", requests]);
        const responses = expected(changes, "response");
        if (responses !== undefined)
          expect([told, "surprised", isSurprised(pair)]).toEqual([told, "surprised", responses]);
      }),
      { numRuns, seed },
    );
  });
});
