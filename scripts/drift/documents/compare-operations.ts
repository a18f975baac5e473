import { isEqual } from "../../lib/json.ts";
import type { ApiModel, DeclaredIn, Operation } from "../../lib/model.ts";
import { kebabCase } from "../../lib/names.ts";
import { sentMethod } from "../../lib/operations.ts";
import { effectiveServer } from "../../lib/servers.ts";
import { templateOf } from "../../plan/path.ts";
import { allKeys, type Both, both, bothWith } from "../both.ts";
import { compareNodes } from "../compare-documentation.ts";
import type { Context } from "../context.ts";
import type { Anchor, Place, PlaceIn } from "../place.ts";
import { compareBodies } from "./compare-bodies.ts";
import { comparePagination } from "./compare-pagination.ts";
import { compareParameters } from "./compare-parameters.ts";
import { compareResponses } from "./compare-responses.ts";
import { compareSecurity } from "./compare-security.ts";
import { pathShape } from "./pair-operations.ts";
import { addressOf } from "./server-address.ts";

/** An operation in both documents. */
export const compareOperations = (operations: Both<Operation>, context: Context): void => {
  const { after, before } = operations;
  const { models, report } = context;
  const placeIn: PlaceIn = (side, anchor) => ({
    operation: before.id,
    currentOperation: after.id,
    side,
    anchor,
    path: [],
  });
  const whole = placeIn("none", { kind: "operation" });
  const member = (name: string): Place => placeIn("none", { kind: "operation", member: name });

  if (before.id !== after.id) {
    const isNotation = kebabCase(before.id) === kebabCase(after.id);
    report(isNotation ? "operation-id-changed" : "operation-renamed", whole, before.id, after.id);
  }
  if (before.method !== after.method)
    report("method-changed", whole, sentMethod(before.method), sentMethod(after.method));
  if (isMoved(operations, models)) report("path-changed", whole, before.path, after.path);
  if (before.deprecated !== after.deprecated)
    report(after.deprecated ? "deprecated" : "no-longer-deprecated", whole);
  const server = bothWith(operations, models, effectiveServer);
  if (addressOf(server.before) !== addressOf(server.after)) {
    const place = placeIn("none", declaredAt(after, "servers"));
    report("server-changed", place, server.before ?? "none", server.after ?? "none");
  }
  compareSecurity(operations, placeIn("none", declaredAt(after, "security")), report);
  comparePagination(operations, placeIn, context);
  compareParameters(operations, placeIn, context);
  compareBodies(operations, placeIn, context);
  compareResponses(operations, placeIn, context);
  compareRest(operations, member, context);
};

/** Where an inherited setting is declared: operation, path item or document. */
const declaredAt = (
  { declaredIn, path }: Operation,
  setting: keyof Operation["declaredIn"],
): Anchor => {
  const anchors: Readonly<Record<DeclaredIn, Anchor>> = {
    operation: { kind: "operation", member: setting },
    pathItem: { kind: "path", path, member: setting },
    document: { kind: "document", member: setting },
  };
  return anchors[declaredIn[setting]];
};

/** Whether the same call requests another URL. Moving a path prefix from the server URL into the path is not a move. */
const isMoved = (operations: Both<Operation>, models: Both<ApiModel>): boolean => {
  const templates = both(operations, templateOf);
  const names = both(templates, (template) => template.match(/\{[^}]*\}/g) ?? []);
  const isShuffled =
    !isEqual(names.before, names.after) &&
    isEqual([...names.before].sort(), [...names.after].sort());
  const paths = both(templates, pathShape);
  const servers = bothWith(operations, models, (operation, model) =>
    addressOf(effectiveServer(operation, model)),
  );
  const urls = bothWith(servers, paths, (server, path) => server + path);
  return isShuffled || (paths.before !== paths.after && urls.before !== urls.after);
};

/** What none of the comparisons above covers. */
const compareRest = (
  operations: Both<Operation>,
  member: (name: string) => Place,
  { report }: Context,
): void => {
  const tags = both(operations, (each) => [...each.tags].sort());
  if (!isEqual(tags.before, tags.after))
    report("tags-changed", member("tags"), tags.before.join(", "), tags.after.join(", "));
  if (!isEqual(operations.before.callbacks, operations.after.callbacks))
    report("callbacks-changed", member("callbacks"));
  compareNodes(operations, member, "operation", report);
  const keywords = both(operations, ({ otherKeywords }) => otherKeywords);
  for (const key of allKeys(both(keywords, Object.keys))) {
    if (isEqual(keywords.before[key], keywords.after[key])) continue;
    const text = both(keywords, (each) => JSON.stringify(each[key]));
    report("operation-keyword-changed", member(key), text.before, text.after);
  }
};
