// This is JavaScript, and is loaded before a command. The cache holds files without their types; to strip them from a
// file that is not in it, Node loads a compiler of its own, which takes longer than most commands do.
import module, { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * What is loaded after this is compiled once per installation instead of once per run. Kept in the tool's own folder, so
 * that removing the tool removes it too.
 */
const root = dirname(createRequire(import.meta.url).resolve("pagewise/package.json"));
module.enableCompileCache?.(join(root, "node_modules/.cache/node-compile-cache"));

// @hey-api/openapi-ts looks for configurations with jiti, whose own cache would be a folder wherever a command runs.
process.env["JITI_FS_CACHE"] = "false";
