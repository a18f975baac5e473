/** The budgets of sizes and times. Sizes are in bytes; factors are multiples of a peer's figure in the same run. */
export const budgets = {
  /** A bundle that lists one page, minified and gzipped. */
  listBundle: 3960,
  /** A bundle that pages through all items. */
  pageBundle: 5570,
  /** The package as it is installed. */
  unpacked: 150_000,
  runtimeDependencies: 0,
  /** Of telnyx. */
  importTime: 1 / 20,
  /** Of telnyx, which reads page after page. */
  concurrentPages: 1 / 6,
  /** Of a hand-written loop. */
  cpuByItems: 1.22,
  cpuByPages: 1.12,
  /** Of an empty project. */
  consumerCheck: 1.1,
  /** Of the bare @hey-api/openapi-ts command line. */
  generate: 2,
  generateAllTime: 2,
  generateAllMemory: 2,
  /** Of a tenth of the operations. */
  growth: 10,
  /** Of reading both documents. */
  driftSame: 2,
  /** Milliseconds. */
  driftChanged: 10_000,
  /** Of a package that has no other operation. */
  oneOfManyBundle: 1.1,
  oneOfManyCheck: 1.1,
  /** Of the bundle by subpath: the same code, in which a minifier gives other letters to some names. */
  oneOfManyFromRoot: 1.001,
} as const;
