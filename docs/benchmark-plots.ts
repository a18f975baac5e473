import { createHash } from "node:crypto";
import type { Attempt } from "../scripts/bench/attempts.ts";
import type { Part, Results } from "../scripts/bench/results.ts";
import type { QueryOutcome } from "../scripts/bench/query-table.ts";
import type { Walk } from "../scripts/bench/server-table.ts";
import type { LineData } from "../scripts/bench/table.ts";

/** What a plot shows, as Vega-Lite has it. */
export type Specification = Readonly<Record<string, unknown>>;

export interface Plot {
  /** The name of its two files, without theme and extension. */
  readonly name: string;
  /** In words, for those who do not see it. */
  readonly alt: string;
  readonly specify: (theme: Theme) => Specification;
}

/** By the names that are in the files' names. */
export const themes = {
  light: {
    text: "#24292f",
    faint: "#d0d7de",
    own: "#2563c9",
    other: "#7a838d",
    wrong: "#c2620a",
    worst: "#b3261e",
  },
  dark: {
    text: "#e6e8eb",
    faint: "#3d444d",
    own: "#6ea8fe",
    other: "#9aa4af",
    wrong: "#f0a04b",
    worst: "#ff7b72",
  },
} as const;

type Theme = (typeof themes)[keyof typeof themes];

/** The plots for which there are results. */
export const plotsOf = ({ comparisons, documents, queries, servers }: Results): readonly Plot[] => [
  ...(comparisons["list-bundle"] ? [bundleSizes(comparisons["list-bundle"])] : []),
  ...(queries ? [ofQueries(queries)] : []),
  ...(servers ? [ofServers(servers)] : []),
  ...(documents ? [ofDocuments(documents)] : []),
  ...(comparisons["reading-cpu"] ? [readingCpu(comparisons["reading-cpu"])] : []),
];

const bundleSizes = ({ entries }: Part<LineData>): Plot => {
  const values = entries
    .flatMap(({ ours, peers }) => [{ name: "pagewise", ...ours }, ...peers])
    .map(({ median, name }) => ({ name, kB: median / 1000, isOurs: name === "pagewise" }))
    .toSorted((a, b) => a.kB - b.kB);
  return {
    name: "bundle-sizes",
    alt: `Kilobytes of a bundle that lists one page: ${values.map(({ kB, name }) => `${name} ${kB.toFixed(1)}`).join(", ")}.`,
    specify: (theme) => ({
      ...frame(theme, "A program that lists one page: kB, minified and gzipped"),
      data: { values },
      encoding: {
        y: inOrder(values.map(({ name }) => name)),
        x: { field: "kB", type: "quantitative", axis: null },
      },
      layer: [
        {
          mark: { type: "bar", cornerRadiusEnd: 2 },
          encoding: {
            color: { condition: { test: "datum.isOurs", value: theme.own }, value: theme.other },
          },
        },
        {
          mark: { type: "text", align: "left", dx: 5, color: theme.text },
          encoding: { text: { field: "kB", format: ".1f" } },
        },
      ],
    }),
  };
};

const ofQueries = ({ entries }: Part<QueryOutcome>): Plot =>
  outcomes(
    "queries",
    "Nested queries: what reaches the server",
    ["as asked", "an error", "something else", "nothing, and no error"],
    entries.map(({ arrived, client, error, holds }) => [
      client,
      holds
        ? "as asked"
        : arrived
          ? "something else"
          : error === undefined
            ? "nothing, and no error"
            : "an error",
    ]),
  );

const ofServers = ({ entries }: Part<Walk>): Plot => {
  const ends = [
    "all items, or an error where nobody can know them",
    "an error, where the items can be had",
    "items missing or doubled, and no error",
    "no end",
  ] as const;
  const endOf = ({ error, holds, isEndless }: Walk): string =>
    ends[holds ? 0 : isEndless ? 3 : error === undefined ? 2 : 1];
  return outcomes(
    "servers",
    "Dishonest servers: what a walk over all pages gives",
    ends,
    entries.map((walk) => [walk.paginator, endOf(walk)]),
  );
};

const ofDocuments = ({ entries }: Part<Attempt>): Plot =>
  outcomes(
    "documents",
    "Documents of vendors: each generator, with the tsconfig.json that it writes, if any",
    ["type-checks", "refused", "has type errors"],
    entries.map(({ generator, isTaken, ownTypeErrors, typeErrors }) => [
      generator,
      isTaken
        ? (ownTypeErrors ?? typeErrors) === 0
          ? "type-checks"
          : "has type errors"
        : "refused",
    ]),
  );

