import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { runNode } from "./child.ts";
import { generateClient, type Generator, type GeneratorName, generators } from "./clients.ts";
import type { Bench } from "./row.ts";

/** What a generator made of a document. */
export interface Attempt {
  readonly document: string;
  readonly generator: string;
  /** Whether it ended with 0 and wrote its client within five minutes. */
  readonly isTaken: boolean;
  /** Errors that `tsc` finds in it as a part of a project that is `strict`. */
  readonly typeErrors: number;
  /** Those that it finds with the tsconfig.json that the generator wrote; absent if it wrote none. */
  readonly ownTypeErrors?: number;
  /** Lists for which it wrote a paginator. */
  readonly lists: number;
}

const timeout = 300_000;

/** A document, by the name that tables show. */
export interface NamedDocument {
  readonly name: string;
  readonly path: string;
}

/** What does each generator make of each document? */
export const tryDocuments = async (
  { folder, peers }: Pick<Bench, "folder" | "peers">,
  documents: readonly NamedDocument[],
): Promise<readonly Attempt[]> => {
  const attempts = documents.flatMap((document) =>
    Object.keys(generators).map((generator) => ({
      document,
      generator: generator as GeneratorName,
    })),
  );
  const results: Attempt[] = [];
  const queue = attempts.entries();
  const work = async (): Promise<void> => {
    for (const [index, { document, generator }] of queue) {
      const own = join(folder, "attempts", document.name, generator);
      results[index] = {
        document: document.name,
        generator,
        ...(await attempt(generator, { document: document.path, folder: own, peers })),
      };
      rmSync(own, { recursive: true, force: true }); // Together they would fill the disk.
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return results;
};

const attempt = async (
  name: GeneratorName,
  { document, folder, peers }: Readonly<Record<"document" | "folder" | "peers", string>>,
): Promise<Omit<Attempt, "document" | "generator">> => {
  const client = join(folder, "client");
  const { entry, paginator }: Generator = generators[name];
  const { code } = await generateClient(
    name,
    { document, folder: client, peers },
    { mayFail: true, timeout },
  );
  if (code !== 0 || !existsSync(join(client, entry)))
    return { isTaken: false, typeErrors: 0, lists: 0 };
  return { isTaken: true, ...(await inspect(folder, paginator, peers)) };
};

/** What a client that was written below a folder is worth. */
const inspect = async (
  folder: string,
  paginator: RegExp | undefined,
  peers: string,
): Promise<Omit<Attempt, "document" | "generator" | "isTaken">> => {
  const client = join(folder, "client");
  let lists = 0;
  for (const path of globSync("**/*.ts", { cwd: client })) {
    const text = readFileSync(join(client, path), "utf8");
    if (paginator) lists += text.match(paginator)?.length ?? 0;
    if (unchecked.test(text)) writeFileSync(join(client, path), text.replace(unchecked, ""));
  }
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: strict, include: ["client"] }),
  );
  const bringsOwn = existsSync(join(client, "tsconfig.json"));
  return {
    typeErrors: await typeErrorsIn(folder, peers),
    ...(bringsOwn ? { ownTypeErrors: await typeErrorsIn(client, peers) } : {}),
    lists,
  };
};

/** Code that asks the compiler to look away is looked at all the same. */
const unchecked = /^\/\/ @ts-nocheck$/m;

/** A project as many have it. */
const strict = {
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: [],
  lib: ["es2024", "dom", "dom.iterable", "dom.asynciterable"],
};

/** What the compiler finds with the tsconfig.json of a folder. It is the fast one, whose errors are those of the other. */
const typeErrorsIn = async (folder: string, peers: string): Promise<number> => {
  const compiler = join(peers, "node_modules/typescript-7/bin/tsc");
  const { code, output } = await runNode(
    [compiler, "-p", folder, "--noEmit", "--pretty", "false"],
    {
      cwd: folder,
      mayFail: true,
      timeout,
    },
  );
  const errors = output.match(/: error TS\d+/g)?.length ?? 0;
  return code === 0 || errors > 0 ? errors : 1;
};
