import { fieldsOf, fileOf, textOf, valueOf } from "./body-values.js";
import { invalid } from "./leaves.js";
import type { Serializer } from "./operation.js";

/**
 * A multipart body with a media type for each part: what `encoding` says, else a file's own, else JSON for objects.
 * OpenAPI 3.1, section 4.8.15; RFC 2046, section 5.1; RFC 7578.
 */
export const writeParts: Serializer = (
  request,
  leaves,
  { contentType = "multipart/form-data", encoding = {}, shape },
) => {
  // Pages without TLS and React Native have no `crypto.randomUUID`.
  const boundary = `----${String(Math.random()).slice(2)}${String(Math.random()).slice(2)}`;
  const parts: BlobPart[] = [];
  for (const field of fieldsOf(valueOf(leaves), shape)) {
    const [key, value] = field;
    const file = fileOf(value);
    const { contentType: declared, headers = {} } =
      (Object.hasOwn(encoding, key) && encoding[key]) || {};
    const isJson = !file && typeof value === "object" && !(value instanceof Date);
    const own = isJson ? "application/json" : file?.type;
    const type = fitting(declared, own) ?? own;
    if (isJson && isOfOtherText.test(type ?? ""))
      throw invalid(`body.${key}`, `${type} as text`, value);
    const fileName = file && `; filename="${escape((file as Partial<File>).name ?? "blob")}"`;
    const head = [
      `--${boundary}`,
      `Content-Disposition: form-data; name="${escape(key)}"${fileName ?? ""}`,
      ...(type || file ? [`Content-Type: ${type || "application/octet-stream"}`] : []),
      ...Object.entries(headers).map(([name, text]) => `${name}: ${text}`),
    ];
    parts.push(`${head.join("\r\n")}\r\n\r\n`, file ?? textOf(field), "\r\n");
  }
  request.init.body = new Blob([...parts, `--${boundary}--\r\n`]);
  request.headers.set("Content-Type", `${contentType}; boundary=${boundary}`);
};

/** What no object is written in. */
const isOfOtherText = /[/+](xml|csv)\b|^multipart|urlencoded/i;

/** Of the media types that `encoding` lists, the value's own if it is among them, else the first that is no range. */
const fitting = (declared: string | undefined, own: string | undefined): string | undefined => {
  const types = declared?.split(",").map((type) => type.trim()) ?? [];
  return types.find((type) => type === own) ?? types.find((type) => !type.includes("*"));
};

/** As browsers do. WHATWG HTML, section 4.10.21.8. */
const escape = (name: string): string =>
  name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
