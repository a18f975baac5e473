const [url = "", expected = ""] = process.argv.slice(2);

/** Prints the milliseconds that a walk takes; it returns the number of items it has seen. */
export const measureWalk = async (walk: (url: string) => Promise<number>): Promise<void> => {
  await (await fetch(url)).text(); // The first use of `fetch` is not part of the measurement.
  const start = performance.now();
  const seen = await walk(url);
  const time = performance.now() - start;
  if (seen !== Number(expected)) throw new Error(`${seen} items instead of ${expected}`);
  process.stdout.write(String(time));
};
