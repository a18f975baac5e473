import { describe, expect, test } from "vitest";
import { type Fault, leftOutReport, printFaults, refusal } from "../../scripts/lib/faults.ts";

const fault = (operations: readonly string[], line = 7): Fault => ({
  place: `api.yml:${line}`,
  problem: "something is wrong; correct it",
  operations,
});
const wrong = "something is wrong; correct it.";

describe("a fault is printed with the operations that reach it", () => {
  test.each([
    [["A"], `api.yml:7: A: ${wrong}`],
    [["A", "B", "C", "D"], `api.yml:7: A, B, C, D: ${wrong}`],
    [["A", "B", "C", "D", "E"], `api.yml:7: A, B, C and 2 more: ${wrong}`],
  ])("%s", (operations, want) => {
    expect(printFaults([fault(operations)])).toEqual([want]);
  });

  test("and of very many only the first are", () => {
    const many = Array.from({ length: 102 }, (_, index) => fault(["A"], index));
    const printed = printFaults(many);
    expect(printed).toHaveLength(101);
    expect(printed.at(-1)).toBe("… and 2 more faults.");
  });
});

test("a refusal says how to go on where there is a way", () => {
  const faults = [fault(["A", "B"]), fault(["B"], 9)];
  expect(refusal(faults, false).message).toBe(`api.yml:7: A, B: ${wrong}\napi.yml:9: B: ${wrong}`);
  expect(refusal(faults, true).message).toBe(
    `api.yml:7: A, B: ${wrong}\napi.yml:9: B: ${wrong}\n2 operations are at fault; correct the document, or leave them out with --skip-faulty.`,
  );
  expect(refusal([fault(["A"])], true)).toMatchObject({
    code: 3,
    message: `api.yml:7: A: ${wrong}\n1 operation is at fault; correct the document, or leave it out with --skip-faulty.`,
  });
});

test("what was left out is listed", () => {
  expect(leftOutReport([fault(["A"])])).toBe(`left out 1 operation:\napi.yml:7: A: ${wrong}\n`);
});
