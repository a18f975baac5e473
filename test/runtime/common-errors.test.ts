import { expect, test } from "vitest";
import { describeCommon } from "../../templates/runtime/common-errors.ts";

test.each<[string, unknown, string]>([
  [
    "RFC 9457",
    { type: "about:blank", title: "Out of stock", status: 409, detail: "B7 is gone" },
    " Out of stock; B7 is gone",
  ],
  ["a message", { message: "too long" }, " too long"],
  ["an error with a message", { error: { message: "no model", code: "m1" } }, " m1; no model"],
  ["an error that is text", { error: "bad" }, " bad"],
  ["OAuth", { error: "invalid_grant", error_description: "expired" }, " invalid_grant; expired"],
  [
    "FastAPI",
    { detail: [{ loc: ["body", "name"], msg: "field required", type: "value_error" }] },
    " body.name: field required",
  ],
  ["a list of texts", { errors: ["blank", "short"] }, " blank; short"],
  [
    "errors by field",
    { message: "invalid", errors: { email: ["is taken", "is old"] } },
    " invalid; email: is taken, is old",
  ],
  [
    "JSON:API",
    { errors: [{ code: 7, title: "Bad", source: { pointer: "/data" } }] },
    " /data: Bad, 7",
  ],
  [
    "errors by fields that are called like members",
    { errors: { title: ["is blank"], description: ["is short"], name: ["is taken"] } },
    " title: is blank; description: is short; name: is taken",
  ],
  ["ASP.NET", { Message: "No such user", ExceptionType: "x" }, " No such user"],
  ["a message by another name", { error_code: 400, errorMessage: "chat?" }, " 400; chat?"],
  ["a description", { ok: false, description: "chat not found" }, " chat not found"],
  ["a list of messages", { statusCode: 400, message: ["a", "b"], error: "c" }, " c; a; b"],
  ["a SOAP gateway", { fault: { faultstring: "Invalid key", detail: {} } }, " Invalid key"],
  [
    "fields alone",
    { username: ["is taken"], email: ["is old"] },
    " username: is taken; email: is old",
  ],
  [
    "errors that name their field",
    { message: "invalid", errors: [{ resource: "Issue", field: "title", code: "missing" }] },
    " invalid; title: missing",
  ],
  ["a parameter", { error: { message: "declined", param: "source" } }, " source: declined"],
  ["GraphQL", { errors: [{ message: "no such field", path: ["a", 0] }] }, " a.0: no such field"],
  ["the path of the request", { message: "invalid", path: "/widgets" }, " invalid"],
  ["messages in a list of their own", { errorMessages: ["gone"], errors: {} }, " gone"],
  ["issues", { error: { issues: [{ path: ["name"], message: "is short" }] } }, " name: is short"],
  ["short names", { errcode: 40013, errmsg: "invalid appid" }, " 40013; invalid appid"],
  [
    "violations",
    { violations: [{ propertyPath: "age", message: "is negative" }] },
    " age: is negative",
  ],
  [
    "Hydra",
    { "@type": "hydra:Error", "hydra:title": "Bad", "hydra:description": "name: blank" },
    " Bad; name: blank",
  ],
  [
    "Okta",
    { errorCode: "E1", errorSummary: "failed", errorCauses: [{ errorSummary: "login: taken" }] },
    " E1; failed; login: taken",
  ],
  [
    "invalid parameters",
    { title: "Bad", "invalid-params": [{ name: "age", reason: "is negative" }] },
    " Bad; age: is negative",
  ],
  [
    "Azure",
    {
      error: {
        code: "BadArgument",
        message: "invalid",
        details: [{ code: "Null", target: "phone", message: "is null" }],
      },
    },
    " BadArgument; invalid; phone: Null, is null",
  ],
  ["details in words", { message: "invalid", details: "no such port" }, " invalid; no such port"],
  [
    "fields in fields",
    { email: ["is old"], profile: { age: ["is negative"] } },
    " email: is old; profile: age: is negative",
  ],
  [
    "words for users and for developers",
    { userMessage: "sorry", developerMessage: "null" },
    " sorry; null",
  ],
  ["failures", { failures: [{ message: "no disk" }] }, " no disk"],
  ["an error in another object", { meta: { error_message: "no quota" }, id: 1 }, " no quota"],
  ["JSend", { status: "fail", data: { title: "is required" } }, " is required"],
  ["vnd.error", { _embedded: { errors: [{ message: "blank" }] } }, " blank"],
  ["an object without words in another", { meta: { request_id: "r1" }, data: null }, ""],
  ["text", "Not found", " Not found"],
  ["the same words twice", { message: "a", error: "a" }, " a"],
  ["a page of HTML", "<html><body>no</body></html>", ""],
  ["an object without words", { id: 1, name: "x" }, ""],
  ["nothing", undefined, ""],
  ["null", null, ""],
])("%s", (_, body, want) => {
  expect(describeCommon(body)).toBe(want);
});

test("long words are cut", () => {
  expect(describeCommon({ message: "x".repeat(9999) })).toHaveLength(502);
});

test("an object that holds itself ends", () => {
  const body: { errors?: unknown } = {};
  body.errors = [body];
  expect(describeCommon(body)).toBe("");
});
