import { equal, ok } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { examplesOf } from "./examples.ts";
import { mockApi } from "./mock-api.ts";
import { operationsOf } from "./openapi.ts";
import { type Client, clientOptions, load, type Package } from "./package-under-judgement.ts";
import { permitted } from "./permitted.ts";
import type { Report } from "./report.ts";

type Call = (client: Client, params: object) => Promise<unknown>;
type Paginate = (client: Client, params: object) => { toArray(): Promise<unknown[]> };

interface Wrong {
  readonly operationId: string;
  readonly what: string;
  readonly params: object;
  /** Where Prism does not look, and only the second validator sees it. */
  readonly passesPrism?: true;
}

const wrongs: readonly Wrong[] = [
  {
    operationId: "CreateExternalConnection",
    what: "a body without what it requires",
    params: { body: { active: true } },
  },
  {
    operationId: "UpdateExternalConnection",
    what: "a body of another type",
    params: { body: ["outbound"] },
  },
  {
    operationId: "CreateExternalConnectionUpload",
    what: "an empty list in the body",
    params: { body: { number_ids: [] } },
  },
  {
    operationId: "updateLocation",
    what: "a path without the uuid it declares",
    params: { location_id: "here" },
  },
  {
    // Prism takes an array from `[0]`, `[1]` alone, and not from `=a,b`, which is how this API reads one.
    operationId: "ListExternalConnectionReleases",
    what: "an unknown status in an array",
    params: { filter: { status: { eq: ["pending", "lost"] } } },
    passesPrism: true,
  },
];

/** Every operation of the whole document, called with the document's own examples. */
export async function judgeFullDocument(
  report: Report,
  root: string,
  corpus: string,
  folder: string,
): Promise<void> {
  const path = join(corpus, "specs/external-connects.full.yml");
  const output = join(folder, "package");
  generate(root, path, output);
  const loaded = await load(output);
  const { ApiError, createClient } = loaded as Package;
  const calls = loaded as Readonly<Record<string, Call>>;
  const paginators = loaded as Readonly<Record<string, Paginate>>;
  using api = await mockApi(path);
  const clientOf = (url: string): Client => createClient(clientOptions(url));

  for (const operation of operationsOf(api.document)) {
    const { operationId } = operation;
    const call = calls[camelCase(operationId)];
    const params = examplesOf(api.document, operation);

    await report.check(`${operationId} with the document's examples: no violation`, async () => {
      ok(call, "expected a function of that name, found none");
      const requests = await permitted(api, operationId, (url) => call(clientOf(url), params));
      equal(requests.length, 1);
      return requests.map(({ method, target }) => `${method} ${target}`).join();
    });

    const paginate = paginators[`paginate${operationId}`];
    if (paginate)
      await report.check(`${operationId}, all pages: ends, no violation`, async () => {
        const requests = await permitted(api, operationId, (url) =>
          paginate(clientOf(url), params).toArray(),
        );
        return `requests: ${requests.length}`;
      });

    for (const wrong of wrongs.filter((each) => each.operationId === operationId)) {
      const seenBy = wrong.passesPrism ? "the second validator alone sees it" : "Prism sees it";
      await report.check(`${operationId} with ${wrong.what}: ${seenBy}`, async () => {
        const [request] = await api.during(async (url) => {
          const outcome = await call?.(clientOf(url), { ...params, ...wrong.params }).catch(
            asError,
          );
          equal(outcome instanceof ApiError, !wrong.passesPrism, `found ${String(outcome)}`);
        });
        ok(request, "expected one request, found none");
        const seen = request.violations.map(({ message }) => message);
        equal(seen.length > 0, !wrong.passesPrism, `found ${seen.join("; ") || "no violation"}`);
        const faults = wrong.passesPrism ? api.secondOpinion(operationId, request.target) : seen;
        ok(faults.length > 0, `the second validator: expected a fault in ${request.target}`);
        return faults.join("; ");
      });
    }
  }
}

function generate(root: string, document: string, output: string): void {
  const run = (script: string, ...options: readonly string[]): void => {
    const command = [join(root, script), ...options];
    execFileSync(process.execPath, command, { cwd: root, stdio: "inherit" });
  };
  run("scripts/generate.ts", "--quiet", "--spec", document, "--operations", "all", "--out", output);
  run("node_modules/typescript/bin/tsc", "-p", output);
}

const camelCase = (operationId: string): string =>
  operationId.replace(/^./, (letter) => letter.toLowerCase());

const asError = (error: unknown): unknown => error;
