import { asObject, isEqual, type JsonObject } from "../lib/json.ts";
import { isJson } from "../rules/hoist.ts";
import { planBody, sentMediaType } from "../plan/bodies.ts";
import { isAlike } from "./canonical.ts";
import { compareSchemas } from "./compare-schemas.ts";
import type { Report, Roots } from "./schema-walk.ts";
import { compareExtensions, compareWords } from "./compare-words.ts";
import { verdictOf } from "./rules.ts";
import { areAlike } from "./media-types.ts";
import type { At } from "./place.ts";

/** What is sent: whether, as which media type, and what it holds. */
export const compareBodies = (
  was: JsonObject,
  is: JsonObject,
  roots: Roots,
  at: At,
  report: Report,
): void => {
  const [had, has] = [asObject(was["requestBody"]), asObject(is["requestBody"])];
  const [content, contents] = [asObject(had["content"]), asObject(has["content"])];
  const [sent, sends] = [sentMediaType(had), sentMediaType(has)];
  const mediaType = sends ?? sent;
  const place = at("request", { kind: "body", ...(mediaType !== undefined && { mediaType }) });
  const isNeeded = has["required"] === true;
  if (was["requestBody"] === undefined || is["requestBody"] === undefined) {
    if (is["requestBody"] !== undefined)
      report(
        isNeeded ? "request-required-body-added" : "request-body-added",
        place,
        undefined,
        sends ?? "something",
      );
    else if (was["requestBody"] !== undefined)
      report("request-body-removed", place, sent ?? "something");
    return;
  }
  if ((had["required"] === true) !== isNeeded)
    report(isNeeded ? "request-body-became-required" : "request-body-became-optional", place);
  compareWords(had, has, place, "request-words-changed", report);
  compareExtensions(had, has, place, "request-extension-changed", report);
  const isSameType = areAlike(sent, sends);
  if (!isSameType)
    report(
      sent === undefined || contents[sent] !== undefined
        ? "request-media-type-preferred"
        : "request-media-type-changed",
      place,
      sent ?? "nothing",
      sends ?? "nothing",
    );
  for (const each of new Set([...Object.keys(content), ...Object.keys(contents)])) {
    const [one, other] = [content[each], contents[each]];
    const spot = at("request", { kind: "body", mediaType: each });
    if (one === undefined) {
      if (!areAlike(each, sends)) report("request-media-type-added", spot, sends, each);
    } else if (other === undefined) {
      if (!areAlike(each, sent)) report("request-media-type-removed", spot, each);
    } else if (each !== sends && !isAlike(asObject(one), asObject(other), roots))
      report("request-unused-media-type-changed", spot, each, each);
  }
  const [before, after] = [asObject(content[sent ?? ""]), asObject(contents[sends ?? ""])];
  compareWords(before, after, place, "request-words-changed", report);
  if (!isEqual(before["encoding"], after["encoding"]))
    report(
      "request-encoding-changed",
      place,
      JSON.stringify(before["encoding"] ?? {}),
      JSON.stringify(after["encoding"] ?? {}),
    );
  if (sent === undefined || sends === undefined) return;
  // What a deployed client sends is still taken: only who upgrades sends the other.
  const note: Report =
    !isSameType && contents[sent] !== undefined
      ? (id, ...change) => {
          report(verdictOf(id) === "cosmetic" ? id : "request-preferred-type-changed", ...change);
        }
      : report;
  const isTold = compareSchemas(typeOf(was), typeOf(is), place, roots, note);
  if (
    !isTold &&
    !isJson(sends) &&
    !isAlike(asObject(before["schema"]), asObject(after["schema"]), roots)
  )
    report("request-raw-body-changed", place);
};

/** What the package takes for a body: what is declared, or any file. */
const typeOf = (operation: JsonObject): JsonObject => planBody(operation)?.schema ?? {};
