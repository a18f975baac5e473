import { readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { schemasOf } from "../lib/components.ts";
import { forEachRef } from "../lib/find-references.ts";
import { isObject, type Json } from "../lib/json.ts";
import { schemaName, toPointer } from "../lib/references.ts";
import { printYaml } from "../print/print-yaml.ts";
import { readSource } from "../stages/read-source.ts";
import { alternate } from "./alternate.ts";
import { budgets } from "./budgets.ts";
import { runNode } from "./child.ts";
import { type Figure, figure, milliseconds } from "./figure.ts";
import { unmeasured } from "./large-document.ts";
import { callDrift, callReadBoth } from "./places.ts";
import { atMost, atMostTimes, type Row } from "./row.ts";

const rounds = 3;

/**
 * A large document against itself, against itself in another spelling, and against the same with one limit more in the
 * schema that is referred to most.
 */
export const drift: Row = {
  name: "drift",
  async measure({ folder, largeDocument }) {
    if (largeDocument === undefined) return [unmeasured("drift, the same document")];
    const text = readFileSync(largeDocument, "utf8");
    const limited = join(folder, `limited${extname(largeDocument)}`);
    writeFileSync(limited, withLimit(text, basename(largeDocument)));
    const respelled = join(folder, "respelled.yml");
    writeFileSync(respelled, respell(text, basename(largeDocument)));
    const run = (...args: readonly string[]) => runNode(args, { cwd: folder });
    const compareWith = (upstream: string) =>
      run(
        ...callDrift,
        "--base",
        largeDocument,
        "--upstream",
        upstream,
        "--operations",
        "all",
        "--fail-on",
        "breaking",
        "--quiet",
      );
    const runs = await alternate(rounds, {
      same: () => compareWith(largeDocument),
      spelling: () => compareWith(respelled),
      changed: () => compareWith(limited),
      read: () => run(...callReadBoth, largeDocument, largeDocument),
      readSpelling: () => run(...callReadBoth, largeDocument, respelled),
    });
    const peers = { "reading both": times(runs.read) };
    return [
      atMostTimes(budgets.driftSame, "drift, the same document", times(runs.same), peers),
      atMostTimes(budgets.driftSame, "drift, another spelling of it", times(runs.spelling), {
        "reading both": times(runs.readSpelling),
      }),
      atMost(
        budgets.driftChanged,
        "drift, one limit of a shared schema",
        times(runs.changed),
        peers,
      ),
    ];
  },
};

const times = (runs: readonly { readonly time: number }[]): Figure =>
  figure(
    milliseconds,
    runs.map(({ time }) => time),
  );

/** The same document, printed anew with the keys of all objects the other way around. */
const respell = (text: string, name: string): string =>
  printYaml(withKeysReversed(readSource(text, name).root) as object);

const withKeysReversed = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withKeysReversed);
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, withKeysReversed(member)]),
      )
    : value;
};

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
