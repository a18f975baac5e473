import { readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { schemasOf } from "../lib/components.ts";
import { isObject } from "../lib/json.ts";
import { forEachRef } from "../lib/openapi.ts";
import { schemaName, toPointer } from "../lib/references.ts";
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
    const limited = join(folder, `limited${extname(largeDocument)}`);
    const text = readFileSync(largeDocument, "utf8");
    writeFileSync(limited, withLimit(text, basename(largeDocument)));
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

/** The text with one line more, a limit, in the schema that is referred to most; other text is as upstream has it. */
const withLimit = (text: string, name: string): string => {
  const { lineOf, root } = readSource(text, name);
  const schemas = schemasOf(root);
  const counts = new Map<string, number>();
  forEachRef(root, (ref) => {
    const schema = schemaName(ref) ?? "";
    if (isObject(schemas[schema]?.properties)) counts.set(schema, (counts.get(schema) ?? 0) + 1);
  });
  const [[most] = [""]] = [...counts].sort(([, a], [, b]) => b - a);
  const lines = text.split("\n");
  const at = lineOf(toPointer("components", "schemas", most)); // 1-based: the line after the name.
  const indentation = /^\s*/.exec(lines[at] ?? "")?.[0] ?? "";
  const limit = /^\s*\{/.test(text) ? '"maxProperties": 99,' : "maxProperties: 99";
  return lines.toSpliced(at, 0, indentation + limit).join("\n");
};
