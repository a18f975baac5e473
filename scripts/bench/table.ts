import { styleText } from "node:util";
import type { Figure } from "./figure.ts";
import type { Comparison, Gap } from "./row.ts";

export type Line = Comparison | Gap;

type Cells = readonly [
  what: string,
  ours: string,
  peer: string,
  theirs: string,
  ratio: string,
  budget: string,
  met: string,
];

const heading: Cells = ["what", "ours", "peer", "", "ratio", "budget", ""];

/** Lines of comparisons → text in columns, a line for each peer. */
export const printTable = (lines: readonly Line[]): string => {
  const rows = [heading, ...lines.flatMap(cellsOf)];
  const widths = heading.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const printed = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const gaps = lines.flatMap((line) => ("reason" in line ? `${line.what}: ${line.reason}` : []));
  const table = printed.length > 1 ? printed : []; // A heading alone is not printed.
  return `${[...table, ...gaps].map(emphasize).join("\n")}\n`;
};

const cellsOf = (line: Line): readonly Cells[] => {
  if ("reason" in line) return [];
  const { budget, isMet, ours, peers, what } = line;
  const first = [what, inWords(ours)] as const;
  const last = [budget, isMet ? "met" : "not met"] as const;
  return Object.entries(peers).map(([peer, theirs], index) => [
    ...(index === 0 ? first : (["", ""] as const)),
    peer,
    inWords(theirs),
    ratio(ours, theirs),
    ...(index === 0 ? last : (["", ""] as const)),
  ]);
};

const inWords = ({ high, low, median, unit }: Figure): string =>
  low === high
    ? unit.show(median)
    : `${unit.show(median)} (${unit.show(low)} to ${unit.show(high)})`;

const ratioOf = (ours: Figure, theirs: Figure): number | undefined =>
  theirs.median === 0 ? undefined : ours.median / theirs.median;

const ratio = (ours: Figure, theirs: Figure): string => {
  const value = ratioOf(ours, theirs);
  return value === undefined ? "" : `${value.toFixed(value < 0.1 ? 3 : 2)}×`;
};

/** The same lines for programs: sizes in bytes, times in milliseconds. */
export const printJson = (lines: readonly Line[]): string =>
  `${JSON.stringify(lines.map(inData), undefined, 2)}\n`;

const inData = (line: Line): object => {
  if ("reason" in line) return line;
  const { budget, isMet, ours, peers, what } = line;
  const theirs = Object.entries(peers).map(([name, figure]) => ({
    name,
    ...numbers(figure),
    ratio: ratioOf(ours, figure),
  }));
  return { what, unit: ours.unit.name, ours: numbers(ours), peers: theirs, budget, isMet };
};

const numbers = ({ high, low, median }: Figure): object => ({ median, low, high });

const emphasize = (line: string): string =>
  line.endsWith("not met") ? styleText("red", line, { stream: process.stdout }) : line;
