import { deepEqual } from "node:assert/strict";
import { basename, join } from "node:path";
import { compile } from "../compile.ts";
import { callAll, generateFrom, type Judged } from "./any-document.ts";
import type { Report } from "./report.ts";

/** Those of the folder of real documents that Prism can serve, and whose examples are right. */
export const realDocuments: readonly string[] = [
  "alertmanager-swagger2.yaml",
  "discourse.yml",
  "netlify-swagger2.yml",
  "petstore.yaml",
  "resend.yaml",
].map((name) => join("specs/wild", name));

/** Every operation of these documents: Prism permits the request, and the types accept the answer. */
export async function judgeDocuments(report: Report, paths: readonly string[]): Promise<void> {
  for (const path of paths)
    await report.section(basename(path), async () => {
      const generated = await generateFrom(path);
      const calls: Judged[] = [];
      for await (const call of callAll(path, generated)) calls.push(call);

      await report.check("Prism permits every request", async () => {
        const faults = calls.flatMap(({ error, name, request, violations }) =>
          request === undefined
            ? `${name} was not sent: ${String(error)}`
            : violations.map((violation) => `${request}: ${violation}`),
        );
        deepEqual(faults, []);
        return `${calls.length} operations`;
      });

      await report.check("The types accept every answer", async () => {
        const answers = calls.filter(({ result }) => isJson(result));
        const program = answers.map(
          ({ name, result }, index) =>
            `export const answer${index}: Result<"${name}"> = ${JSON.stringify(result)};\n`,
        );
        const files = new Map([...generated.files, ["src/answers.ts", head + program.join("")]]);
        const faults = compile(files).filter((fault) => !/may only specify known/.test(fault));
        deepEqual(faults, []);
        return `${answers.length} answers`;
      });
    });
}

const isJson = (result: unknown): boolean =>
  result !== undefined &&
  !(result instanceof Blob) &&
  !(Symbol.asyncIterator in (Object(result) as object));

const head = `import type * as api from "./index.js";

type Api = typeof api;
type Result<Name extends keyof Api> = Api[Name] extends (...args: never) => Promise<infer Answer>
  ? Answer
  : never;
`;
