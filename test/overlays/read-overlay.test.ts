import { describe, expect, test } from "vitest";
import type { Failure } from "../../scripts/lib/failure.ts";
import { readOverlay } from "../../scripts/overlays/read-overlay.ts";

const head = "overlay: 1.0.0\ninfo: { title: Fixes, version: 1.0.0 }\n";
const withAction = (action: string): string => `${head}actions:\n  - ${action}\n`;

test("an overlay is read from YAML and JSON, with the lines of its actions", () => {
  const actions = `actions:
  - { target: $.info, description: Shorter., update: { title: Shop } }
  - { target: "$.paths['/a']", remove: true }
`;
  const overlay = readOverlay(
    `${head}extends: https://shop.example/openapi.yml\n${actions}`,
    "fixes.yml",
  );
  expect(overlay).toEqual({
    name: "fixes.yml",
    extends: { document: "https://shop.example/openapi.yml", place: "fixes.yml:3" },
    actions: [
      {
        place: "fixes.yml:5",
        target: "$.info",
        description: "Shorter.",
        change: { kind: "update", value: { title: "Shop" }, replacesPrimitives: false },
      },
      { place: "fixes.yml:6", target: "$.paths['/a']", change: { kind: "remove" } },
    ],
  });
  const json = JSON.stringify({
    overlay: "1.1.0",
    info: { title: "Fixes", version: "1", description: "Why.", "x-a": 1 },
    actions: [{ target: "$.info", copy: "$.info", "x-why": "b" }],
    "x-b": 2,
  });
  expect(readOverlay(json, "fixes.json").actions).toEqual([
    { place: "fixes.json:1", target: "$.info", change: { kind: "copy", from: "$.info" } },
  ]);
});

describe("a malformed overlay is rejected with its line:", () => {
  test.each([
    ["a list", "- a\n", 'fixes.yml:1: expected an OpenAPI Overlay document, found ["a"].'],
    ["broken YAML", "overlay: {\n", /^fixes\.yml:2:1: not well-formed YAML or JSON/],
    [
      "no version",
      "info: {}\n",
      /^fixes\.yml:1: expected `overlay: 1\.0\.0` or `overlay: 1\.1\.0`.*found nothing\.$/,
    ],
    ["a version that is a number", head.replace("1.0.0", "1.1"), /^fixes\.yml:1: .*found 1\.1\.$/],
    ["another version", head.replace("1.0.0", "2.0.0"), /^fixes\.yml:1: .*found "2\.0\.0"\.$/],
    ["an OpenAPI document", "openapi: 3.1.0\npaths: {}\n", /^fixes\.yml:1: expected `overlay:/],
    [
      "no info",
      "overlay: 1.0.0\nactions: []\n",
      "fixes.yml:1: expected an object with `title` and `version`, found nothing.",
    ],
    [
      "no title",
      "overlay: 1.0.0\ninfo:\n  version: '1'\n",
      "fixes.yml:2: expected a string for `info.title`, found nothing.",
    ],
    ["no actions", head, "fixes.yml:1: expected a list of actions, at least one, found nothing."],
    [
      "an empty list of actions",
      `${head}actions: []\n`,
      "fixes.yml:3: expected a list of actions, at least one, found [].",
    ],
    [
      "an unknown field",
      `${head}acions: []\n`,
      "fixes.yml:3: unknown field `acions`; did you mean actions?",
    ],
    [
      "an action that is none",
      withAction("a"),
      'fixes.yml:4: expected an action with a `target`, found "a".',
    ],
    [
      "an unknown field of an action",
      withAction("{ target: $, updates: {} }"),
      "fixes.yml:4: unknown field `updates`; did you mean update?",
    ],
    ["no target", withAction("{ update: {} }"), "fixes.yml:4: expected a JSONPath, found nothing."],
    [
      "a target that is no JSONPath",
      withAction("{ target: info.title, update: {} }"),
      /^fixes\.yml:4: `info\.title` is not a JSONPath as RFC 9535 defines it: /,
    ],
    [
      "a target with an unfinished filter",
      withAction("{ target: '$.paths[?@.a', update: {} }"),
      /^fixes\.yml:4: `\$\.paths\[\?@\.a` is not a JSONPath/,
    ],
    [
      "a target with a name that needs brackets",
      withAction("{ target: $.x-info, remove: true }"),
      "fixes.yml:4: `$.x-info` is not a JSONPath as RFC 9535 defines it: unexpected - at character 4; write such a name in brackets: ['x-name'].",
    ],
    [
      "nothing to do",
      withAction("{ target: $.info }"),
      "fixes.yml:4: the action changes nothing; give it `update`, `copy`, or `remove: true`.",
    ],
    [
      "remove that is no boolean",
      withAction("{ target: $.info, remove: yes please }"),
      'fixes.yml:4: expected true or false, found "yes please".',
    ],
    [
      "copy in 1.0",
      withAction("{ target: $.info, copy: $.a }"),
      "fixes.yml:4: `copy` came with Overlay 1.1; write `overlay: 1.1.0`.",
    ],
    [
      "both update and copy",
      withAction("{ target: $.info, copy: $.a, update: {} }"),
      "fixes.yml:4: the action has both `copy` and `update`; remove one of them.",
    ],
    [
      "a description that is none",
      withAction("{ target: $.info, description: 1, update: {} }"),
      "fixes.yml:4: expected a string, found 1.",
    ],
    [
      "extends that is none",
      `${head}extends: 1\n`,
      "fixes.yml:3: expected the URI of a document, found 1.",
    ],
  ])("%s", (_, text, message) => {
    const run = (): unknown => readOverlay(text, "fixes.yml");
    expect(run).toThrow(expect.objectContaining({ code: 3 }) as Failure);
    expect(run).toThrow(message);
  });
});
