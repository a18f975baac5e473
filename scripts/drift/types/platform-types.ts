/**
 * The platform types that the package uses. They are compared by name, so a name is all they need: the compiler's own
 * declarations of the DOM would take longer to read than everything else. One that is missing here would be `any`, and so
 * would each union that it is part of.
 */
export const platformTypes = [
  "AbortController",
  "AbortSignal",
  "Blob",
  "FormData",
  "Headers",
  "ReadableStream",
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
