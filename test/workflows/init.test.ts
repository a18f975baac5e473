import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { init } from "../../scripts/init.ts";
import { call } from "../commands.ts";
import { serveUpstream, widgets } from "../fetch/upstream-server.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { makeCheckout, proposal, runBoth } from "./checkout.ts";
import { readWorkflow, runJob, workflowFolders } from "./run-job.ts";

const root = join(import.meta.dirname, "../..");
const [, folderOfTemplates] = workflowFolders;

/** A repository that `init` has made, with the tool and the compiler installed. */
const initialized = (
  source: string,
  {
    flags = [],
    openPullRequest = "",
  }: { flags?: readonly string[]; openPullRequest?: string } = {},
) =>
  makeCheckout({
    temporary: temporaryFolder(),
    openPullRequest,
    async fill(folder) {
      expect(await call(init, folder, ["--source", source, "--quiet", ...flags])).toMatchObject({
        code: 0,
      });
      const bin = join(folder, "node_modules/.bin");
      mkdirSync(bin, { recursive: true });
      symlinkSync(join(root, "scripts/bin.ts"), join(bin, "pagewise"));
      symlinkSync(join(root, "node_modules/typescript/bin/tsc"), join(bin, "tsc"));
      symlinkSync("../generated", join(folder, "node_modules/fixture"));
    },
  });

test("what init writes passes its own check and build, and commits no output", async () => {
  const upstream = await serveUpstream();
  // An operation that only `generate` finds to be wrong.
  upstream.text = widgets.replace(
    "components:\n",
    `  /toString:
    get:
      operationId: GetHidden
      parameters: [{ name: toString, in: query, schema: { type: string } }]
      responses: { "204": { description: None } }
components:
`,
  );
  const checkout = await initialized(upstream.url("plain"), { flags: ["--skip-faulty"] });
  const { check } = readWorkflow("check.yml", folderOfTemplates).jobs;
  if (!check) throw new Error("check.yml: expected the job check");
  const { code, output } = await runJob(check, checkout);
  expect(code, output).toBe(0);
  expect(checkout.git("status", "--short")).toBe("");
});

test("its drift workflow proposes one pull request with what changed, and closes it again", async () => {
  const upstream = await serveUpstream();
  const checkout = await initialized(upstream.url("plain"), { openPullRequest: "12" });
  const workflow = readWorkflow("drift.yml", folderOfTemplates);
  upstream.text = widgets.replace("red, green", "red, green, blue");
  await runBoth(workflow, checkout);
  expect(proposal(checkout, "body.md")).toMatch(
    /^Build and tests passed\.\n\n## .* Upstream drift: compatible\n/,
  );
  expect(checkout.git("show", "origin/drift/upstream:spec/openapi.yml")).toBe(upstream.text);
  const files = checkout.git("diff", "--name-only", "main", "origin/drift/upstream");
  expect(files).toContain("generated/src/components/widget.ts");
  expect(files).not.toContain("dist");
  expect(checkout.calls().some((each) => each.startsWith("pr edit 12 --title"))).toBe(true);

  checkout.git("switch", "--quiet", "main");
  upstream.text = widgets;
  await runBoth(workflow, checkout);
  expect(checkout.calls().at(-1)).toContain("pr close 12");
  expect(readFileSync(join(checkout.folder, "spec/openapi.yml"), "utf8")).toBe(widgets);
});
