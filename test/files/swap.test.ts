import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { setTimeout } from "node:timers/promises";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Failure } from "../../scripts/lib/failure.ts";
import { type Files, journalName, readFiles, recover, swap } from "../../scripts/lib/files.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** How many more writes succeed before the power is cut. The write that cuts it is half done. */
const power = vi.hoisted(() => ({ left: Infinity, used: 0 }));

vi.mock(import("node:fs"), async (importOriginal) => {
  const fs = await importOriginal();
  const cut = (): boolean => {
    power.used++;
    return --power.left < 0;
  };
  const stop = (): never => {
    throw new Error("power cut");
  };
  const mocked = {
    ...fs,
    mkdirSync: ((...args: Parameters<typeof fs.mkdirSync>) =>
      cut() ? stop() : fs.mkdirSync(...args)) as typeof fs.mkdirSync,
    renameSync: ((...args) => {
      if (cut()) stop();
      fs.renameSync(...args);
    }) as typeof fs.renameSync,
    rmSync: ((...args) => {
      if (cut()) stop();
      fs.rmSync(...args);
    }) as typeof fs.rmSync,
    writeFileSync: ((path, text, ...rest) => {
      const isCut = cut();
      if (power.left >= -1)
        fs.writeFileSync(path, isCut ? String(text).slice(0, 2) : text, ...rest);
      if (isCut) stop();
    }) as typeof fs.writeFileSync,
  };
  return { ...mocked, default: mocked };
});

beforeEach(() => {
  power.left = Infinity;
  power.used = 0;
});

const put = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};
const take = (folder: string): Record<string, string> => Object.fromEntries(readFiles(folder));

const before = {
  "package/README.md": "old",
  "package/src/index.ts": "old",
  "package/src/gone/old.ts": "old",
  "package/dist/index.js": "built",
  "spec/normalized.yml": "old",
};
const after = {
  "package/README.md": "new",
  "package/manifest.json": "new",
  "package/src/index.ts": "new",
  "package/src/fresh/new.ts": "new",
  "package/dist/index.js": "built",
  "spec/normalized.yml": "new",
};
const src: Files = new Map([
  ["index.ts", "new"],
  ["fresh/new.ts", "new"],
]);

const targets = (folder: string): Map<string, string | Files> =>
  new Map<string, string | Files>([
    [join(folder, "package/README.md"), "new"],
    [join(folder, "package/manifest.json"), "new"],
    [join(folder, "spec/normalized.yml"), "new"],
    [join(folder, "package/src"), src],
  ]);
const recoverIn = (folder: string): void => {
  recover(join(folder, "package"), [...targets(folder).keys()]);
};

describe("a swap", () => {
  test("replaces files and whole folders, and leaves nothing else behind", () => {
    const folder = temporaryFolder();
    put(folder, before);
    swap(join(folder, "package"), targets(folder));
    expect(take(folder)).toEqual(after);
  });

  test("creates the folders it needs", () => {
    const folder = temporaryFolder();
    swap(join(folder, "package"), targets(folder));
    const { "package/dist/index.js": _, ...fresh } = after;
    expect(take(folder)).toEqual(fresh);
  });

  test("removes what an earlier one left staged", () => {
    const folder = temporaryFolder();
    put(folder, { ...before, "package/src.staged/half.ts": "left" });
    swap(join(folder, "package"), targets(folder));
    expect(take(folder)).toEqual(after);
  });

  test("that cannot stage everything changes nothing, and says so", () => {
    const folder = temporaryFolder();
    put(folder, before);
    const impossible = targets(folder).set(join(folder, "package/README.md/inside"), "new");
    let failure: unknown;
    try {
      swap(join(folder, "package"), impossible);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      code: 74,
      message: expect.stringMatching(/README\.md.*nothing was changed\.$/) as string,
    });
    expect(take(folder)).toEqual(before);
  });
});

