/**
 * What `import … from "pagewise"` gives to a configuration; everything else is done by its commands.
 *
 * @module pagewise
 */
export * from "../../../scripts/index.ts";
