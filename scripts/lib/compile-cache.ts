import { enableCompileCache } from "node:module";

/** Must be imported first: what is loaded after it is compiled once per machine instead of once per run. */
enableCompileCache();
