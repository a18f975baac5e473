/** The guides, in the order in which they are offered. */
export const pages = [
  {
    link: "/use",
    title: "Use a package",
    about: "filters, paging, streams, uploads, errors, retries, tests",
  },
  {
    link: "/your-api",
    title: "Your own API",
    about: "from a document to a call, and what to do where the document is wrong",
  },
  {
    link: "/maintain",
    title: "Follow upstream",
    about: "review a change, correct a document, accept a change, release",
  },
  {
    link: "/documents",
    title: "What can be read",
    about: "versions of OpenAPI, several files, and what a package does with them",
  },
  {
    link: "/benchmarks",
    title: "Benchmarks",
    about: "sizes, times, and what clients do, measured",
  },
] as const;
