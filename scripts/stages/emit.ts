import { createClient } from "@hey-api/openapi-ts";
import { operations } from "../../templates/plugin/operations.ts";
import { types } from "../../templates/plugin/types.ts";
import { captureConsole } from "../lib/capture-console.ts";
import { Failure } from "../lib/failure.ts";
import type { Files } from "../lib/files.ts";
import type { Plan } from "../plan/plan.ts";

/** Plan → the files of the package's `src/` that @hey-api/openapi-ts prints: operations, components, the index. */
export const emit = async (plan: Plan): Promise<Files> => {
  let printed: readonly { readonly path: string; readonly content: string }[] = [];
  const capture = {
    name: "capture",
    config: {},
    // hey-api has no API for its output in memory, and rendering twice would print type imports as values: so the one
    // rendering is intercepted.
    handler: ({ plugin }: { plugin: { gen: { render: () => typeof printed } } }) => {
      const render = plugin.gen.render.bind(plugin.gen);
      plugin.gen.render = () => (printed = render());
    },
  };
  try {
    const { result: contexts, lines } = await captureConsole(() =>
      createClient({
        input: { openapi: "3.1.0", info: { title: "", version: "" }, paths: {} }, // The types plugin reads the schemas.
        // Otherwise hey-api merges a configuration from the working directory: with a name that has no ending, the
        // directory's own `index.js`.
        configFile: "no-configuration.none",
        dryRun: true,
        interactive: false,
        logs: { level: "silent", file: false },
        output: {
          path: "/package/src",
          clean: false,
          header: null,
          fileName: { suffix: null },
          module: { extension: ".js" },
          tsConfigPath: null,
        },
        parser: { transforms: { readWrite: false } },
        plugins: [types(plan.types), operations(plan.operations), capture as never],
      } as never),
    );
    const skipped = lines.find((line) => /skip|unhandled|unsupported/i.test(line));
    if (skipped !== undefined) throw new Error(skipped);
    if (contexts.length !== 1 || printed.length === 0)
      throw new Error(`${contexts.length} contexts, ${printed.length} files`);
  } catch (error) {
    const inner = (error as { originalError?: { error?: unknown } }).originalError?.error ?? error;
    throw new Failure(
      "internal",
      `internal error: @hey-api/openapi-ts failed: ${String(inner)}. Please report the document.`,
      { cause: inner },
    );
  }
  return new Map(
    printed.map(({ path, content }) => [`src/${path.replace(/^\/package\/src\//, "")}`, content]),
  );
};
