import { readFileSync } from "node:fs";
import { readDocument } from "../../stages/read-document.ts";

/** Reads a document twice, as a comparison of it with itself must. */
const [, , file = ""] = process.argv;
for (const name of ["before", "after"]) await readDocument(readFileSync(file, "utf8"), name);
