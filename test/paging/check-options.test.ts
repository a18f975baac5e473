import { describe, expect, test } from "vitest";
import type { Pagination } from "../../templates/runtime/operation.ts";
import type { PaginateOptions } from "../../templates/runtime/options.ts";
import { checkOptions } from "../../templates/runtime/walk.ts";

const pagination: Pagination = { items: "data", page: ["page", "number"] };

describe("the first page", () => {
  test.each<[string, object | undefined, Partial<Pagination>, number]>([
    ["1 if there are no params", undefined, {}, 1],
    ["1 if the params have no page", { filter: {} }, {}, 1],
    ["1 if the number is undefined", { page: { number: undefined } }, {}, 1],
    ["the caller's number", { page: { number: 7 } }, {}, 7],
    ["the caller's number, given as a string", { page: { number: "7" } }, {}, 7],
    ["the declared first page", {}, { firstPage: 0 }, 0],
    [
      "the caller's number rather than the declared one",
      { page: { number: 3 } },
      { firstPage: 0 },
      3,
    ],
    ["the number at the top level", { page: 4 }, { page: ["page"] }, 4],
  ])("is %s", (_name, params, declared, want) => {
    expect(checkOptions(params, {}, { ...pagination, ...declared })).toBe(want);
  });

  test.each<[string, unknown, RegExp]>([
    ["NaN", NaN, /^page\.number: expected a finite number, found NaN$/],
    ["Infinity", Infinity, /^page\.number: expected a finite number, found Infinity$/],
    ["a word", "two", /^page\.number: expected a finite number, found a string$/],
    ["an object", {}, /^page\.number: expected a finite number, found a plain object$/],
  ])("cannot be %s", (_name, number, want) => {
    const check = (): number => checkOptions({ page: { number } }, {}, pagination);
    expect(check).toThrow(TypeError);
    expect(check).toThrow(want);
  });
});

describe("limit and maxPages", () => {
  test.each<[string, PaginateOptions]>([
    ["undefined", { limit: undefined, maxPages: undefined }],
    ["zero", { limit: 0, maxPages: 0 }],
    ["Infinity", { limit: Infinity, maxPages: Infinity }],
  ])("may be %s", (_name, options) => {
    expect(checkOptions({}, options, pagination)).toBe(1);
  });

  test.each<[PaginateOptions, string]>([
    [{ limit: -1 }, "limit: expected 0 or more, found -1"],
    [{ limit: NaN }, "limit: expected 0 or more, found NaN"],
    [{ maxPages: -1 }, "maxPages: expected 0 or more, found -1"],
    [{ maxPages: NaN }, "maxPages: expected 0 or more, found NaN"],
  ])("cannot be negative or NaN: %o", (options, want) => {
    const check = (): number => checkOptions({}, options, pagination);
    expect(check).toThrow(TypeError);
    expect(check).toThrow(want);
  });
});
