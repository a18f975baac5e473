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

/** A comparison for programs: sizes in bytes, times in milliseconds. */
export interface LineData {
  readonly what: string;
  readonly unit: string;
  readonly ours: Numbers;
  readonly peers: readonly (Numbers & {
    readonly name: string;
    readonly ratio: number | undefined;
  })[];
  readonly budget: string;
  readonly isMet: boolean;
}

/** The median, and the quartiles around it. */
export type Numbers = Readonly<Record<"high" | "low" | "median", number>>;

export const inData = ({ budget, isMet, ours, peers, what }: Comparison): LineData => ({
  what,
  unit: ours.unit.name,
  ours: numbers(ours),
  peers: Object.entries(peers).map(([name, figure]) => ({
    name,
    ...numbers(figure),
    ratio: ratioOf(ours, figure),
  })),
  budget,
  isMet,
});

export const printJson = (lines: readonly Line[]): string =>
  `${JSON.stringify(
    lines.map((line) => ("reason" in line ? line : inData(line))),
    undefined,
    2,
  )}\n`;

const numbers = ({ high, low, median }: Figure): Numbers => ({ median, low, high });

const emphasize = (line: string): string =>
  line.endsWith("not met") ? styleText("red", line, { stream: process.stdout }) : line;
