/** An error of the API's own. */
export interface ListedError {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly source?: { readonly pointer?: string; readonly parameter?: string };
  readonly [key: string]: unknown;
}

/** Code, title, detail and source of each error that the body lists. */
export const describeListed = (_body: unknown, errors: readonly ListedError[]): string =>
  errors
    .map(
      ({ code, title, detail, source }) =>
        ` ${[code, title, detail, source?.pointer].filter(Boolean).join(", ")}`,
    )
    .join(";");
