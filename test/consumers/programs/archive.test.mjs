import { writeFileSync } from "node:fs";
import * as archive from "archive";
import { useArchive } from "./use-archive.mjs";

test("the package works", async () => {
  const { ARCHIVE, REPORT } = process.env;
  writeFileSync(REPORT, JSON.stringify(await useArchive(archive, { baseUrl: ARCHIVE })));
}, 40_000);
