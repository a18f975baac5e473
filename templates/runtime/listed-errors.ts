/** Code, title, detail and source of each error that the body lists. */
export const describeListed = (
  _body: unknown,
  errors: readonly {
    readonly code?: string;
    readonly title?: string;
    readonly detail?: string;
    readonly source?: { readonly pointer?: string };
  }[],
): string =>
  errors
    .map(
      ({ code, title, detail, source }) =>
        ` ${[code, title, detail, source?.pointer].filter(Boolean).join(", ")}`,
    )
    .join(";");
