import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { packageRoot } from "./package-root.ts";

/**
 * Must be imported first: what is loaded after it is compiled once per installation instead of once per run. Kept in the
 * tool's own folder, so that removing the tool removes it too.
 */
enableCompileCache(join(packageRoot, "node_modules/.cache/node-compile-cache"));

// @hey-api/openapi-ts looks for configurations with jiti, whose own cache would be a folder wherever a command runs.
process.env["JITI_FS_CACHE"] = "false";
