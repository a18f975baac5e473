import { enableCompileCache } from "node:module";

/** Imported first, so that the compilers this process loads are compiled once a machine and not once a run. */
enableCompileCache();
