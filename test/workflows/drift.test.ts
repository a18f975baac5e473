import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Handler, start } from "../server.ts";
import { type Checkout, copyRepository, makeCheckout, proposal, runBoth } from "./checkout.ts";
import { type JobResult, readWorkflow, runJob } from "./run-job.ts";

const root = join(import.meta.dirname, "../..");
const workflow = readWorkflow("drift.yml");
const { compare } = workflow.jobs;
if (!compare) throw new Error("drift.yml: expected the job compare");

const vendored = readFileSync(join(root, "spec/external-connects.yml"), "utf8");
const changed = vendored.replace(
  "summary: List all External Connections",
  "summary: Every External Connection",
);
const breaking = changed.replace("operationId: ListExternalConnections", "operationId: ListTrunks");

const folders = mkdtempSync(join(tmpdir(), "pipeline-test-"));
afterAll(() => {
  rmSync(folders, { recursive: true, force: true });
});

/** The same folder for one test after the other, since Node caches by path what it compiles. */
const emptyFolder = (): string => {
  const folder = join(folders, "one");
  rmSync(folder, { recursive: true, force: true });
  return folder;
};

/** A checkout whose upstream is a server of this test. */
const checkOut = (
  source: string,
  tests: "passed" | "failed" = "passed",
  openPullRequest = "",
  temporary = emptyFolder(),
): Promise<Checkout> => {
  const count = tests === "passed" ? "7 passed, 0 failed" : "6 passed, 1 failed";
  return makeCheckout({
    temporary,
    openPullRequest,
    npm: `if [ "$1" = test ]; then echo "${count}"; exit ${tests === "passed" ? 0 : 1}; fi`,
    fill: (folder) => {
      copyRepository(folder);
      const config = join(folder, "pipeline.config.ts");
      const text = readFileSync(config, "utf8");
      writeFileSync(config, text.replace(/"https:[^"]*"/, JSON.stringify(source)));
    },
  });
};

const answer =
  (text: string): Handler =>
  (_, response) =>
    response.end(text);

describe("the workflow that follows upstream", () => {
  test("proposes nothing if upstream has not changed, and closes the open pull request", async () => {
    const server = await start(answer(vendored));
    const checkout = await checkOut(server.url, "passed", "12");
    const { output, outputs, summary } = await runBoth(workflow, checkout);
    expect(outputs["steps.drift.outputs.verdict"]).toBe("same");
    expect(summary).toContain("Upstream drift: same");
    expect(output).not.toContain("passed");
    expect(checkout.git("status", "--short")).toBe("");
    expect(checkout.calls().some((call) => call.startsWith("pr create"))).toBe(false);
    expect(checkout.calls().at(-1)).toContain("pr close 12");
    await server.close();
  });

  test("proposes what changed: spec, package, report, tests, label", async () => {
    const server = await start(answer(changed));
    const checkout = await checkOut(server.url);
    const { outputs, summary } = await runBoth(workflow, checkout);
    expect(outputs["steps.drift.outputs.verdict"]).toBe("cosmetic");
    expect(summary).toContain("Documentation only: 1");
    const files = checkout
      .git("diff", "--name-only", "main", "origin/drift/upstream")
      .trim()
      .split("\n");
    expect(files).toContain("spec/external-connects.yml");
    expect(files).toContain("spec/lock.json");
    expect(files).toContain("generated/src/operations/list-external-connections.ts");
    expect(checkout.git("show", "origin/drift/upstream:spec/external-connects.yml")).toBe(changed);
    expect(checkout.git("log", "-1", "--format=%s", "origin/drift/upstream").trim()).toBe(
      "Follow upstream: cosmetic",
    );
    const created = checkout.calls().find((call) => call.startsWith("pr create")) ?? "";
    expect(created).toContain("--head drift/upstream");
    expect(created).toContain("--label drift: cosmetic");
    expect(proposal(checkout, "body.md")).toMatch(/^Tests passed: 7 passed, 0 failed\n\n## /);
    await server.close();
  });

  test("updates the one open pull request, and says that tests fail", async () => {
    const server = await start(answer(changed));
    const checkout = await checkOut(server.url, "failed", "12");
    await runBoth(workflow, checkout);
    const calls = checkout.calls();
    expect(calls.some((call) => call.startsWith("pr create"))).toBe(false);
    expect(
      calls.some(
        (call) =>
          call.startsWith("pr edit 12 --title") && call.includes("--add-label drift: cosmetic"),
      ),
    ).toBe(true);
    expect(calls).toContain("pr edit 12 --remove-label drift: breaking");
    expect(calls).not.toContain("pr edit 12 --remove-label drift: cosmetic");
    expect(proposal(checkout, "body.md")).toMatch(/^Tests failed: 6 passed, 1 failed\n/);
    await server.close();
  });

  test("reports a removed operation, and fails, since nothing can be fetched", async () => {
    const server = await start(answer(breaking));
    const checkout = await checkOut(server.url);
    const { code, output, summary } = await runJob(
      { ...compare, env: { TIMEOUT: "60" } },
      checkout,
    );
    expect(summary).toContain("Upstream drift: breaking");
    expect(output).toContain("no operation with operationId ListExternalConnections");
    expect(code).toBe(3);
    expect(checkout.git("status", "--short")).toBe("");
    await server.close();
  });

  test("sends a conditional request, and understands that nothing changed", async () => {
    const server = await start(({ headers }, response) => {
      response.setHeader("etag", '"one"');
      response.statusCode = headers["if-none-match"] === '"one"' ? 304 : 200;
      response.end(response.statusCode === 304 ? undefined : vendored);
    });
    const checkout = await checkOut(server.url);
    // Not synchronously: the server runs in this process.
    await promisify(execFile)("npm", ["run", "--silent", "fetch", "--", "--quiet"], {
      cwd: checkout.folder,
      env: checkout.env,
    });
    const { code, outputs } = await runJob({ ...compare, env: { TIMEOUT: "60" } }, checkout);
    expect(code).toBe(0);
    expect(outputs["steps.drift.outputs.verdict"]).toBe("same");
    expect(server.requests.at(-1)?.headers["if-none-match"]).toBe('"one"');
    await server.close();
  });

  const failures: readonly (readonly [
    what: string,
    code: number,
    says: string,
    handler: Handler,
  ])[] = [
    [
      "answers 404",
      4,
      ": status 404",
      (_, response) => {
        response.statusCode = 404;
        response.end();
      },
    ],
    [
      "answers a page of HTML",
      3,
      "found an HTML or XML page",
      answer("<!doctype html><title>Sign in</title>"),
    ],
  ];

  /** All at once, since most of them only wait. */
  const outcomes = new Map<
    string,
    JobResult & { readonly status: string; readonly hasPatch: boolean }
  >();
  beforeAll(async () => {
    const runs = failures.map(async ([what, , , handler], index) => {
      const server = await start(handler);
      const checkout = await checkOut(server.url, "passed", "", join(folders, String(index)));
      const result = await runJob({ ...compare, env: { TIMEOUT: "60" } }, checkout);
      await server.close();
      outcomes.set(what, {
        ...result,
        status: checkout.git("status", "--short"),
        hasPatch: existsSync(join(checkout.temporary, "proposal/changes.patch")),
      });
    });
    await Promise.all(runs);
  });

  test.each(failures)("fails where upstream %s, and proposes nothing", (what, code, says) => {
    const result = outcomes.get(what);
    expect(result?.output).toContain(says);
    expect(result).toMatchObject({ code, summary: "", outputs: {}, status: "", hasPatch: false });
    expect(result?.outputs).toEqual({});
  });
});