/** Bars of how often each came to each end, from the wanted one to the worst. */
const outcomes = (
  name: string,
  title: string,
  ends: readonly string[],
  results: readonly (readonly [who: string, end: string])[],
): Plot => {
  const names = [...new Set(results.map(([who]) => who))];
  const values = names.flatMap((who) =>
    ends.map((end, order) => ({
      name: who,
      end,
      order,
      count: results.filter(([each, its]) => each === who && its === end).length,
    })),
  );
  const [wanted = ""] = ends;
  const inWords = values
    .filter(({ end }) => end === wanted)
    .map(
      (each) =>
        `${each.name} ${each.count} of ${results.filter(([who]) => who === each.name).length}`,
    );
  return {
    name,
    alt: `${title}. ${capitalized(wanted)}: ${inWords.join(", ")}.`,
    specify: (theme) => ({
      ...frame(theme, title),
      data: { values: values.filter(({ count }) => count > 0) },
      encoding: {
        y: inOrder(names),
        x: { field: "count", type: "quantitative", stack: "zero", axis: null },
        order: { field: "order" },
      },
      layer: [
        {
          mark: { type: "bar" },
          encoding: {
            color: {
              field: "end",
              type: "nominal",
              scale: {
                domain: ends,
                range: [theme.own, theme.other, theme.wrong, theme.worst].slice(0, ends.length),
              },
              legend: { title: null, orient: "bottom", direction: "vertical", labelLimit: 0 },
            },
          },
        },
        {
          mark: { type: "text", color: theme === themes.dark ? "#0d1117" : "#ffffff" },
          encoding: {
            text: { field: "count" },
            x: { field: "count", type: "quantitative", stack: "zero", bandPosition: 0.5 },
            detail: { field: "end" },
          },
        },
      ],
    }),
  };
};

const readingCpu = ({ entries }: Part<LineData>): Plot => {
  const values = entries.flatMap(({ ours, peers, what }) => {
    const byHand = peers.find(({ name }) => name === "by hand")?.median ?? NaN;
    return [{ name: "pagewise", ...ours }, ...peers]
      .filter(({ name }) => name !== "by hand")
      .map(({ high, low, median, name }) => ({
        what: what.replace("CPU of reading 100 000 items ", ""),
        name,
        median: median / byHand,
        low: low / byHand,
        high: high / byHand,
      }));
  });
  return {
    name: "reading-cpu",
    alt: `CPU of reading 100,000 items, in multiples of a loop by hand: ${values.map(({ median, name, what }) => `${name} ${what} ${median.toFixed(2)}`).join("; ")}.`,
    specify: (theme) => ({
      ...frame(theme, "CPU of reading 100,000 items, in multiples of a loop by hand"),
      data: { values },
      encoding: {
        y: { field: "what", type: "nominal", title: null },
        yOffset: { field: "name" },
        color: {
          field: "name",
          scale: { domain: ["pagewise", "telnyx"], range: [theme.own, theme.wrong] },
          legend: { title: null, orient: "bottom" },
        },
      },
      layer: [
        {
          mark: { type: "rule", strokeWidth: 2 },
          encoding: {
            x: {
              field: "low",
              type: "quantitative",
              title: null,
              scale: { zero: false },
              axis: { grid: true, gridColor: theme.faint },
            },
            x2: { field: "high" },
          },
        },
        {
          mark: { type: "point", filled: true, size: 60 },
          encoding: { x: { field: "median", type: "quantitative" } },
        },
      ],
    }),
  };
};

const inOrder = (names: readonly string[]): object => ({
  field: "name",
  type: "nominal",
  scale: { domain: names },
  sort: null,
  title: null,
});

/** What all plots share. */
const frame = ({ faint, text }: Theme, title: string): Specification => ({
  $schema: "https://vega.github.io/schema/vega-lite/v6.json",
  title: { text: title, anchor: "start", color: text, fontWeight: 600, fontSize: 14, offset: 12 },
  background: "transparent",
  width: 440,
  height: { step: 24 },
  config: {
    font: "system-ui, sans-serif",
    view: { stroke: null },
    axis: {
      labelColor: text,
      titleColor: text,
      labelFontSize: 12,
      labelLimit: 0,
      domain: false,
      ticks: false,
      grid: false,
      domainColor: faint,
    },
    legend: { labelColor: text, labelFontSize: 12 },
    text: { fontSize: 12 },
  },
});

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const mark = /<!-- (\w+) -->\n$/;

/** A drawn plot, with a hash of what it was drawn from and of how it was drawn. */
export const seal = (drawing: string, specification: Specification): string =>
  `${drawing}\n<!-- ${hash(drawing, specification)} -->\n`;

/** Whether a file holds what was drawn from a specification. */
export const isDrawnFrom = (file: string, specification: Specification): boolean =>
  mark.exec(file)?.[1] === hash(file.replace(mark, "").trimEnd(), specification);

const hash = (drawing: string, specification: Specification): string =>
  createHash("sha256")
    .update(JSON.stringify(specification))
    .update(drawing.trimEnd())
    .digest("hex");
