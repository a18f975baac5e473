/** `node test/judge/call.ts openapi.yml`: generates a package, starts Prism, and calls every operation. */
import { callAll, generateFrom } from "./any-document.ts";
import { install } from "./install.ts";

const [, , path] = process.argv;
if (path === undefined) {
  process.stderr.write("call.ts: expected the path of an OpenAPI document.\n");
  process.exit(64);
}
install(import.meta.dirname);
for await (const { error, name, request, result, status, violations } of callAll(
  path,
  await generateFrom(path),
)) {
  const outcome = String(error ?? JSON.stringify(result)).slice(0, 100);
  const answered = status === undefined ? "" : `${status} `;
  process.stdout.write(`${name}: ${request ?? "not sent"} → ${answered}${outcome}\n`);
  for (const violation of violations) process.stdout.write(`  ${violation}\n`);
}
