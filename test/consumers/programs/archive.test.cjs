const { writeFileSync } = require("node:fs");
const archive = require("archive");
const { useArchive } = require("./use-archive.mjs");

test("the package works", async () => {
  const { ARCHIVE, REPORT } = process.env;
  writeFileSync(REPORT, JSON.stringify(await useArchive(archive, { baseUrl: ARCHIVE })));
}, 40_000);
