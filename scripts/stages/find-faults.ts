import type { PlacedFault } from "../lib/faults.ts";
import {
  asArray,
  asObject,
  asString,
  asText,
  isObject,
  type Json,
  type JsonObject,
} from "../lib/json.ts";
import { forEachReference, type OpenApiDocument, transform } from "../lib/openapi.ts";
import { atPointer, fromPointer, schemaName, toPointer } from "../lib/references.ts";
import { isRequestHeader, styleProblem } from "../plan/parameters.ts";

/** Document → everything in it that no operation can be generated from, at its place. */
export const findFaults = ({ root }: OpenApiDocument): readonly PlacedFault[] => [
  ...findReferenceFaults(root),
  ...findParameterFaults(root),
];

const findReferenceFaults = (root: JsonObject): readonly PlacedFault[] => {
  const faults: PlacedFault[] = [];
  const targets = new Set<string>();
  forEachReference(root, (ref, pointer) => {
    const problem = problemOf(ref, pointer, root);
    if (problem !== undefined) faults.push({ pointer, problem });
    else targets.add(ref as string);
  });
  return [...faults, ...findCycles(root, targets)];
};

const problemOf = (ref: Json, pointer: string, root: JsonObject): string | undefined => {
  if (typeof ref !== "string")
    return `\`$ref: ${JSON.stringify(ref)}\` is not a string (${pointer}); write a reference, or what it should refer to`;
  if (ref !== "#" && !ref.startsWith("#/"))
    return `\`$ref: ${ref}\` refers to another document (${pointer}); bundle them into one file first`;
  return atPointer(root, ref) === undefined
    ? `\`$ref: ${ref}\` refers to nothing in the document (${pointer}); correct the reference or add its target`
    : undefined;
};

/**
 * What resolves to itself through `$ref`, `allOf`, `anyOf` or `oneOf` describes nothing. Recursion through properties or
 * items is fine.
 */
const findCycles = (root: JsonObject, targets: ReadonlySet<string>): readonly PlacedFault[] => {
  const faults: PlacedFault[] = [];
  const states = new Map<string, "open" | "done">();
  const visit = (ref: string, pointer: string): void => {
    const target = toPointer(...fromPointer(ref));
    const state = states.get(target);
    if (state === "open")
      faults.push({
        pointer,
        problem: `${nameOf(ref)} refers only to itself (${target}), so it describes nothing; correct the reference`,
      });
    if (state !== undefined) return;
    states.set(target, "open");
    visitNode(atPointer(root, ref), target);
    states.set(target, "done");
  };
  const visitNode = (node: Json | undefined, pointer: string): void => {
    if (!isObject(node)) return;
    if (typeof node["$ref"] === "string" && targets.has(node["$ref"])) visit(node["$ref"], pointer);
    for (const keyword of ["allOf", "anyOf", "oneOf"])
      asArray(node[keyword]).forEach((member, index) => {
        visitNode(member, `${pointer}/${keyword}/${index}`);
      });
  };
  for (const target of targets) visit(target, "");
  return faults;
};

const nameOf = (ref: string): string => {
  const schema = schemaName(ref);
  return schema === undefined ? ref : `schema ${schema}`;
};

const findParameterFaults = (root: JsonObject): readonly PlacedFault[] => {
  const faults: PlacedFault[] = [];
  const checkList = (holder: JsonObject, pointer: string): JsonObject => {
    asArray(holder["parameters"]).forEach((each, index) => {
      if (isObject(each)) return;
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
      const problem = parameterProblem(parameter);
      if (problem !== undefined)
        faults.push({ pointer, problem: `parameter "${asText(parameter["name"])}" ${problem}` });
      return parameter;
    },
  });
  return faults;
};

const parameterProblem = (parameter: JsonObject): string | undefined => {
  const [location, name] = [asText(parameter["in"]), asText(parameter["name"])];
  const { content, schema, style } = parameter;
  if (parameter["$ref"] !== undefined || isRequestHeader({ in: location, name })) return undefined;
  if (name === "") return "has no name; give it one";
  if (schema === undefined && Object.keys(asObject(content)).length === 0)
    return "has no schema; give it one";
  return styleProblem(location, asString(style));
};
