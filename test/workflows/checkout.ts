import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect } from "vitest";
import { type JobResult, runJob, type Runner, type Workflow } from "./run-job.ts";

export interface Checkout extends Runner {
  readonly git: (...args: readonly string[]) => string;
  /** The arguments of each call of `gh`. */
  readonly calls: () => readonly string[];
}

export interface CheckoutOptions {
  readonly temporary: string;
  /** Writes what is committed. */
  readonly fill: (folder: string) => void | Promise<void>;
  /** What `npm` does before it is npm, in bash; installing is left out. */
  readonly npm?: string;
  readonly openPullRequest?: string;
}

const root = join(import.meta.dirname, "../..");

/** What the jobs need of this repository, as it is now, and all that is installed. */
export const copyRepository = (folder: string): void => {
  for (const each of [
    ".changeset",
    ".prettierrc.json",
    "LICENSE",
    "README.md",
    "package.json",
    "package-lock.json",
    "pipeline.config.ts",
    "tsconfig.json",
    "tsconfig.build.json",
    "tsconfig.types.json",
    "scripts",
    "spec",
    "templates",
    "generated",
  ])
    cpSync(join(root, each), join(folder, each), {
      recursive: true,
      filter: (path) => !path.includes("/dist"),
    });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, ".gitignore"), "node_modules\ndist\n");
};

/** A checkout with its own remote and a `gh` that records its calls. */
export const makeCheckout = async ({
  fill,
  npm: before = "",
  openPullRequest = "",
  temporary,
}: CheckoutOptions): Promise<Checkout> => {
  const [folder, remote, bin] = ["checkout", "remote.git", "bin"].map((name) =>
    join(temporary, name),
  ) as [string, string, string];
  mkdirSync(folder, { recursive: true });
  await fill(folder);

  const program = (name: string, text: string): void => {
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, name), `#!/bin/bash\n${text}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  const npm = execFileSync("bash", ["-c", "command -v npm"], { encoding: "utf8" }).trim();
  program("npm", `${before}\n[ "$1" = ci ] || exec ${npm} "$@"`);
  program(
    "gh",
    `printf '%s\\n' "$*" >> ${temporary}/calls\nif [ "$1 $2" = "pr list" ]; then echo "${openPullRequest}"; fi`,
  );
  writeFileSync(join(temporary, "calls"), "");

  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  execFileSync("git", ["init", "--quiet", "--bare", remote]);
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "Start");
  git("remote", "add", "origin", remote);
  git("push", "--quiet", "origin", "main");
  return {
    folder,
    temporary: join(temporary, "runner"),
    env: {
      ...process.env,
      PATH: bin + delimiter + (process.env["PATH"] ?? ""),
      CI: "true",
      NO_COLOR: "1",
      GITHUB_ACTIONS: "true",
    },
    git,
    calls: () => readFileSync(join(temporary, "calls"), "utf8").split("\n").filter(Boolean),
  };
};

export const proposal = ({ temporary }: Checkout, name: string): string =>
  readFileSync(join(temporary, "proposal", name), "utf8");

/** Both jobs of `drift.yml`, the second on a fresh checkout with the artifact of the first. */
export const runBoth = async (
  { jobs: { compare, propose } }: Workflow,
  checkout: Checkout,
): Promise<JobResult> => {
  if (!compare || !propose) throw new Error("drift.yml: expected the jobs compare and propose");
  const first = await runJob({ ...compare, env: { TIMEOUT: "60" } }, checkout);
  expect(first.code, first.output).toBe(0);
  checkout.git("reset", "--quiet", "--hard");
  const verdict = first.outputs["steps.drift.outputs.verdict"] ?? "";
  cpSync(join(checkout.temporary, "proposal"), join(checkout.folder, "../proposal"), {
    recursive: true,
  });
  const outputs = { "needs.compare.outputs.verdict": verdict };
  const second = await runJob(propose, { ...checkout, outputs });
  expect(second.code, second.output).toBe(0);
  return first;
};
