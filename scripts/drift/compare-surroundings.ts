import { asArray, asObject, asString, isEqual, type Json, type JsonObject } from "../lib/json.ts";
import { firstServer } from "../plan/server.ts";
import { factsOf } from "../rules/facts.ts";
import { canonicalText } from "./canonical.ts";
import type { Place } from "./place.ts";
import type { Report } from "./schema-walk.ts";

/** What a document says around its operations: of itself, of tags, of servers beside the one that is asked. */
export const compareSurroundings = (was: JsonObject, is: JsonObject, report: Report): void => {
  const servers = [was, is].map((root) => spellServers(root["servers"]));
  const areMoved = firstServer(was["servers"]) !== firstServer(is["servers"]); // Which each operation tells.
  if (!areMoved && servers[0] !== servers[1])
    report("server-alternative-changed", placeOf("servers"), servers[0], servers[1]);
  const differs = (one: Json | undefined, other: Json | undefined): boolean =>
    canonicalText(one ?? null, was) !== canonicalText(other ?? null, is);
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    if (compared.has(key) || (key === "servers" && (areMoved || servers[0] !== servers[1])))
      continue;
    if (differs(was[key], is[key]))
      report("info-changed", placeOf(key), JSON.stringify(was[key]), JSON.stringify(is[key]));
  }
  // Facts of a scheme are told by each operation that asks for it.
  const [had, has] = [was, is].map((root) =>
    asObject(asObject(root["components"])["securitySchemes"]),
  ) as [JsonObject, JsonObject];
  for (const [name, scheme] of Object.entries(had))
    if (
      differs(scheme, has[name] ?? scheme) &&
      isEqual(factsOf(scheme), factsOf(has[name] ?? scheme))
    )
      report(
        "info-changed",
        placeOf("components"),
        JSON.stringify(scheme),
        JSON.stringify(has[name]),
      );
};

/** What the operations are compared by. */
const compared = new Set(["openapi", "paths", "components", "security"]);

const placeOf = (member: string): Place => ({
  ...{ operation: "", now: "", side: "none", path: [] },
  anchor: { kind: "document", member },
});

const spellServers = (servers: Json | undefined): string =>
  asArray(servers)
    .map((server) => asString(asObject(server)["url"]) ?? "")
    .join(", ");