describe("after an interrupted swap, recovering gives the old package or the new one:", () => {
  const staged = {
    "package/README.md.staged": "new",
    "package/manifest.json.staged": "new",
    "spec/normalized.yml.staged": "new",
    "package/src.staged/index.ts": "new",
    "package/src.staged/fresh/new.ts": "new",
  };
  const journal = JSON.stringify(["README.md", "manifest.json", "../spec/normalized.yml", "src"]);
  const journaled = { ...before, ...staged, [`package/${journalName}`]: journal };
  const move = (folder: string, ...pairs: [string, string][]): void => {
    for (const [from, to] of pairs) renameSync(join(folder, from), join(folder, to));
  };
  const filesMoved: [string, string][] = [
    ["package/README.md.staged", "package/README.md"],
    ["package/manifest.json.staged", "package/manifest.json"],
    ["spec/normalized.yml.staged", "spec/normalized.yml"],
  ];

  test.each<[string, Readonly<Record<string, string>>, [string, string][], object]>([
    ["nothing was interrupted", before, [], before],
    ["a file was half staged", { ...before, "package/README.md.staged": "n" }, [], before],
    ["a folder was half staged", { ...before, "package/src.staged/index.ts": "n" }, [], before],
    ["everything was staged, but there is no journal", { ...before, ...staged }, [], before],
    [
      "the journal was half written",
      { ...before, ...staged, [`package/${journalName}.staged`]: journal.slice(0, 9) },
      [],
      before,
    ],
    ["the journal was written", journaled, [], after],
    ["one file was moved", journaled, filesMoved.slice(0, 1), after],
    [
      "the old folder was out of the way",
      journaled,
      [...filesMoved, ["package/src", "package/src.replaced"]],
      after,
    ],
    [
      "the new folder was in its place",
      journaled,
      [
        ...filesMoved,
        ["package/src", "package/src.replaced"],
        ["package/src.staged", "package/src"],
      ],
      after,
    ],
    [
      "an older replaced folder was still there",
      { ...journaled, "package/src.replaced/older.ts": "older" },
      filesMoved,
      after,
    ],
  ])("%s", (_, files, moves, want) => {
    const folder = temporaryFolder();
    put(folder, files);
    move(folder, ...moves);
    recoverIn(folder);
    expect(take(folder)).toEqual(want);
    recoverIn(folder);
    expect(take(folder)).toEqual(want);
  });

  test("only the journal was left", () => {
    const folder = temporaryFolder();
    put(folder, { ...after, [`package/${journalName}`]: journal });
    recoverIn(folder);
    expect(take(folder)).toEqual(after);
  });

  const stepsOf = (run: () => void): number => {
    power.used = 0;
    run();
    return power.used;
  };

  /** Runs until the power is cut. */
  const cutAt = (step: number, run: () => void): void => {
    power.left = step;
    try {
      run();
    } catch {
      // Cut.
    }
    power.left = Infinity;
  };

  test("at each of its steps, and again while recovering", () => {
    const whole = temporaryFolder();
    put(whole, before);
    const steps = stepsOf(() => {
      swap(join(whole, "package"), targets(whole));
    });
    expect(steps).toBeGreaterThan(15);

    const outcomes: string[] = [];
    for (let step = 0; step < steps; step++) {
      for (let again = 0; again < 16; again++) {
        const folder = temporaryFolder();
        put(folder, before);
        cutAt(step, () => {
          swap(join(folder, "package"), targets(folder));
        });
        cutAt(again, () => {
          recoverIn(folder);
        });
        recoverIn(folder);
        const got = take(folder);
        outcomes.push(got["package/README.md"] ?? "none");
        expect(got, `cut at ${step}, then at ${again}`).toEqual(
          got["package/README.md"] === "new" ? after : before,
        );
        rmSync(folder, { recursive: true });
      }
    }
    expect(new Set(outcomes)).toEqual(new Set(["old", "new"]));
    expect(outcomes.join(" ")).toMatch(/^(old ?)+(new ?)+$/);
  });

  test("by SIGKILL, at any moment", async () => {
    const module = pathToFileURL(join(import.meta.dirname, "../../scripts/lib/files.ts")).href;
    const program = `
      const { swap } = await import(${JSON.stringify(module)});
      const [folder] = process.argv.slice(1);
      for (let version = 1; ; version++) {
        const src = new Map(Array.from({ length: 50 }, (_, i) => [i + ".ts", String(version)]));
        swap(folder, new Map([[folder + "/README.md", String(version)], [folder + "/src", src]]));
        if (version === 1) process.stdout.write("ready");
      }`;
    for (let round = 0; round < 8; round++) {
      const folder = temporaryFolder();
      const child = spawn(process.execPath, ["--input-type=module", "-e", program, folder]);
      await once(child.stdout, "data");
      await setTimeout(20 + round * 7);
      child.kill("SIGKILL");
      await once(child, "exit");
      recover(folder, [join(folder, "README.md"), join(folder, "src")]);
      const files = take(folder);
      expect(Object.keys(files).length, Object.keys(files).join()).toBe(51);
      expect(new Set(Object.values(files)).size, "versions in one package").toBe(1);
    }
  });
});
