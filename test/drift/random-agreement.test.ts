import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Change } from "../../scripts/drift/change.ts";
import type { Files } from "../../scripts/lib/files.ts";
import type { JsonObject } from "../../scripts/lib/json.ts";
import { readModel } from "../../scripts/lib/read-model.ts";
import { settingsFor } from "../../scripts/lib/settings.ts";
import type { Plan } from "../../scripts/plan/plan.ts";
import { addTemplates } from "../../scripts/stages/assemble.ts";
import { normalize } from "../../scripts/stages/normalize.ts";
import { planModel } from "../../scripts/stages/plan.ts";
import { printPackage } from "../../scripts/stages/print-package.ts";
import { readSource } from "../../scripts/stages/read-source.ts";
import { select } from "../../scripts/stages/select.ts";
import { compile } from "../compile.ts";
import { templates } from "../fixtures.ts";
import { comparePair } from "./compare-pair.ts";
import { writeConsumer } from "./consumer.ts";
import { write } from "./documents.ts";
import { type RandomPair, randomPairs, recursivePairs } from "./random-documents.ts";

/** `DRIFT_RUNS=500 DRIFT_SEED=1 npx vitest run …` looks further. */
const numRuns = Number(process.env["DRIFT_RUNS"] ?? 6);
const seed = Number(process.env["DRIFT_SEED"] ?? 42);

const settings = { operations: "all" } as const;

const generate = async (
  document: JsonObject,
): Promise<{ plan: Plan; files: Files; consumer: string }> => {
  const source = readSource(write(document), "api.json");
  const options = settingsFor(settings, source.root);
  const normalized = normalize(select(source, "all"), options).document;
  const plan = planModel(readModel(normalized));
  const files = addTemplates(await printPackage(plan, options, templates), templates);
  return { plan, files, consumer: writeConsumer(normalized) };
};

/** A program that passes what the old package's types allow to the new one's functions, and takes what they return. */
const passOn = ({ operations }: Plan): string =>
  [
    `import type * as old from "./before/src/index.js";`,
    `import { createClient, ${operations.map(({ functionName }) => functionName).join(", ")} } from "./src/index.js";`,
    `const client = createClient({});`,
    ...operations.map(
      ({ functionName, paramsType, responseType }, index) =>
        `declare const params${index}: old.${paramsType};\nexport const response${index}: old.${responseType} = await ${functionName}(client, params${index});`,
    ),
  ].join("\n");

const flags = { noUncheckedIndexedAccess: false, isolatedDeclarations: false, declaration: false };

const compileAgainst = async ({ after, before }: RandomPair): Promise<readonly string[]> => {
  const [old, current] = [await generate(before), await generate(after)];
  const files = new Map(current.files);
  for (const [path, text] of old.files) files.set(`before/${path}`, text);
  return compile(
    new Map([...files, ["consumer.ts", old.consumer], ["pass-on.ts", passOn(old.plan)]]),
    flags,
  );
};

/** A type that is used by name in both directions breaks no program that only passes values on. */
const isSeenByPrograms = ({ id, upgrade }: Change): boolean =>
  upgrade === "breaking" && !["export-changed", "export-split"].includes(id);

describe("of a random edit of a random document", () => {
  test("the report says what the compiler says", { timeout: 3_600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(randomPairs, recursivePairs), async (pair) => {
        const changes = await comparePair(pair, settings);
        const errors = await compileAgainst(pair);
        expect(changes.filter(({ id }) => id.startsWith("unexplained"))).toEqual([]);
        const breaking = changes.filter(isSeenByPrograms);
        expect({ errors: errors.slice(0, 3), isBreaking: breaking.length > 0 }).toEqual(
          errors.length > 0
            ? { errors: errors.slice(0, 3), isBreaking: true }
            : { errors: [], isBreaking: false },
        );
      }),
      { numRuns, seed },
    );
  });
});
