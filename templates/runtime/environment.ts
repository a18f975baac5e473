/** Some runtimes have no environment, and some deny access to it. */
export function readEnvironment(variable: string): string | undefined {
  try {
    return (globalThis as { process?: { env?: Record<string, string | undefined> } }).process
      ?.env?.[variable];
  } catch {
    return undefined;
  }
}
