import { asArray, asObject, asText, type Json, mapValues } from "../lib/json.ts";
import { mapOperations } from "../lib/operations.ts";
import { toPointer } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";

/**
 * Declares what a path has in braces where the document forgets it, since without it no request could be sent. OpenAPI
 * 3.1, section 4.8.8.2.
 *
 *     /files/{id}: { get: {} }  →  /files/{id}: { get: { parameters: [{ name: id, in: path, required: true,
 *                                                                       schema: { type: string } }] } }
 *
 * The sign that gateways add to a name is part of it.
 *
 *     /files/{path+}: { get: { parameters: [{ name: path, in: path }] } }  →  name: path+
 */
export const declarePathParameter: Rule = {
  id: "declare-path-parameter",
  apply(root, report) {
    const paths = asObject(root["paths"]);
    const changed = mapValues(paths, (item, path) =>
      mapOperations(asObject(item), (operation, at) => {
        const pointer = toPointer("paths", path) + at;
        const parameters = asArray(operation["parameters"]).map(asObject);
        const inQuery = parameters.filter((each) => each["in"] === "query");
        const names = [
          ...namesIn(path),
          ...namesInQuery(path).filter((name) => inQuery.every((each) => each["name"] !== name)),
        ];
        const declared = (name: string): boolean =>
          parameters.some((each) => each["in"] === "path" && each["name"] === name);
        const missing = names.filter((name) => !declared(name));
        if (missing.length === 0) return operation;
        const signed = new Map(missing.map((name) => [name.replace(/[+*]$/, ""), name]));
        const renamed = parameters.map((each) => {
          const name = each["in"] === "path" ? signed.get(asText(each["name"])) : undefined;
          return name === undefined ? each : { ...each, name };
        });
        const forgotten = missing.filter((name) => !declared(name.replace(/[+*]$/, "")));
        for (const name of missing)
          report({
            pointer,
            change: `{${name}} of the path → a parameter`,
            ...(forgotten.includes(name) && {
              note: `${asText(operation["operationId"])}: no parameter declares {${name}} of the path, so it takes any text`,
            }),
          });
        return { ...operation, parameters: [...renamed, ...forgotten.map(textIn)] };
      }),
    );
    return { ...root, paths: changed };
  },
};

const textIn = (name: string): Json => ({
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
