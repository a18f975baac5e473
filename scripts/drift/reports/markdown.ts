import type { Change, Verdict } from "../change.ts";
import type { DriftReport } from "../report.ts";
import { reachOf, type Section, sectionsOf } from "./sections.ts";
import { answers, exportLines, summaryOf, whereOf } from "./summary.ts";

const marks: Readonly<Record<Verdict, string>> = {
  breaking: "🔴",
  compatible: "🟡",
  cosmetic: "⚪",
  same: "🟢",
};

/** The report for a pull request or a job's summary. */
export const printMarkdown = (report: DriftReport): string => {
  const { accepted, notes, verdict, wire } = report;
  return [
    `## ${marks[verdict]} Upstream drift: ${verdict}`,
    summaryOf(report),
    report.bump === "none" ? "" : `Proposed version: **${report.bump}**.`,
    ...sectionsOf(report).map(printSection),
    ...wire.map(
      ({ after, before, operation }) =>
        `### ${code(operation)} on the wire\n\n${fence("diff", [...prefix("-", before), ...prefix("+", after)].join("\n"))}`,
    ),
    list(
      "Exports",
      exportLines(report).map(([kind, names]) => `${kind}: ${names.map(code).join(", ")}`),
    ),
    list(
      "Accepted in `spec/drift-ignore.yml`",
      accepted.map(
        ({ id, message, reason }) => `${code(id)} ${escape(message)} (${escape(reason)})`,
      ),
    ),
    list("Notes", notes.map(escape)),
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
};

const printSection = (section: Section): string => {
  const { changes, name } = section;
  const reach = reachOf(section, code);
  return [`### ${name ? code(name) : "The whole document"}`, reach, tablesOf(changes)]
    .filter(Boolean)
    .join("\n\n");
};

/** A table of changes; those of documentation alone are folded. */
const tablesOf = (changes: readonly Change[]): string => {
  const others = changes.filter(({ verdict }) => verdict !== "cosmetic");
  const cosmetic = changes.filter(({ verdict }) => verdict === "cosmetic");
  const folded = `<details><summary>Documentation only: ${cosmetic.length}</summary>\n\n${table(cosmetic)}\n\n</details>`;
  return [others.length > 0 && table(others), cosmetic.length > 0 && folded]
    .filter(Boolean)
    .join("\n\n");
};

const table = (changes: readonly Change[]): string =>
  [
    "| | What | Upgrade | Stay | Where |",
    "| --- | --- | --- | --- | --- |",
    ...changes.map(
      ({ fingerprint, id, message, pointer, stay, upgrade, verdict, ...where }) =>
        `| ${marks[verdict]} | ${escape(message)}<br><sub>${id} \`${fingerprint}\`</sub> | ${upgrade} | ${answers[stay]} | ${escape(whereOf(where))}<br><sub>${code(pointer || "/")}</sub> |`,
    ),
  ].join("\n");

const list = (title: string, items: readonly string[]): string =>
  items.length === 0 ? "" : `### ${title}\n\n${items.map((item) => `- ${item}`).join("\n")}`;

/** Upstream's text must not become markup, mentions or cells. */
const escape = (text: string): string =>
  text
    .replace(/[\\`*_{}[\]<>#|~&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@/g, "@\u200b")
    .replace(/\s+/g, " ");

const code = (text: string): string => `<code>${escape(text)}</code>`;

/** A fence longer than any inside. */
const fence = (language: string, text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marker = "`".repeat(longest + 1);
  return `${marker}${language}\n${text}\n${marker}`;
};

const prefix = (sign: string, text: string): readonly string[] =>
  text.split("\n").map((line) => `${sign} ${line}`);
