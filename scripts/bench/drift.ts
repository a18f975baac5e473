import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { schemasOf, withSchemas } from "../lib/components.ts";
import { isObject, type JsonObject } from "../lib/json.ts";
import { forEachRef } from "../lib/openapi.ts";
import { schemaName } from "../lib/references.ts";
import { readSource } from "../stages/read-source.ts";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { runNode } from "./child.ts";
import { type Figure, figure, milliseconds } from "./figure.ts";
import { unmeasured } from "./large-document.ts";
import { driftCommand, readTwiceCommand } from "./places.ts";
import { atMost, atMostTimes, type Row } from "./row.ts";

const rounds = 3;

/** A large document against itself, and against the same with one limit more in the schema that is referred to most. */
export const drift: Row = {
  name: "drift",
  async measure({ folder, largeDocument }) {
    if (largeDocument === undefined) return [unmeasured("drift, the same document")];
    const limited = join(folder, "limited.json");
    const { root } = readSource(readFileSync(largeDocument, "utf8"), basename(largeDocument));
    writeFileSync(limited, JSON.stringify(withLimit(root), null, 2));
    const run = (...args: readonly string[]) => runNode(args, { cwd: folder });
    const compareWith = (upstream: string) =>
      run(
        driftCommand,
        ...["--base", largeDocument, "--upstream", upstream, "--operations", "all"],
        ...["--fail-on", "breaking", "--quiet"],
      );
    const { changed, read, same } = await alternate(rounds, {
      same: () => compareWith(largeDocument),
      changed: () => compareWith(limited),
      read: () => run(readTwiceCommand, largeDocument),
    });
    const peers = { "reading both": times(read) };
    return [
      atMostTimes(budgets.driftSame, "drift, the same document", times(same), peers),
      atMost(budgets.driftChanged, "drift, one limit of a shared schema", times(changed), peers),
    ];
  },
};

const times = (runs: readonly { readonly time: number }[]): Figure =>
  figure(
    milliseconds,
    runs.map(({ time }) => time),
  );

const withLimit = (root: JsonObject): JsonObject => {
  const schemas = schemasOf(root);
  const counts = new Map<string, number>();
  forEachRef(root, (ref) => {
    const name = schemaName(ref) ?? "";
    if (isObject(schemas[name]?.properties)) counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  const name = [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
  return withSchemas(root, { ...schemas, [name]: { ...schemas[name], maxProperties: 99 } });
};
