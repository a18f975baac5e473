import { Failure } from "../lib/failure.ts";
import { asObject, isObject, type Json, type JsonObject } from "../lib/json.ts";
import { nearest } from "../lib/names.ts";
import { toPointer } from "../lib/references.ts";
import { parseFile } from "../parse/parsed-file.ts";
import { jsonPathProblem } from "./json-path.ts";
import type { Action, Overlay, OverlayChange } from "./overlay.ts";

/** Text of an Overlay document in YAML or JSON → the overlay, checked as its specification demands. */
export const readOverlay = (text: string, name: string): Overlay => {
  const { data, lineOf } = parseFile(text, name);
  const placeOf = (pointer: string): string => `${name}:${lineOf(pointer)}`;
  const reject: Reject = (pointer, problem) => {
    throw new Failure(
      "input",
      `${placeOf(pointer)}: ${problem}${problem.endsWith("?") ? "" : "."}`,
    );
  };

  const root = objectAt(data, "", "an OpenAPI Overlay document", reject);
  const { actions, extends: extended, info, overlay: version } = root;
  if (typeof version !== "string" || !/^1\.[01]\.\d+$/.test(version))
    reject(
      version === undefined ? "" : "/overlay",
      `expected \`overlay: 1.0.0\` or \`overlay: 1.1.0\`, the version of the OpenAPI Overlay Specification, found ${show(version)}`,
    );
  checkKeys(root, "", ["overlay", "info", "extends", "actions"], reject);
  const about = objectAt(info, "/info", "an object with `title` and `version`", reject);
  for (const key of ["title", "version"])
    if (typeof about[key] !== "string")
      reject(`/info/${key}`, `expected a string for \`info.${key}\`, found ${show(about[key])}`);
  if (extended !== undefined && typeof extended !== "string")
    reject("/extends", `expected the URI of a document, found ${show(extended)}`);
  if (!Array.isArray(actions) || actions.length === 0)
    reject("/actions", `expected a list of actions, at least one, found ${show(actions)}`);
  return {
    name,
    ...(extended !== undefined && {
      extends: { document: extended, place: placeOf("/extends") },
    }),
    actions: (actions as readonly Json[]).map((action, index) => {
      const pointer = toPointer("actions", index);
      return {
        place: placeOf(pointer),
        ...readAction(action, pointer, version, reject),
      };
    }),
  };
};

type Reject = (pointer: string, problem: string) => never;

const readAction = (
  given: Json,
  pointer: string,
  version: string,
  reject: Reject,
): Omit<Action, "place"> => {
  const action = objectAt(given, pointer, "an action with a `target`", reject);
  checkKeys(action, pointer, ["target", "description", "update", "copy", "remove"], reject);
  const { description, target } = action;
  if (description !== undefined && typeof description !== "string")
    reject(`${pointer}/description`, `expected a string, found ${show(description)}`);
  return {
    target: jsonPathAt(target, `${pointer}/target`, reject),
    ...(description !== undefined && { description: description }),
    change: readChange(action, pointer, version, reject),
  };
};

const readChange = (
  { copy, remove, update }: JsonObject,
  pointer: string,
  version: string,
  reject: Reject,
): OverlayChange => {
  if (remove !== undefined && typeof remove !== "boolean")
    reject(`${pointer}/remove`, `expected true or false, found ${show(remove)}`);
  if (remove === true) return { kind: "remove" };
  if (copy !== undefined && update !== undefined)
    reject(`${pointer}/copy`, "the action has both `copy` and `update`; remove one of them");
  if (copy !== undefined) {
    if (version.startsWith("1.0."))
      reject(`${pointer}/copy`, "`copy` came with Overlay 1.1; write `overlay: 1.1.0`");
    return { kind: "copy", from: jsonPathAt(copy, `${pointer}/copy`, reject) };
  }
  if (update === undefined)
    reject(pointer, "the action changes nothing; give it `update`, `copy`, or `remove: true`");
  return { kind: "update", value: update, replacesPrimitives: !version.startsWith("1.0.") };
};

const jsonPathAt = (value: Json | undefined, pointer: string, reject: Reject): string => {
  if (typeof value !== "string") reject(pointer, `expected a JSONPath, found ${show(value)}`);
  const path = value;
  const problem = jsonPathProblem(path);
  if (problem !== undefined)
    reject(pointer, `\`${path}\` is not a JSONPath as RFC 9535 defines it: ${problem}`);
  return path;
};

const objectAt = (
  value: Json | undefined,
  pointer: string,
  expected: string,
  reject: Reject,
): JsonObject => {
  if (!isObject(value)) reject(pointer, `expected ${expected}, found ${show(value)}`);
  return asObject(value);
};

const checkKeys = (
  object: JsonObject,
  pointer: string,
  known: readonly string[],
  reject: Reject,
): void => {
  for (const key of Object.keys(object)) {
    if (known.includes(key) || key.startsWith("x-")) continue;
    const meant = nearest(key, known);
    reject(
      pointer + toPointer(key),
      `unknown field \`${key}\`; ${meant ? `did you mean ${meant}?` : `the fields are ${known.join(", ")}`}`,
    );
  }
};

const show = (value: Json | undefined): string =>
  value === undefined ? "nothing" : JSON.stringify(value).slice(0, 60);
