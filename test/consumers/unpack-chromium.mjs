import { fileURLToPath } from "node:url";
import { inflate } from "@sparticuz/chromium";

// The libraries too, since a bare machine has none of them. Unpacks into the folder for temporary files.
for (const name of ["chromium.br", "al2023.tar.br"])
  await inflate(
    fileURLToPath(new URL(`../bin/${name}`, import.meta.resolve("@sparticuz/chromium"))),
  );
