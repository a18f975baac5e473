import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Stay, Upgrade } from "../scripts/drift/change.ts";
import { rules } from "../scripts/drift/rules.ts";
import { normalizationRuleIds } from "../scripts/stages/normalize.ts";

/** A rule as it is documented: the text is Markdown. */
export interface DocumentedRule {
  readonly id: string;
  readonly summary: string;
  readonly documentation: string;
}

const folder = join(import.meta.dirname, "../scripts/rules");

/** The rules of normalization in their order, with the comment on top of each. */
export const normalizationRules = (): readonly DocumentedRule[] =>
  normalizationRuleIds.map((id) => {
    const text = commentOf(readFileSync(join(folder, `${id}.ts`), "utf8"));
    const [paragraph = ""] = text.split("\n\n");
    const [summary = ""] = paragraph.replaceAll("\n", " ").split(/(?<=\.) /);
    return { id, summary, documentation: asMarkdown(text) };
  });

/** The documentation of the rule that a file exports. */
const commentOf = (text: string): string => {
  const source = ts.createSourceFile("rule.ts", text, ts.ScriptTarget.ESNext, true);
  const rule = source.statements.find(
    (each) =>
      ts.isVariableStatement(each) &&
      each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) &&
      each.declarationList.declarations[0]?.type?.getText() === "Rule",
  );
  const [comment] = rule ? ts.getJSDocCommentsAndTags(rule) : [];
  return (ts.getTextOfJSDocComment(comment?.comment) ?? "").trim();
};

/** Four spaces begin a sample: a block of YAML. */
const asMarkdown = (text: string): string =>
  text.replaceAll(
    /(?:^ {4}.*(?:\n|$))+/gm,
    (sample) => `\`\`\`text\n${sample.replaceAll(/^ {4}/gm, "").trimEnd()}\n\`\`\`\n`,
  );

export interface DocumentedChange extends DocumentedRule {
  readonly upgrade: Upgrade;
  readonly stay: Stay;
}

const upgrades: Readonly<Record<Upgrade, string>> = {
  breaking: "Code that compiled against the old package may not compile against the new one.",
  minor: "Code that compiled still compiles, and there is more to use.",
  patch: "Code that compiled still compiles.",
  none: "Nothing in the package changes.",
};
const stays: Readonly<Record<Stay, string>> = {
  breaks: "Programs that run the old package fail, or get what they do not expect.",
  "at-risk": "Programs that run the old package may fail, depending on what they use.",
  fine: "Programs that run the old package go on as before.",
};

/** Every kind of change that `drift` reports, with its two answers. */
export const driftRules = (): readonly DocumentedChange[] =>
  Object.entries(rules).map(([id, { message, stay, upgrade, verdict }]) => ({
    id,
    upgrade,
    stay,
    summary: inWords(message),
    documentation: [
      `> ${inWords(message)}`,
      `**upgrade: ${upgrade}.** ${upgrades[upgrade]}`,
      `**stay: ${stay}.** ${stays[stay]}`,
      `The verdict is \`${verdict}\`. To accept such a change, add its fingerprint to \`spec/drift-ignore.yml\`.`,
    ].join("\n\n"),
  }));

/** `{what} is now {after}` → `… is now …` */
const inWords = (message: string): string => message.replaceAll(/\{\w+\}/g, "…");
