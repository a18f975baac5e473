/** Whether `fetch` accepts the text as a header value: one line of Latin-1 characters. */
export const isHeaderText = (text: string): boolean => /^[\t -~\x80-\xff]*$/.test(text);

/** Adds cookies to those already set: `a=1; b=2`. */
export function addCookies(headers: Headers, cookies: readonly string[]): void {
  const before = headers.get("Cookie");
  headers.set("Cookie", [...(before ? [before] : []), ...cookies].join("; "));
}
