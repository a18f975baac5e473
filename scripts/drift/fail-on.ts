import { exitCode } from "../lib/failure.ts";
import type { Verdict } from "./change.ts";

/** What `--fail-on` takes: the mildest verdict that fails. */
export const failOn = ["any", "compatible", "breaking"] as const;

export const exitCodeOf = (verdict: Verdict, threshold: (typeof failOn)[number]): number => {
  if (verdict === "breaking") return exitCode.breaking;
  const fails =
    verdict === "compatible"
      ? threshold !== "breaking"
      : verdict === "cosmetic" && threshold === "any";
  return fails ? exitCode.differs : exitCode.done;
};
