import { Failure } from "../lib/failure.ts";
import { asString, isObject, type JsonObject } from "../lib/json.ts";

export interface ExtendedPackageJson {
  readonly text: string;
  /** What the project itself is called. */
  readonly name: string | undefined;
  /** Whether Node reads its `.ts` files as modules. */
  readonly isModule: boolean;
  /** Scripts of the project that have names of ours and do something else. */
  readonly taken: readonly string[];
}

const scripts: JsonObject = Object.fromEntries(
  ["generate", "fetch", "drift", "update"].map((name) => [name, `pagewise ${name}`]),
);

/** A project's package.json, or nothing, with what the package in `generated/` and its workflows need. */
export const extendPackageJson = (
  text: string | undefined,
  version: string,
): ExtendedPackageJson => {
  const given = text === undefined ? { private: true, type: "module" } : parse(text);
  const present = (key: string): JsonObject => (isObject(given[key]) ? given[key] : {});
  const isInstalled =
    "pagewise" in present("dependencies") || "pagewise" in present("devDependencies");
  const extended = {
    ...given,
    workspaces: addWorkspace(given["workspaces"]),
    scripts: { ...scripts, ...present("scripts") },
    ...(!isInstalled && {
      devDependencies: { ...present("devDependencies"), pagewise: version },
    }),
  };
  const [, indent = "  "] = /^([ \t]+)"/m.exec(text ?? "") ?? [];
  return {
    text: `${JSON.stringify(extended, null, indent)}\n`,
    name: asString(given["name"]),
    isModule: given["type"] === "module",
    taken: Object.keys(scripts).filter((name) => {
      const script = present("scripts")[name];
      return script !== undefined && script !== scripts[name];
    }),
  };
};

const parse = (text: string): JsonObject => {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (cause) {
    throw notJson(cause);
  }
  throw notJson();
};

const notJson = (cause?: unknown): Failure =>
  new Failure("input", "package.json: not an object in JSON; correct it, then run init again.", {
    cause,
  });

/** npm takes a list, and so does yarn, which also takes `{ packages: [ … ] }`. */
const addWorkspace = (workspaces: unknown): JsonObject[string] => {
  if (isObject(workspaces))
    return { ...workspaces, packages: addWorkspace(workspaces["packages"]) };
  const list = Array.isArray(workspaces) ? (workspaces as readonly string[]) : [];
  return list.includes("generated") ? list : [...list, "generated"];
};
