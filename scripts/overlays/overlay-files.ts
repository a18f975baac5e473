import { relative } from "node:path";
import { readTextFile } from "../lib/text-file.ts";
import type { Overlay } from "./overlay.ts";

/** The overlays of a configuration, whose paths are absolute, and then those of the command line. */
export const readOverlayFiles = async (
  configured: readonly string[] = [],
  flags: readonly string[] = [],
  folder: string,
): Promise<readonly Overlay[]> => {
  const names = [...configured.map((path) => relative(folder, path)), ...flags];
  if (names.length === 0) return [];
  const { readOverlay } = await import("./read-overlay.ts"); // Loaded late: it needs parsers.
  return names.map((name) => readOverlay(readTextFile(name, folder), name));
};
