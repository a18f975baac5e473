import { format } from "node:util";

const methods = ["debug", "error", "info", "log", "warn"] as const;

/** Runs a library that prints, and hands over what it says instead of printing it. */
export const captureConsole = async <Result>(
  run: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly lines: readonly string[] }> => {
  const lines: string[] = [];
  const original = { ...console };
  for (const method of methods)
    console[method] = (...values: unknown[]) => {
      lines.push(format(...values));
    };
  try {
    return { result: await run(), lines };
  } finally {
    Object.assign(console, original);
  }
};
