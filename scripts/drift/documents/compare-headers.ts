import { withoutDocumentation } from "../../lib/documentation.ts";
import { isEqual } from "../../lib/json.ts";
import type { Header, Response } from "../../lib/model.ts";
import { allKeys, areBoth, type Both, both } from "../both.ts";
import { compareNodes } from "../compare-documentation.ts";
import { type Context, unlessCosmetic } from "../context.ts";
import type { Place, PlaceIn } from "../place.ts";

/** Response headers, whose names are case-insensitive. The package does not type them: their changes are reported as one. */
export const compareHeaders = (
  responses: Both<Response>,
  status: string,
  placeIn: PlaceIn,
  context: Context,
): void => {
  const byName = both(
    responses,
    ({ headers }) => new Map(headers.map((header) => [header.name.toLowerCase(), header])),
  );
  for (const key of allKeys(both(byName, (each) => each.keys()))) {
    const headers = both(byName, (each) => each.get(key));
    const name = headers.after?.name ?? headers.before?.name ?? key;
    const place = placeIn("response", { kind: "header", status, name });
    if (areBoth(headers)) compareHeader(headers, place, context);
    else context.report(headers.after ? "response-header-added" : "response-header-removed", place);
  }
};

const compareHeader = (headers: Both<Header>, place: Place, context: Context): void => {
  const { compareSchemas, report } = context;
  compareNodes(headers, place, "response", report);
  const facts = both(headers, ({ deprecated, explode, required }) => [
    required,
    deprecated,
    explode,
  ]);
  const schemas = both(headers, ({ schema }) => schema);
  const { isCosmetic: isSame } = compareSchemas(schemas, place, ifCosmetic);
  if (isSame && isEqual(facts.before, facts.after)) return;
  const isPromised = !headers.before.required && headers.after.required;
  if (isSame && isPromised && isEqual(facts.before.slice(1), facts.after.slice(1))) {
    report("response-header-became-required", place);
    return;
  }
  const text = both(headers, ({ json }) => JSON.stringify(withoutDocumentation(json)));
  report("response-header-changed", place, text.before, text.after);
};

const ifCosmetic = unlessCosmetic();
