/**
 * Runs all contestants in turns, so that noise on the machine affects them all alike. A first round fills caches and does
 * not count.
 */
export const alternate = async <Name extends string, Result>(
  rounds: number,
  contestants: Readonly<Record<Name, () => Promise<Result>>>,
): Promise<Readonly<Record<Name, readonly Result[]>>> => {
  const entries = Object.entries(contestants) as [Name, () => Promise<Result>][];
  const results = entries.map(([name]): [Name, Result[]] => [name, []]);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, [, run]] of entries.entries()) {
      const result = await run();
      if (round > 0) results[index]?.[1].push(result);
    }
  }
  return Object.fromEntries(results) as Record<Name, Result[]>;
};
