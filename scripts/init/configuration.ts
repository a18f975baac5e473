import type { PipelineConfig } from "../lib/config.ts";

/** A setting that differs from its default, and why it is there. */
export interface ReasonedSetting {
  readonly key: keyof PipelineConfig;
  readonly value: string | readonly string[] | true;
  readonly reason: string;
}

export interface ProjectSettings {
  /** Where the document was read: a URL, or a path from the project's folder. */
  readonly source: string;
  /** Where it is vendored. */
  readonly spec: string;
  readonly name?: string | undefined;
  readonly operations?: "all" | readonly string[] | undefined;
  /** From the project's folder, or URLs. */
  readonly allowRefs?: readonly string[] | undefined;
  readonly skipFaulty?: boolean | undefined;
}

/** The settings that differ from their defaults. */
export const settingsFor = ({
  name,
  operations,
  allowRefs = [],
  skipFaulty = false,
  source,
  spec,
}: ProjectSettings): readonly ReasonedSetting[] => [
  {
    key: "source",
    value: source,
    reason: "Where upstream publishes its document: `npm run fetch` and `npm run drift` read it.",
  },
  {
    key: "spec",
    value: spec,
    reason:
      "The vendored copy, which `npm run generate` reads. Never edit it: correct it with `overlays`.",
  },
  ...(name === undefined
    ? []
    : [
        {
          key: "packageName",
          value: name,
          reason: "Chosen with `--name`; by default the title of the document.",
        } as const,
      ]),
  ...(operations === undefined || operations === "all"
    ? []
    : [
        {
          key: "operations",
          value: operations,
          reason: "Chosen with `--operations`; by default all that the document has.",
        } as const,
      ]),
  ...(allowRefs.length === 0
    ? []
    : [
        {
          key: "allowRefs",
          value: allowRefs,
          reason:
            "Chosen with `--allow-ref`; by default the document may refer to files of its own folder.",
        } as const,
      ]),
  ...(skipFaulty
    ? [
        {
          key: "skipFaulty",
          value: true,
          reason:
            "Chosen with `--skip-faulty`: operations that the document is wrong about are left out, and listed.",
        } as const,
      ]
    : []),
];

export const toConfig = (settings: readonly ReasonedSetting[]): PipelineConfig =>
  Object.fromEntries(settings.map(({ key, value }) => [key, value]));

/** The configuration in TypeScript: each setting below its reason. It is laid out later. */
export const printConfiguration = (settings: readonly ReasonedSetting[]): string =>
  [
    'import type { PipelineConfig } from "pagewise";',
    "",
    "export default {",
    ...settings.flatMap(({ key, reason, value }) => [
      `// ${reason}`,
      `${key}: ${JSON.stringify(value)},`,
    ]),
    "} satisfies PipelineConfig;",
    "",
  ].join("\n");
