/** Whether `fetch` takes it as the value of a header. */
export const isHeaderText = (text: string): boolean => /^[\t -~\x80-\xff]*$/.test(text);

/** Cookies beside those that are there: `a=1; b=2`. */
export function addCookies(headers: Headers, cookies: readonly string[]): void {
  const before = headers.get("Cookie");
  headers.set("Cookie", [...(before ? [before] : []), ...cookies].join("; "));
}
