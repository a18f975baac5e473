import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Change } from "../../scripts/drift/change.ts";
import { acceptChanges, type IgnoreEntry } from "../../scripts/drift/accepted/accept-changes.ts";
import { readIgnored } from "../../scripts/drift/accepted/read-ignored.ts";
import { unchanged } from "../../scripts/drift/report.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const today = "2026-06-15";

const read = async (text: string): Promise<readonly IgnoreEntry[]> => {
  const file = join(temporaryFolder(), "drift-ignore.yml");
  writeFileSync(file, text);
  const entries = readIgnored(file, today);
  return entries.map((each) => ({ ...each, at: each.at.slice(file.length) }));
};

describe("spec/drift-ignore.yml", () => {
  test("may be missing, empty, or an empty list", async () => {
    expect(readIgnored(join(temporaryFolder(), "none.yml"), today)).toEqual([]);
    expect(await read("")).toEqual([]);
    expect(await read("# nothing accepted\n")).toEqual([]);
    expect(await read("[]")).toEqual([]);
  });

  test("accepts a fingerprint, or an id and a pointer, each with a reason and an expiry date", async () => {
    const entries = await read(
      [
        "# accepted",
        "- fingerprint: 0a1b2c3d4e5f",
        "  reason: Known",
        "  expires: 2026-12-31",
        "- id: request-property-removed",
        "  pointer: /paths/~1widgets/get",
        "  reason: Never used",
        "  expires: 2026-06-15",
      ].join("\n"),
    );
    expect(entries).toEqual([
      {
        fingerprint: "0a1b2c3d4e5f",
        reason: "Known",
        expires: "2026-12-31",
        isExpired: false,
        at: ":2",
      },
      {
        id: "request-property-removed",
        pointer: "/paths/~1widgets/get",
        reason: "Never used",
        expires: "2026-06-15",
        isExpired: false,
        at: ":5",
      },
    ]);
  });

  test.each([
    ["2026-06-14", true],
    ["2026-06-15", false],
    ["2026-06-16", false],
  ])("has entries that are valid through their expiry date: %s", async (expires, isExpired) => {
    const [entry] = await read(`- { fingerprint: a, reason: r, expires: ${expires} }`);
    expect(entry?.isExpired).toBe(isExpired);
  });

  test.each([
    ["invalid YAML", "- {", ":1: expected YAML"],
    [
      "a document that is not a list",
      "fingerprint: a",
      ":1: expected a list of accepted changes, found a object",
    ],
    ["an entry that is a string", "- abc", ':1: expected an entry with members, found "abc"'],
    [
      "an unknown key",
      "- { fingerprint: a, reason: r, expires: 2026-12-31 }\n- { fingerprint: a, why: r }",
      ":2: expected one of fingerprint, id, pointer, reason, expires, found why",
    ],
    [
      "an id without a pointer",
      "- { id: deprecated, reason: r, expires: 2026-12-31 }",
      ":1: expected a fingerprint, or an id and a pointer, found neither",
    ],
    [
      "a pointer without an id",
      "- { pointer: /a, reason: r, expires: 2026-12-31 }",
      ":1: expected a fingerprint, or an id and a pointer, found neither",
    ],
    [
      "a missing reason",
      "- { fingerprint: a, expires: 2026-12-31 }",
      ":1: expected a reason, found none",
    ],
    [
      "an empty reason",
      "- { fingerprint: a, reason: '', expires: 2026-12-31 }",
      ":1: expected a reason, found none",
    ],
    [
      "a missing expiry date",
      "- { fingerprint: a, reason: r }",
      ":1: expected a last day, `expires: YYYY-MM-DD`, found none",
    ],
    [
      "an expiry date that is not a date",
      "- { fingerprint: a, reason: r, expires: tomorrow }",
      ":1: expected a last day, `expires: YYYY-MM-DD`, found tomorrow",
    ],
    [
      "an expiry date with an invalid month",
      "- { fingerprint: a, reason: r, expires: 2026-13-01 }",
      ":1: expected a last day, `expires: YYYY-MM-DD`, found 2026-13-01",
    ],
  ])("rejects %s and names the line", async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});

const change = (id: string, pointer: string, fingerprint: string): Change => ({
  ...{
    id,
    pointer,
    fingerprint,
    operation: "ListWidgets",
    operations: ["ListWidgets"],
    message: "changed",
    line: 3,
  },
  upgrade: "breaking",
  stay: "breaks",
  verdict: "breaking",
  side: "request",
  before: "a",
  after: "b",
});
const changes = [change("x", "/a", "1111"), change("x", "/b", "2222"), change("y", "/a", "3333")];
const entry = (names: Partial<IgnoreEntry>): IgnoreEntry => ({
  reason: "Known",
  expires: "2026-12-31",
  isExpired: false,
  at: "drift-ignore.yml:1",
  ...names,
});
const unused = "drift-ignore.yml:1: matches no change; remove it.";

describe("accepted changes", () => {
  test.each([
    ["are matched by fingerprint", { fingerprint: "2222" }, ["2222"], []],
    ["are matched by id and pointer", { id: "x", pointer: "/a" }, ["1111"], []],
    [
      "are matched by fingerprint, id and pointer",
      { fingerprint: "3333", id: "y", pointer: "/a" },
      ["3333"],
      [],
    ],
    ["are not matched by a different fingerprint", { fingerprint: "4444" }, [], [unused]],
    [
      "are not matched by a fingerprint with another id",
      { fingerprint: "1111", id: "y" },
      [],
      [unused],
    ],
    [
      "are not matched by a fingerprint with another pointer",
      { fingerprint: "1111", pointer: "/b" },
      [],
      [unused],
    ],
    ["are not matched by an id with another pointer", { id: "y", pointer: "/b" }, [], [unused]],
    [
      "are not matched by an expired entry",
      { fingerprint: "1111", isExpired: true, expires: "2026-01-31" },
      [],
      [
        "drift-ignore.yml:1: expired on 2026-01-31, so the change that it accepted is reported again; renew it or remove it.",
      ],
    ],
    [
      "are not matched by an expired entry with an unknown fingerprint",
      { fingerprint: "4444", isExpired: true, expires: "2026-01-31" },
      [],
      ["drift-ignore.yml:1: expired on 2026-01-31; renew it or remove it."],
    ],
  ])("%s", (_, names, accepted, notes) => {
    const found = acceptChanges(changes, [entry(names)]);
    const rest = changes.filter(
      ({ fingerprint }) => !accepted.some((each) => each === fingerprint),
    );
    expect(found.accepted.map(({ fingerprint, reason }) => [fingerprint, reason])).toEqual(
      accepted.map((fingerprint) => [fingerprint, "Known"]),
    );
    expect(found.changes).toEqual(rest);
    expect(found.notes).toEqual(notes);
  });

  test("are matched only once by duplicate entries", async () => {
    const duplicate = entry({ fingerprint: "1111", at: "drift-ignore.yml:5" });
    const { accepted, notes } = acceptChanges(changes, [entry({ fingerprint: "1111" }), duplicate]);
    expect(accepted).toHaveLength(1);
    expect(notes).toEqual(["drift-ignore.yml:5: matches no change; remove it."]);
  });

  test("leave unused entries reported even if nothing changed", () => {
    expect(unchanged([entry({ fingerprint: "1111" })])).toMatchObject({
      verdict: "same",
      bump: "none",
      changes: [],
      accepted: [],
      notes: [unused],
    });
  });

  // YAML reads these fingerprints as numbers: 12 and infinity.
  test.each(["000000000012", "1e5000000000"])(
    "are matched by a fingerprint that looks like a number: %s",
    async (fingerprint) => {
      const entries = await read(
        `- { fingerprint: ${fingerprint}, reason: r, expires: 2026-12-31 }`,
      );
      expect(acceptChanges([change("x", "/a", fingerprint)], entries).accepted).toHaveLength(1);
    },
  );

  test("are rejected with a message that shows the form of an entry", async () => {
    await expect(read("- { fingerprint: a, reason: r }")).rejects.toThrow(
      /; an entry has a `fingerprint`, or an `id` and a `pointer`; a `reason`; and .*`expires: YYYY-MM-DD`\.$/,
    );
  });

  test("are rejected with an expiry date that does not exist", async () => {
    await expect(read("- { fingerprint: a, reason: r, expires: 2026-02-31 }")).rejects.toThrow(
      "a last day",
    );
  });
});
