import { createHash } from "node:crypto";

/** The hash by which files are compared with what came from elsewhere. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
