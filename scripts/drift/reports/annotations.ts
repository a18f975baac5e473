import type { Verdict } from "../change.ts";
import type { DriftReport } from "../report.ts";

const levels: Readonly<Record<Verdict, string>> = {
  breaking: "error",
  compatible: "warning",
  cosmetic: "notice",
  same: "notice",
};

/** GitHub shows ten annotations per level and step; the rest is in the report. */
const shown = 10;

/** The worst changes as GitHub's workflow commands, on the vendored spec. */
export const annotate = ({ changes }: DriftReport, file: string): string =>
  (["breaking", "compatible", "cosmetic"] as const)
    .flatMap((verdict) => changes.filter((change) => change.verdict === verdict).slice(0, shown))
    .map(({ id, message, operation, verdict }) => {
      const title = operation ? `${operation}: ${id}` : id;
      return `::${levels[verdict]} file=${property(file)},title=${property(title)}::${data(message)}\n`;
    })
    .join("");

const data = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
