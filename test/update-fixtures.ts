import { rmSync, writeFileSync } from "node:fs";
import { swap } from "../scripts/lib/files.ts";
import { fixturePath, generateFixture, shapes, writtenFiles } from "./fixtures.ts";
import { goldenFixtures, goldenOf, goldenPath } from "./wire/golden.ts";

for (const shape of shapes) {
  const want = writtenFiles(await generateFixture(shape));
  rmSync(fixturePath(shape, "want"), { recursive: true, force: true });
  swap(fixturePath(shape), new Map([[fixturePath(shape, "want"), want]]));
  process.stdout.write(`${shape}: ${String(want.size)} files\n`);
}

for (const fixture of goldenFixtures) writeFileSync(goldenPath(fixture), await goldenOf(fixture));
