import type { DriftReport, PrintOptions } from "../report.ts";
import { printHtml } from "./html.ts";
import { printJson } from "./json.ts";
import { printMarkdown } from "./markdown.ts";
import { printText } from "./text.ts";

export type Format = "text" | "json" | "markdown" | "html";

export const formats: Readonly<
  Record<Format, (report: DriftReport, options: PrintOptions) => string>
> = {
  text: printText,
  json: printJson,
  markdown: printMarkdown,
  html: printHtml,
};
