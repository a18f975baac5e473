import { type Both, both } from "../both.ts";
import type { Change } from "../change.ts";
import type { DriftReport, WireChange } from "../report.ts";
import { style } from "./html-style.ts";
import { reachOf, type Section, sectionsOf } from "./sections.ts";
import { answers, countVerdicts, exportLines, leadOf, whereOf, worstStay } from "./summary.ts";

/** The report as one self-contained page. */
export const printHtml = (report: DriftReport): string => {
  const { accepted, bump, notes, verdict } = report;
  const sections = sectionsOf(report);
  const isOpen = report.changes.length <= mostOpen;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <meta name="color-scheme" content="light dark" />
        <title>Upstream drift: ${verdict}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body class="${verdict}">
        <header>
          <p class="over">Upstream drift</p>
          <h1>${verdict}</h1>
          <p class="lead">${leadOf(report)}</p>
          <dl class="tiles">
            <div>
              <dt>Changes</dt>
              <dd>${countVerdicts(report)}</dd>
            </div>
            <div>
              <dt>Upgrade</dt>
              <dd>${bump === "none" ? "no new version" : `${bump} version`}</dd>
            </div>
            <div>
              <dt>Stay</dt>
              <dd>${answers[worstStay(report)]}</dd>
            </div>
          </dl>
          ${nextOf(bump)}
        </header>
        <main>
          ${sections.length > 1 ? navigation(sections, isOpen) : ""}
          ${sections.map((section, index) => changeSection(section, report.wire, index, isOpen))}
          ${wireSection(
            report.wire.filter(({ operation }) => !sections.some(({ name }) => name === operation)),
          )}
          ${exportsSection(report)}
          ${accepted.length > 0
            ? html`<section>
                <h2>Accepted</h2>
                <ul>
                  ${accepted.map(
                    ({ message, operation, reason }) =>
                      html`<li>
                        ${operation ? html`<code>${operation}</code> ` : ""}${message}:
                        <em>${reason}</em>
                      </li>`,
                  )}
                </ul>
              </section>`
            : ""}
          ${notes.length > 0
            ? html`<section>
                <h2>Notes</h2>
                <ul>
                  ${notes.map((note) => html`<li>${note}</li>`)}
                </ul>
              </section>`
            : ""}
        </main>
      </body>
    </html> `.text;
};

const nextOf = (bump: DriftReport["bump"]): Markup | string =>
  bump === "none"
    ? ""
    : html`<p class="next">
        Next: a <strong>${bump}</strong> version of the package, which
        <code>npm run update</code> regenerates
      </p>`;

/** A report with more changes than this opens as an outline. */
const mostOpen = 20;

const nameOf = ({ name }: Section): string => name || "The whole document";

const opened = (isOpen: boolean): Markup => raw(isOpen ? " open" : "");

const contentsEntry = (section: Section, index: number): Markup => {
  const { changes } = section;
  const verdict = changes[0]?.verdict ?? "same";
  const name = nameOf(section);
  return html`<li>
    <a href="#operation-${index}"
      ><span class="dot ${verdict}"></span>${name} <small>${changes.length}</small></a
    >
  </li>`;
};

const navigation = (sections: readonly Section[], isOpen: boolean): Markup =>
  html`<nav>
    <details${opened(isOpen)}>
      <summary>Contents: ${sections.length}</summary>
      <ul>
        ${sections.map(contentsEntry)}
      </ul>
    </details>
  </nav>`;

const changeSection = (
  section: Section,
  wire: readonly WireChange[],
  index: number,
  isOpen: boolean,
): Markup => {
  const { changes, name, operations } = section;
  const others = changes.filter(({ verdict }) => verdict !== "cosmetic");
  const cosmetic = changes.filter(({ verdict }) => verdict === "cosmetic");
  const requests = operations.length > 1 ? [] : wire.filter(({ operation }) => operation === name);
  return html`<section id="operation-${index}">
    <details${opened(isOpen)}>
      <summary>
        <h2><span class="dot ${changes[0]?.verdict ?? "same"}"></span>${nameOf(section)} <small>${changes.length}</small></h2>
        <p>${reachOf(section) ?? ""}</p>
      </summary>
      ${others.map(changeCard)} ${requests.map(wireCard)}
      ${cosmetic.length > 0 ? html`<details${opened(others.length === 0)}><summary>Documentation only: ${cosmetic.length}</summary>${cosmetic.map(changeCard)}</details>` : ""}
    </details>
  </section>`;
};

const changeCard = (change: Change): Markup => {
  const { after, before, fingerprint, id, message, pointer, stay, upgrade, verdict } = change;
  return html`<article class="${verdict}">
    <h3><span class="chip ${verdict}">${verdict}</span> ${message}</h3>
    ${before || after ? sideBySide({ before, after }) : ""}
    <p class="answers">
      <span class="${upgrade === "breaking" ? "breaking" : ""}">${answers[upgrade]}</span
      ><span class="${stay === "breaks" ? "breaking" : ""}">${answers[stay]}</span>
    </p>
    <p class="where">
      ${whereOf(change)} · <code>${pointer || "/"}</code> · ${id} <code>${fingerprint}</code>
    </p>
  </article>`;
};

/** The requests of operations that have no section of their own. */
const wireSection = (wire: readonly WireChange[]): Markup | string =>
  wire.length === 0
    ? ""
    : html`<section>
        <h2>On the wire</h2>
        ${wire.map(
          (each) =>
            html`<h3>${each.operation}</h3>
              ${wireCard(each)}`,
        )}
      </section>`;

const wireCard = (change: WireChange): Markup =>
  html`<article class="wire">
    <h3>The example request on the wire</h3>
    ${sideBySide(change)}
  </article>`;

const sideBySide = (texts: Both<string>): Markup => {
  const { after, before } = markDifference(texts);
  return html`<div class="sides">
    <figure>
      <figcaption>before</figcaption>
      <pre>${before}</pre>
    </figure>
    <figure>
      <figcaption>after</figcaption>
      <pre>${after}</pre>
    </figure>
  </div>`;
};

/** How much is shown of a text on either side of where it differs, and of the difference itself. */
const context = 120;
const longest = 240;

/** Marks what two texts do not have in common at their ends; of long texts, only what is around it is shown. */
const markDifference = (texts: Both<string>): Both<Markup> => {
  const { after, before } = texts;
  if (!before || !after) return both(texts, (text) => html`${cut(text) || "—"}`);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const mark = (text: string): Markup => {
    const [start, end] = [text.slice(0, head), text.slice(text.length - tail)];
    const from = start.length > context ? `…${start.slice(-context)}` : start;
    const to = end.length > context ? `${end.slice(0, context)}…` : end;
    return html`${from}<mark>${cut(text.slice(head, text.length - tail))}</mark>${to}`;
  };
  return both(texts, mark);
};

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

const exportsSection = (report: DriftReport): Markup | string => {
  const lines = exportLines(report);
  if (lines.length === 0) return "";
  return html`<section>
    <h2>Exports</h2>
    <div class="exports">
      ${lines.map(
        ([kind, names]) =>
          html`<div>
            <h3>${kind}</h3>
            <ul>
              ${names.map((name) => html`<li><code>${name}</code></li>`)}
            </ul>
          </div>`,
      )}
    </div>
  </section>`;
};

/** Text that is already HTML. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const raw = (text: string): Markup => new Markup(text);

type Part = Markup | string | number | readonly (Markup | string)[];

/** Writes HTML, escaping every value that is not HTML already. */
const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(
    strings.reduce((text, string, index) => text + write(parts[index - 1] ?? "") + string),
  );

const write = (part: Part): string => {
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(write).join("\n");
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
};
