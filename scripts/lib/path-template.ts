/**
 * A path with the names of its parameters alone in their braces, without the patterns and signs that frameworks write
 * beside them, unless a parameter is called exactly so.
 *
 *     /years/{year:[0-9]{4}}      →  /years/{year}     JAX-RS
 *     /v1/{name=projects/*}:run   →  /v1/{name}:run    google.api.http
 *     /files/{path+}, {proxy*}    →  /files/{path}     gateways
 */
export const pathTemplate = (path: string, declared: readonly string[]): string =>
  path.replace(placeholder, (whole, name: string) =>
    declared.includes(whole.slice(1, -1)) ? whole : `{${name.trim()}}`,
  );

const placeholder = /\{\+?([^{}?&:=+*][^{}:=]*?)([+*]|[:=](?:[^{}]|\{[^{}]*\})*)?\}/g;

/** The parameters of a path that stand for several segments: `{path+}`, `{path:.*}`, `{name=projects/*}`. */
export const greedyNames = (path: string): readonly string[] =>
  [...path.matchAll(placeholder)].flatMap(([whole, name = "", pattern = ""]) =>
    whole.startsWith("{+") || /^[+*]$|\/|\.[*+]|\*\*/.test(pattern) ? [name.trim()] : [],
  );
