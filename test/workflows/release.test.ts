import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { type Checkout, copyRepository, makeCheckout } from "./checkout.ts";
import { type Job, type JobResult, readWorkflow, runJob } from "./run-job.ts";

const { prepare, propose, publish } = readWorkflow("release.yml").jobs as Readonly<
  Record<"prepare" | "propose" | "publish", Job>
>;

interface Release extends Checkout {
  /** What was published. */
  readonly published: () => readonly string[];
}

/** This repository with these changesets, and an npm that has these versions and only notes what is published. */
const repositoryWith = async (
  changesets: Readonly<Record<string, string>>,
  onNpm: readonly string[],
): Promise<Release> => {
  const temporary = temporaryFolder();
  const list = join(temporary, "published");
  writeFileSync(list, "");
  const checkout = await makeCheckout({
    temporary,
    npm: `if [ "$1" = view ]; then case " ${onNpm.join(" ")} " in *" $2 "*) echo "\${2##*@}";; *) exit 1;; esac; exit; fi
case "$*" in *--dry-run*) exit;; esac
if [ "$1" = publish ]; then echo "\${2##*/}" "\${@:3}" >> ${list}; exit; fi`,
    fill: (folder) => {
      copyRepository(folder);
      for (const [name, text] of Object.entries(changesets))
        writeFileSync(join(folder, ".changeset", name), text);
    },
  });
  const { env } = checkout;
  return {
    ...checkout,
    env: {
      ...env,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "o/r",
      npm_config_offline: "true",
    },
    published: () => readFileSync(list, "utf8").split("\n").filter(Boolean),
  };
};

/** All three jobs, each on a fresh checkout with the artifact of the first. */
const release = async (checkout: Release): Promise<JobResult> => {
  const first = await runJob(prepare, checkout);
  expect(first.code, first.output).toBe(0);
  checkout.git("reset", "--quiet", "--hard");
  const artifact = join(checkout.folder, "../release");
  cpSync(join(checkout.temporary, "release"), artifact, { recursive: true });
  const pending = first.outputs["steps.changesets.outputs.pending"] ?? "";
  const outputs = { "needs.prepare.outputs.pending": pending };
  for (const job of [propose, publish]) {
    const { code, output } = await runJob(job, { ...checkout, outputs });
    expect(code, output).toBe(0);
  }
  return first;
};

const changeset = `---
"pagewise": minor
"telnyx-external-connections": patch
---

Say more.
`;

test("while there are changesets, proposes their release: versions, changelogs, the regenerated package", async () => {
  const checkout = await repositoryWith({ "say-more.md": changeset }, []);
  await release(checkout);
  expect(checkout.published()).toEqual([]);
  const title = "Release pagewise@0.2.0 telnyx-external-connections@0.1.1";
  expect(checkout.calls().at(-1)).toContain(`pr create --head release/next --title ${title}`);
  const show = (path: string): string => checkout.git("show", `origin/release/next:${path}`);
  expect(show("package.json")).toContain('"version": "0.2.0"');
  expect(show("generated/package.json")).toContain('"version": "0.1.1"');
  expect(show("generated/manifest.json")).toContain('"pagewise": "0.2.0"');
  for (const path of ["CHANGELOG.md", "generated/CHANGELOG.md"])
    expect(show(path)).toContain("Say more.");
  expect(show("generated/CHANGELOG.md")).toContain("## 0.1.0\n\nFirst version.");
  const files = checkout.git("diff", "--name-status", "main", "origin/release/next");
  expect(files).toContain("D\t.changeset/say-more.md\n");
  // Nothing is left to do after the merge but to publish.
  checkout.git("merge", "--quiet", "origin/release/next");
  const { code, output } = await runJob(
    { ...prepare, steps: [{ run: "npm run --silent generate -- --check --quiet" }] },
    checkout,
  );
  expect(code, output).toBe(0);
});

test("without changesets, publishes what npm does not have, with provenance and an SBOM", async () => {
  const checkout = await repositoryWith({}, ["pagewise@0.0.9"]);
  await release(checkout);
  expect(checkout.calls()).toEqual([]);
  const tarballs = ["pagewise-0.1.0.tgz", "telnyx-external-connections-0.1.0.tgz"];
  expect(checkout.published()).toEqual(
    tarballs.map((name) => `${name} --provenance --ignore-scripts --access public`),
  );
  const artifact = join(checkout.temporary, "release");
  expect(readdirSync(artifact).sort()).toEqual([
    "pagewise-0.1.0.tgz",
    "sbom.json",
    "telnyx-external-connections-0.1.0.tgz",
    "versions",
  ]);
  for (const name of tarballs) {
    const options = { encoding: "utf8", cwd: artifact } as const;
    const text = execFileSync("tar", ["-xzOf", name, "package/package.json"], options);
    expect(JSON.parse(text)).toMatchObject({
      repository: { type: "git", url: "git+https://github.com/o/r.git" },
    });
    const files = execFileSync("tar", ["-tzf", name], options);
    expect(files).toMatch(/^package\/dist\/.*\.js$/m);
  }
  const { components } = JSON.parse(readFileSync(join(artifact, "sbom.json"), "utf8")) as {
    readonly components: readonly { readonly name: string }[];
  };
  const names = components.map(({ name }) => name);
  expect(names).toContain("@hey-api/openapi-ts");
  expect(names).not.toContain("vitest");
});

test("publishes nothing twice", async () => {
  const onNpm = ["pagewise@0.1.0", "telnyx-external-connections@0.1.0"];
  const checkout = await repositoryWith({}, onNpm);
  await release(checkout);
  expect([...checkout.calls(), ...checkout.published()]).toEqual([]);
  expect(existsSync(join(checkout.folder, "dist"))).toBe(false);
});
