import type { OpenApiDocument } from "../lib/document.ts";
import type { PlacedFault } from "../lib/faults.ts";
import { forEachReference } from "../lib/find-references.ts";
import {
  asArray,
  asObject,
  asString,
  asText,
  isObject,
  type Json,
  type JsonObject,
} from "../lib/json.ts";
import { isRequestHeader, styleProblem } from "../lib/parameter-locations.ts";
import { atPointer, fromPointer, toPointer } from "../lib/references.ts";
import { transform } from "../lib/transform.ts";

/** Document → everything in it that no operation can be generated from, at its place. */
export const findFaults = (document: OpenApiDocument): readonly PlacedFault[] => [
  ...findUnreadable(document),
  ...findParameterFaults(document.root),
];

/** References that lead nowhere: what should be there can be neither generated nor compared. */
export const findUnreadable = ({ root, unresolved }: OpenApiDocument): readonly PlacedFault[] => [
  ...[...(unresolved ?? [])].map(([pointer, problem]) => ({ pointer, problem })),
  ...findReferenceFaults(root, unresolved),
];

const findReferenceFaults = (
  root: JsonObject,
  unresolved: OpenApiDocument["unresolved"],
): readonly PlacedFault[] => {
  const faults: PlacedFault[] = [];
  const refs = new Set<string>();
  forEachReference(root, (ref, pointer) => {
    if (unresolved?.has(pointer)) return;
    const problem = problemOf(ref, pointer, root);
    if (problem !== undefined) faults.push({ pointer, problem });
    else refs.add(ref as string);
  });
  return [...faults, ...findCircles(root, refs)];
};

const problemOf = (ref: Json, pointer: string, root: JsonObject): string | undefined => {
  if (typeof ref !== "string")
    return `\`$ref: ${JSON.stringify(ref)}\` is not a string (${pointer}); write a reference, or what it should refer to`;
  if (!ref.startsWith("#"))
    return `\`$ref: ${ref}\` names a file, and this document was read without its folder (${pointer}); move its target into this document, and write \`#/…\``;
  if (ref !== "#" && !ref.startsWith("#/"))
    return `\`$ref: ${ref}\` names an anchor that the document does not have (${pointer}); declare it, or write a pointer: \`#/…\``;
  return atPointer(root, ref) === undefined
    ? `\`$ref: ${ref}\` refers to nothing in the document (${pointer}); correct the reference or add its target`
    : undefined;
};

/** References that lead only to references. */
const findCircles = (root: JsonObject, refs: ReadonlySet<string>): readonly PlacedFault[] => {
  const faults: PlacedFault[] = [];
  const checked = new Set<string>();
  for (const start of refs) {
    const path = new Set<string>();
    let ref: Json | undefined = start;
    while (typeof ref === "string" && !checked.has(ref)) {
      path.add(ref);
      checked.add(ref);
      ref = asObject(atPointer(root, ref))["$ref"];
    }
    if (typeof ref === "string" && path.has(ref))
      faults.push({
        pointer: toPointer(...fromPointer(ref)),
        problem: `\`$ref: ${ref}\` leads back to itself, so it describes nothing; correct the reference`,
      });
  }
  return faults;
};

const findParameterFaults = (root: JsonObject): readonly PlacedFault[] => {
  const faults: PlacedFault[] = [];
  const checkList = (holder: JsonObject, pointer: string): JsonObject => {
    asArray(holder["parameters"]).forEach((each, index) => {
      if (isObject(each) || isInCallback(pointer)) return;
      const found = `a parameter is ${JSON.stringify(each)}`;
      faults.push({
        pointer: `${pointer}/parameters/${index}`,
        problem: `${found}; give it a name, a location and a schema, or remove it`,
      });
    });
    return holder;
  };
  for (const [path, item] of Object.entries(asObject(root["paths"])))
    checkList(asObject(item), toPointer("paths", path));
  transform(root, {
    operation: checkList,
    parameter: (parameter, pointer) => {
      const problem = isInCallback(pointer) ? undefined : parameterProblem(parameter);
      if (problem !== undefined)
        faults.push({ pointer, problem: `parameter "${asText(parameter["name"])}" ${problem}` });
      return parameter;
    },
  });
  return faults;
};

/** Whether a parameter is one that the API sends, so that nothing is generated from it. */
const isInCallback = (pointer: string): boolean => {
  const [place, name, ...inner] = fromPointer(pointer);
  if (place === "components") return name === "callbacks";
  const depth = inner[0] === "additionalOperations" ? 2 : 1;
  return place === "paths" && inner[depth] === "callbacks";
};

const parameterProblem = (parameter: JsonObject): string | undefined => {
  const [location, name] = [asText(parameter["in"]), asText(parameter["name"])];
  const { content, schema, style } = parameter;
  if (parameter["$ref"] !== undefined || isRequestHeader({ in: location, name })) return undefined;
  if (name === "") return "has no name; give it one";
  if (schema === undefined && Object.keys(asObject(content)).length === 0)
    return "has no schema; give it one";
  // A whole query string is brought into the query, or left out with a note, by the rule openapi-3.2.
  return location === "querystring" ? undefined : styleProblem(location, asString(style));
};
