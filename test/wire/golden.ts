import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatePackage } from "../../scripts/pipeline.ts";
import { config, fixturePath, shapes, templates } from "../fixtures.ts";
import { callEverything, type ExampleCall } from "./example-calls.ts";

const folder = join(import.meta.dirname, "golden");

/** Documents next to the golden files, for cases that no fixture covers. */
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".yml"))
  .map((name) => name.replace(/\.yml$/, ""));

/** Everything that has a golden file: the fixtures, and the documents next to the golden files. */
export const goldenFixtures: readonly string[] = [...shapes, ...documents];

export const goldenPath = (fixture: string): string => join(folder, `${fixture}.txt`);

/** What goes over the wire for each operation of a fixture: method, URL, headers and body. */
export async function goldenOf(fixture: string): Promise<string> {
  const path = documents.includes(fixture)
    ? join(folder, `${fixture}.yml`)
    : fixturePath(fixture, "openapi.yml");
  const text = readFileSync(path, "utf8");
  const calls = await callEverything(await generatePackage(text, "openapi.yml", config, templates));
  return (await Promise.all(calls.map(print))).join("\n");
}

/** A line for each pair of the query and for each header, so that a diff shows which of them changed. */
async function print({ name, request }: ExampleCall): Promise<string> {
  const { headers, method, url } = request;
  const boundary = /boundary=(.*)/.exec(headers.get("content-type") ?? "")?.[1];
  const body = await request.text();
  const lines = [
    `# ${name}`,
    `${method} ${url.replaceAll(/[?&]/g, "\n  $&")}`,
    ...[...headers].map(([key, value]) => `${key}: ${value}`),
    ...(body === "" ? [] : ["", body.replaceAll("\r\n", "\n").replace(/\n$/, "")]),
    "",
  ];
  const printed = lines.join("\n");
  return boundary === undefined ? printed : printed.replaceAll(boundary, "boundary");
}
