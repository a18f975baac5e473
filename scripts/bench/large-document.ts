import { existsSync, globSync } from "node:fs";
import { join, resolve } from "node:path";
import { Failure } from "../lib/failure.ts";
import type { Gap } from "./row.ts";

/** The document given with `--spec`, else the whole Telnyx API among those that `SPEC_CORPUS` holds. */
export const findLargeDocument = (spec: string | undefined): string | undefined => {
  if (spec !== undefined && !existsSync(spec))
    throw new Failure(
      "input",
      `${spec}: expected an OpenAPI document after --spec, found no such file; check the path.`,
    );
  if (spec !== undefined) return resolve(spec);
  const corpus = process.env["SPEC_CORPUS"];
  if (corpus === undefined) return undefined;
  const specs = join(corpus, "specs");
  const found = globSync("**/telnyx-full*.{yml,yaml,json}", { cwd: specs }).toSorted().at(-1);
  return found && join(specs, found);
};

export const unmeasured = (what: string): Gap => ({
  what,
  reason: "not measured: it needs a large document, from --spec <file> or below SPEC_CORPUS",
});
