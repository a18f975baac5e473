import { accepts } from "../lib/accepts.ts";
import { schemasOf } from "../lib/components.ts";
import { type Json, type JsonObject, omit } from "../lib/json.ts";
import type { Rule } from "../lib/rule.ts";
import { asSchema } from "../lib/schema.ts";
import { transform } from "../lib/transform.ts";

const ruleThat = (puts: (value: Json) => JsonObject): Rule => ({
  id: "drop-invalid-default",
  apply: (root, report) =>
    transform(root, {
      schema: (schema, pointer) => {
        const value = schema["default"];
        const rest = asSchema(omit(schema, "default"));
        if (value === undefined || accepts(rest, value, schemasOf(root))) return schema;
        report({
          pointer: `${pointer}/default`,
          change: `default: ${JSON.stringify(value)} → left out: ${reason(schema, value)}`,
        });
        return { ...rest, ...puts(value) };
      },
    }),
});

/**
 * Drops a default that violates its own schema: it would be printed as `@default` although the API cannot mean it.
 *
 *     { type: string, default: null }  →  { type: string }
 */
export const dropInvalidDefault: Rule = ruleThat(() => ({}));

/**
 * The same for comparisons, which leave nothing out.
 *
 *     { type: string, default: null }  →  { type: string, x-invalid-default: null }
 */
export const setInvalidDefaultAside: Rule = ruleThat((value) => ({ "x-invalid-default": value }));

const reason = ({ type }: JsonObject, value: Json): string =>
  typeof type !== "string" || accepts({ type }, value, {})
    ? "its own schema rejects it"
    : `its type is ${type}`;
