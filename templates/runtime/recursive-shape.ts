/** The name under which operations import it: many documents have a component called Shape, which keeps its name. */
export type { Shape as RecursiveShape } from "./operation.js";
