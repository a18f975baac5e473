import { expect, test } from "vitest";
import { pageRequests } from "../../templates/runtime/page-requests.ts";
import type { Key } from "../../templates/runtime/pagination.ts";

/** Requests that answer with their own key, but for a page that fails, and the keys in the order of the requests. */
function recorded(failing: Key = "none") {
  const requested: (Key | undefined)[] = [];
  const request = pageRequests((key) => {
    requested.push(key);
    return key === failing
      ? Promise.reject(new Error(`page ${key} failed`))
      : Promise.resolve(`page ${key}`);
  });
  return { request, requested };
}

test("a page that was requested ahead is not requested again in its turn", async () => {
  const { request, requested } = recorded();
  void request(2, true);
  void request(3, true);
  expect(await request(2)).toBe("page 2");
  expect(await request(3)).toBe("page 3");
  expect(requested).toEqual([2, 3]);
});

test("a page that is still ahead is not requested twice", () => {
  const { request, requested } = recorded();
  void request(2, true);
  void request(2, true);
  expect(requested).toEqual([2]);
});

test("a page is forgotten once it was taken", async () => {
  const { request, requested } = recorded();
  void request(2, true);
  await request(2);
  await request(2);
  expect(requested).toEqual([2, 2]);
});

test("an error of a page ahead surfaces in its turn, and not before", async () => {
  const { request } = recorded(2);
  void request(2, true);
  await new Promise((resolve) => setTimeout(resolve));
  await expect(request(2)).rejects.toThrow("page 2 failed");
});
