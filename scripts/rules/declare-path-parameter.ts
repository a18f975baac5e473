import { asArray, asObject, asText, type Json, type JsonObject } from "../lib/json.ts";
import { mapOperations } from "../lib/openapi.ts";
import { toPointer } from "../lib/references.ts";
import type { Report, Rule } from "../lib/rule.ts";

/**
 * Declares what a path has in braces where the document forgets it, since without it no request could be sent. OpenAPI
 * 3.1, section 4.8.8.2.
 *
 *     /files/{id}: { get: {} }  →  /files/{id}: { get: { parameters: [{ name: id, in: path, required: true,
 *                                                                       schema: { type: string } }] } }
 *
 * What gateways add to a name says that its value may be several segments of the path.
 *
 *     /files/{path+}: { get: { parameters: [{ name: path, in: path }] } }
 *       →  /files/{path}: { get: { parameters: [{ name: path, in: path, allowReserved: true }] } }
 *     /{name=files/*}:read  →  /{name}:read
 */
export const declarePathParameter: Rule = {
  id: "declare-path-parameter",
  apply(root, report) {
    const paths = asObject(root["paths"]);
    const all = Object.entries(paths).map(
      ([path, item]) => [path, asObject(item), withoutSigns(path, asObject(item))] as const,
    );
    const alike = Map.groupBy(all, ([, , plain]) => plain);
    const changed = all.map(([path, item, plain]) => {
      const isRenamed = plain !== path && alike.get(plain)?.length === 1;
      if (isRenamed) report({ pointer: toPointer("paths", path), change: `${path} → ${plain}` });
      const signed = isRenamed ? signedIn(path).map(nameOf) : [];
      const declared = mapOperations(item, (operation, at) =>
        declare(operation, isRenamed ? plain : path, signed, toPointer("paths", path) + at, report),
      );
      return [isRenamed ? plain : path, declared] as const;
    });
    return { ...root, paths: Object.fromEntries(changed) };
  },
};

const declare = (
  operation: JsonObject,
  path: string,
  signed: readonly string[],
  pointer: string,
  report: Report,
): JsonObject => {
  const parameters = asArray(operation["parameters"]).map(asObject);
  const inQuery = parameters.filter((each) => each["in"] === "query");
  const names = [
    ...namesIn(path),
    ...namesInQuery(path).filter((name) => inQuery.every((each) => each["name"] !== name)),
  ];
  const missing = names.filter(
    (name) => !parameters.some((each) => each["in"] === "path" && each["name"] === name),
  );
  for (const name of missing)
    report({
      pointer,
      change: `{${name}} of the path → a parameter`,
      note: `${asText(operation["operationId"])}: no parameter declares {${name}} of the path, so it takes any text`,
    });
  if (missing.length + signed.length === 0) return operation;
  return {
    ...operation,
    parameters: [...parameters, ...missing.map(textIn)].map((each) =>
      each["in"] === "path" && signed.includes(asText(each["name"]))
        ? { ...each, allowReserved: true }
        : each,
    ),
  };
};

/** The names in the braces of a path that are more than names: `path+`, `path*`, `name=files/*`. */
const signedIn = (path: string): readonly string[] =>
  namesIn(path).filter((name) => nameOf(name) !== name && nameOf(name) !== "");

const nameOf = (signed: string): string => signed.replace(/[+*]$|=.*$/, "");

/** A path with names alone in its braces; the same where a parameter is declared under what is more than a name. */
const withoutSigns = (path: string, item: JsonObject): string => {
  const names: Json[] = [];
  mapOperations(item, (operation) => {
    names.push(...asArray(operation["parameters"]).map((each) => asObject(each)["name"] ?? null));
    return operation;
  });
  const signed = signedIn(path);
  const isTaken = signed.some(
    (name) => names.includes(name) || namesIn(path).includes(nameOf(name)),
  );
  if (isTaken) return path;
  return signed.reduce((text, name) => text.replaceAll(`{${name}}`, `{${nameOf(name)}}`), path);
};

const textIn = (name: string): JsonObject => ({
  ...{ name, in: "path", required: true },
  schema: { type: "string" },
});

/** The names in the braces of a path, each once; its fragment has no parameters. */
const namesIn = (path: string): readonly string[] => namesInBraces(path.split(/[?#]/, 1)[0] ?? "");

/** The names in the braces of the query that a path contains, which may also be those of parameters of the query. */
const namesInQuery = (path: string): readonly string[] =>
  namesInBraces(/\?([^#{}]*=\{[^#]*)/.exec(path)?.[1] ?? "");

const namesInBraces = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name = ""]) => name)),
];
