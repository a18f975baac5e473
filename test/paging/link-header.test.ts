import { expect, test } from "vitest";
import { nextTarget } from "../../templates/runtime/by-link-header.ts";

test.each<[string, string, string | undefined]>([
  ["a relation in quotes", '<a?page=2>; rel="next"', "a?page=2"],
  ["a relation without quotes", "<a?page=2>; rel=next", "a?page=2"],
  ["capitals", '<a?page=2>; REL="NEXT"', "a?page=2"],
  ["several relations", '<a?page=2>; rel="last next"', "a?page=2"],
  [
    "several links",
    '<a?page=1>; rel="first", <a?page=3>; rel="next", <a?page=9>; rel="last"',
    "a?page=3",
  ],
  [
    "commas and semicolons in a target",
    '<a?ids=1,2;3>; rel="prev", <a?ids=4,5>; rel="next"',
    "a?ids=4,5",
  ],
  ["parameters before the relation", '<a?page=2>; title="x, y"; rel="next"', "a?page=2"],
  ["a title that speaks of a relation", '<a?page=1>; title="; rel=next"; rel="prev"', undefined],
  ["the first relation only", '<a?page=1>; rel="prev"; rel="next"', undefined],
  ["a relation that begins alike", '<a?page=2>; rel="nextish"', undefined],
  ["spaces around everything", '< a?page=2 > ; rel = "next" ', "a?page=2"],
  ["a next page without results", '<a?page=2>; rel="next"; results="false"', undefined],
  ["a next page with results", '<a?page=2>; rel="next"; results="true"; cursor="2"', "a?page=2"],
  ["no next link", '<a?page=1>; rel="prev"', undefined],
  ["no link", "", undefined],
])("%s", (_name, header, want) => {
  expect(nextTarget(header)).toBe(want);
});
