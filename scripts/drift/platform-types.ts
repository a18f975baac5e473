/**
 * The types of the platform that the package names. They are compared by name, so that a name is all they need: the
 * compiler's own declarations of the DOM would take longer to read than everything else takes.
 */
export const platformTypes = [
  "AbortController",
  "AbortSignal",
  "Blob",
  "FormData",
  "Headers",
  "Request",
  "Response",
  "URLSearchParams",
]
  .map((name) => `interface ${name} { readonly [Symbol.toStringTag]: "${name}" }`)
  .concat(
    "type BodyInit = Blob | FormData | URLSearchParams | string;",
    "interface RequestInit { readonly headers?: Headers; readonly body?: BodyInit | null; readonly redirect?: string }",
  )
  .join("\n");
