import { $, type PluginInstance } from "@hey-api/openapi-ts";
import type { Constant } from "../../scripts/plan/constant.ts";
import { RuntimeReference } from "../../scripts/plan/runtime-reference.ts";
import { innerOf } from "../../scripts/plan/shapes/constant-graph.ts";
import { keepEscapes } from "./escapes.ts";

type Expression = ReturnType<typeof $.fromValue>;
type Name = ReturnType<PluginInstance["symbol"]>;

/**
 * How the constants of a file are printed. What has a name stands in a constant of its own, and is printed as that name; what
 * the runtime exports is imported.
 *
 *     { style: new RuntimeReference("styles", "deepObject") }   →   { style: deepObject }
 */
export const expressionsIn = (
  named: ReadonlyMap<Constant, Name>,
  imported: (file: string, name: string) => Name,
) => {
  const print = (constant: Constant, isDeferred: boolean): Expression => {
    if (typeof constant === "string") return $.fromValue(keepEscapes(constant));
    if (typeof constant !== "object") return $.fromValue(constant);
    if (constant instanceof RuntimeReference) return $(imported(constant.file, constant.name));
    const name = named.get(constant);
    if (name !== undefined) return $(name);
    if (!Array.isArray(constant)) return printObject(constant, isDeferred);
    return $.array(...(constant as readonly Constant[]).map((item) => print(item, isDeferred)));
  };

  const printObject = (constant: Constant, isDeferred: boolean): Expression => {
    const object = $.object();
    for (const [key, value] of innerOf(constant)) {
      const member = print(value, isDeferred);
      if (isDeferred && holdsName(value))
        object.getter(
          accessorName(key),
          $.return(named.has(value) ? member : $.as(member, "const")),
        );
      // TypeScript expects of `constructor` what every object has, and would widen its literals.
      else object.prop(keepEscapes(key), key in Object.prototype ? $.as(member, "const") : member);
    }
    return object;
  };

  const holdsName = (constant: Constant): boolean =>
    named.has(constant) ||
    (Array.isArray(constant) && (constant as readonly Constant[]).some(holdsName));

  return {
    expressionOf: (constant: Constant): Expression => print(constant, false),

    /**
     * A member that leads to a named constant is a getter, since that may be declared further down, or be this one.
     *
     *     const bodyShape: RecursiveShape = { on: "date", get children() { return [bodyShape] as const; } };
     */
    recursiveExpressionOf: (constant: Constant): Expression => printObject(constant, true),
  };
};

/** hey-api prints the name of a getter as it is given. */
const accessorName = (key: string): string =>
  /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? key : keepEscapes(JSON.stringify(key));
