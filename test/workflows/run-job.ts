import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { parse } from "yaml";

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly steps: readonly Step[];
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes": number;
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const root = join(import.meta.dirname, "../..");

/** The workflows of this repository, and those that `init` gives to others. */
export const workflowFolders = [
  join(root, ".github/workflows"),
  join(root, "templates/repository"),
] as const;

export const readWorkflow = (name: string, folder: string = workflowFolders[0]): Workflow =>
  parse(readFileSync(join(folder, name), "utf8")) as Workflow;

/** Stands in for GitHub's runner. */
export interface Runner {
  /** The checkout. */
  readonly folder: string;
  /** The folder for the runner's own files. */
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
  /** Outputs of earlier jobs, for expressions: `needs.compare.outputs.verdict`. */
  readonly outputs?: Readonly<Record<string, string>>;
}

export interface JobResult {
  readonly code: number;
  readonly output: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs the commands of a job one after another in bash, as GitHub does, and stops at the first that fails. */
export const runJob = async (
  job: Job,
  { env, folder, outputs: known = {}, temporary }: Runner,
): Promise<JobResult> => {
  mkdirSync(temporary, { recursive: true });
  const [outputFile, summaryFile] = [join(temporary, "output"), join(temporary, "summary")];
  for (const file of [outputFile, summaryFile]) writeFileSync(file, "");
  const outputs: Record<string, string> = { ...known };
  const result = { code: 0, output: "" };
  const expand = (value: string): string =>
    value.replace(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
      if (expression === "runner.temp") return temporary;
      if (expression === "github.workspace") return folder;
      return outputs[expression] ?? "";
    });
  for (const { env: own = {}, id, if: condition, run } of job.steps) {
    if (run === undefined || !isMet(condition, outputs)) continue;
    const written = Object.entries({ ...job.env, ...own }).map(
      ([key, value]) => [key, expand(value)] as const,
    );
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
      cwd: folder,
      env: {
        ...env,
        ...(Object.fromEntries(written) as Readonly<Record<string, string>>),
        GITHUB_OUTPUT: outputFile,
        GITHUB_STEP_SUMMARY: summaryFile,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<number>((resolve) =>
      child.on("close", (code) => {
        resolve(code ?? -1);
      }),
    );
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    result.output += out + err;
    result.code = await ended;
    for (const line of readFileSync(outputFile, "utf8").split("\n").filter(Boolean)) {
      const [key = "", value = ""] = line.split("=");
      outputs[`steps.${id ?? ""}.outputs.${key}`] = value;
    }
    writeFileSync(outputFile, "");
    if (result.code !== 0) break;
  }
  return { ...result, summary: readFileSync(summaryFile, "utf8"), outputs };
};

/** `steps.drift.outputs.verdict != 'same'`: the only form of condition that our workflows use. */
const isMet = (
  condition: string | undefined,
  outputs: Readonly<Record<string, string>>,
): boolean => {
  if (condition === undefined) return true;
  const match = /^([\w.]+) (==|!=) '(\w+)'$/.exec(condition);
  if (!match) throw new Error(`${condition}: only a comparison with a text is supported`);
  const [, name = "", operator, value] = match;
  return (outputs[name] === value) === (operator === "==");
};
