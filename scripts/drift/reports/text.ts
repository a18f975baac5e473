import { styleText } from "node:util";
import type { Change, Verdict } from "../change.ts";
import type { DriftReport, PrintOptions } from "../report.ts";
import { reachOf, sectionsOf } from "./sections.ts";
import { answers, exportLines, summaryOf, whereOf } from "./summary.ts";

type Style = Parameters<typeof styleText>[0];

const colors: Readonly<Record<Verdict, Style>> = {
  breaking: "red",
  compatible: "yellow",
  cosmetic: "dim",
  same: "green",
};

/** The report for a terminal. */
export const printText = (given: DriftReport, { hasColors }: PrintOptions): string => {
  const paint = (style: Style, text: string): string =>
    hasColors ? styleText(style, text, { validateStream: false }) : text;
  const report = withoutControls(given);
  const { bump, verdict } = report;
  const lines = [
    `${paint([colors[verdict], "bold"].flat() as Style, verdict)}  ${summaryOf(report)}`,
    ...sectionsOf(report).flatMap((section) => {
      const reach = reachOf(section);
      return [
        "",
        paint("bold", section.name || "the whole document"),
        ...(reach === undefined ? [] : [paint("dim", `  ${reach}`)]),
        ...section.changes.flatMap((change) => describe(change, paint)),
      ];
    }),
    ...report.wire.flatMap(({ after, before, operation }) => [
      "",
      paint("bold", `${operation} on the wire`),
      ...prefixed("- ", before),
      ...prefixed("+ ", after),
    ]),
    ...section(
      "exports",
      exportLines(report).map(([kind, names]) => `${kind}: ${names.join(", ")}`),
    ),
    ...section(
      "accepted",
      report.accepted.map(({ id, message, reason }) => `${id}: ${message} (${reason})`),
    ),
    ...section("notes", report.notes),
    ...next(bump),
  ];
  return `${lines.join("\n")}\n`;
};

/** Upstream's names must neither start a new line nor control a terminal. */
const withoutControls = (report: DriftReport): DriftReport =>
  JSON.parse(JSON.stringify(report), (key, value: unknown) => {
    if (typeof value !== "string") return value;
    const lines = key === "before" || key === "after" ? value.split("\n") : [value];
    return lines.map((line) => line.replace(/\p{Cc}/gu, " ")).join("\n");
  }) as DriftReport;

/** Three lines for a change, one for a cosmetic change. */
const describe = (
  change: Change,
  paint: (style: Style, text: string) => string,
): readonly string[] => {
  const { fingerprint, id, message, pointer, stay, upgrade, verdict } = change;
  const head = `  ${paint(colors[verdict], verdict.padEnd(10))} ${message}`;
  if (verdict === "cosmetic") return [`${head} ${paint("dim", `· ${id} ${fingerprint}`)}`];
  return [
    head,
    paint("dim", `             ${id} ${fingerprint} · ${answers[upgrade]} · ${answers[stay]}`),
    paint("dim", `             ${whereOf(change)} · ${pointer || "/"}`),
  ];
};

const prefixed = (prefix: string, text: string): readonly string[] =>
  text.split("\n").map((line) => `  ${prefix}${line}`);

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];

const next = (bump: DriftReport["bump"]): readonly string[] =>
  bump === "none"
    ? []
    : ["", `next: a ${bump} version of the package, which npm run update regenerates`];
