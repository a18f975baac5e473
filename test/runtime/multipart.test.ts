import busboy from "busboy";
import fc from "fast-check";
import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { writeMultipart } from "../../templates/runtime/body.ts";
import type { Serialization, Serializer } from "../../templates/runtime/operation.ts";
import { writeParts } from "../../templates/runtime/parts.ts";
import { emptyRequest } from "./request-parts.ts";

/** A part as a server gets it; what is not a file has no name. */
interface Part {
  readonly field: string;
  readonly text: string;
  readonly type: string;
  readonly fileName?: string | undefined;
}

/** Sends a body, and resolves to the parts that an independent parser finds in its bytes. */
async function partsOf(
  write: Serializer,
  body: object,
  serialization: Partial<Serialization> = {},
): Promise<readonly Part[]> {
  const request = emptyRequest();
  const leaf = { keys: ["body"], value: body as unknown as string }; // `leavesOf` passes a body as it is.
  write(request, [leaf], {
    style: write,
    name: "body",
    ...serialization,
  });
  const { headers } = request;
  const sent = new Request("http://127.0.0.1", { method: "POST", ...request.init, headers });
  const parser = busboy({
    headers: { "content-type": sent.headers.get("content-type") ?? "" },
    defParamCharset: "utf8",
    preservePath: true,
  });
  const parts: Promise<Part>[] = [];
  parser.on("field", (field, text, { mimeType: type }) =>
    parts.push(Promise.resolve({ field, text, type })),
  );
  parser.on("file", (field, stream, { filename: fileName, mimeType: type }) =>
    parts.push(
      buffer(stream).then((bytes) => ({ field, text: bytes.toString("latin1"), type, fileName })),
    ),
  );
  const closed = new Promise((resolve, reject) => parser.on("close", resolve).on("error", reject));
  parser.end(Buffer.from(await sent.arrayBuffer()));
  await closed;
  return Promise.all(parts);
}

/** Browsers, and the package, write what may not stand in a quoted name this way. */
const escaped = (name: string): string =>
  name.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");

// Of control characters a header can hold none, and busboy reads a backslash as the escape that browsers do not write.
const text = fc.string({ unit: "binary", maxLength: 20 }).filter((each) => each.isWellFormed());
const name = text.filter((each) => each !== "" && !/[\p{Cc}\\]/u.test(each));
const fileName = fc
  .array(fc.oneof(name, fc.constantFrom("\r", "\n", '"')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(""));
const line = text.filter((each) => !/[\r\n]/.test(each)); // A form has CRLF where a value has LF.
const type = fc.constantFrom("", "image/png", "application/json", "text/plain");
const file = fc
  .tuple(fc.uint8Array({ maxLength: 40 }), fc.option(fileName, { nil: undefined }), type)
  .map(([bytes, own, type]) => {
    const content = [new Uint8Array(bytes)];
    return own === undefined ? new Blob(content, { type }) : new File(content, own, { type });
  });
const member = fc.oneof(line, fc.integer(), fc.boolean(), file);
const json = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
const bodyOf = (value: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.dictionary(name, fc.oneof(value, fc.array(value, { maxLength: 3 })), {
    maxKeys: 5,
    noNullPrototype: true,
  });

/** The parts that the values of a body must become. */
async function expected(body: object, objectType: string): Promise<readonly Part[]> {
  const values = Object.entries(body).flatMap(([field, value]: [string, unknown]) =>
    [value].flat().map((item: unknown) => ({ field: escaped(field), item })),
  );
  return Promise.all(
    values.map(async ({ field, item }): Promise<Part> => {
      if (!(item instanceof Blob))
        return typeof item === "object"
          ? { field, text: JSON.stringify(item), type: objectType }
          : { field, text: String(item), type: "text/plain" };
      return {
        field,
        text: Buffer.from(await item.arrayBuffer()).toString("latin1"),
        type: item.type || "application/octet-stream",
        fileName: escaped((item as Partial<File>).name ?? "blob"),
      };
    }),
  );
}

describe("busboy finds in a multipart body what the caller passed", () => {
  test.each([
    ["of a form", writeMultipart, member, "text/plain"],
    ["with media types of its own", writeParts, fc.oneof(member, json), "application/json"],
  ])("%s", async (_name, write, value, objectType) => {
    await fc.assert(
      fc.asyncProperty(bodyOf(value), async (body) => {
        const found = await partsOf(write, body);
        expect(found).toEqual(await expected(body, objectType));
      }),
      { numRuns: 300 },
    );
  });

  test("with the media types that encoding says", async () => {
    const body = {
      about: { a: [1, "ü"] },
      image: new Blob(["x"], { type: "image/png" }),
      note: "n",
    };
    const encoding = {
      about: { contentType: "application/vnd.about+json" },
      image: { contentType: "image/jpeg, image/png" },
      note: { contentType: "text/markdown" },
    };
    expect(await partsOf(writeParts, body, { encoding })).toEqual([
      { field: "about", text: '{"a":[1,"ü"]}', type: "application/vnd.about+json" },
      { field: "image", text: "x", type: "image/png", fileName: "blob" },
      { field: "note", text: "n", type: "text/markdown" },
    ]);
  });
});
