import { format } from "node:util";

const methods = ["debug", "error", "info", "log", "warn"] as const;

/** Runs a library that prints, and hands over what it says instead of printing it. */
export const overhear = async <Result>(
  run: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly said: readonly string[] }> => {
  const said: string[] = [];
  const original = { ...console };
  for (const method of methods)
    console[method] = (...values: unknown[]) => {
      said.push(format(...values));
    };
  try {
    return { result: await run(), said };
  } finally {
    Object.assign(console, original);
  }
};
