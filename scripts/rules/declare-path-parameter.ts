import { asArray, asObject, asText, type JsonObject, mapValues } from "../lib/json.ts";
import { mapOperations } from "../lib/operations.ts";
import { greedyNames, pathTemplate } from "../lib/path-template.ts";
import { toPointer } from "../lib/references.ts";
import type { Rule } from "../lib/rule.ts";

/**
 * Declares what a path has in braces where the document forgets it, since without it no request could be sent. OpenAPI
 * 3.1, section 4.8.8.2.
 *
 *     /files/{id}: { get: {} }  →  /files/{id}: { get: { parameters: [{ name: id, in: path, required: true,
 *                                                                       schema: { type: string } }] } }
 *
 * A parameter that stands for several segments keeps the slashes between them. OpenAPI 3.2, section 4.12.1.
 *
 *     /files/{path+}: { get: { parameters: [{ name: path, in: path }] } }  →  allowReserved: true
 */
export const declarePathParameter: Rule = {
  id: "declare-path-parameter",
  apply(root, report) {
    const paths = asObject(root["paths"]);
    const changed = mapValues(paths, (item, path) =>
      mapOperations(asObject(item), (operation, at) => {
        const pointer = toPointer("paths", path) + at;
        const parameters = asArray(operation["parameters"]).map(asObject);
        const namesOf = (location: string): readonly string[] =>
          parameters.flatMap((each) => (each["in"] === location ? [asText(each["name"])] : []));
        const declared = namesOf("path");
        const inQuery = namesOf("query");
        const template = pathTemplate(path, declared);
        const forgotten = [
          ...namesIn(template),
          ...namesInQuery(template).filter((name) => !inQuery.includes(name)),
        ].filter((name) => !declared.includes(name));
        for (const name of forgotten)
          report({
            pointer,
            change: `{${name}} of the path → a parameter`,
            note: `${asText(operation["operationId"])}: no parameter declares {${name}} of the path, so it takes any text`,
          });
        const greedy = greedyNames(path);
        const all = [...parameters, ...forgotten.map(textIn)].map((each) => {
          const isKept = each["in"] !== "path" || each["allowReserved"] !== undefined;
          if (isKept || !greedy.includes(asText(each["name"]))) return each;
          report({
            pointer,
            change: `{${asText(each["name"])}} of several segments → allowReserved`,
          });
          return { ...each, allowReserved: true };
        });
        return all.every((each, index) => each === parameters[index])
          ? operation
          : { ...operation, parameters: all };
      }),
    );
    return { ...root, paths: changed };
  },
};

const textIn = (name: string): JsonObject => ({
  name,
  in: "path",
  required: true,
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
