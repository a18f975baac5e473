import { readFileSync } from "node:fs";
import { readDocument } from "../../stages/read-document.ts";

/** Reads two documents, as a comparison of them must. */
const [, , ...files] = process.argv;
for (const file of files) await readDocument(readFileSync(file, "utf8"), file);
