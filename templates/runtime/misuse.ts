/**
 * What `fetch` says, with its cause, of arguments that it does not take, such as a header or an option, so that another
 * attempt is of no use. That is a TypeError, as a lost connection is, of which it says `Failed to fetch` (Chromium),
 * `fetch failed` and why (Node, Deno), `Load failed` (Safari), `NetworkError …` (Firefox), `Network request failed` (React
 * Native, polyfills), or who did not connect (Bun). A redirect to what is no URL is the server's fault.
 */
export const misuse: RegExp =
  /^TypeError(?!.*(to fetch|fetch failed(?!: (Type|InvalidArg|NotSupp|RequestC)(?!Error: Invalid URL$))|load failed|network|connect|addr|certificate))/is;
