const [url = "", expected = ""] = process.argv.slice(2);

/** Prints the milliseconds that a walk takes; it answers with how many items it has seen. */
export const measureWalk = async (walk: (url: string) => Promise<number>): Promise<void> => {
  await (await fetch(url)).text(); // So that no walk pays for the first use of `fetch`.
  const start = performance.now();
  const seen = await walk(url);
  const time = performance.now() - start;
  if (seen !== Number(expected)) throw new Error(`${seen} items instead of ${expected}`);
  process.stdout.write(String(time));
};
