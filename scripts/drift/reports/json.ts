import type { DriftReport } from "../report.ts";

/** The report as it is. */
export const printJson = (report: DriftReport): string => `${JSON.stringify(report, null, 2)}\n`;
