import { createRequire, registerHooks } from "node:module";
import type { Files } from "../../lib/files.ts";

export type Module = Readonly<Record<string, unknown>>;

let packages = 0;

/** The package itself, loaded from memory: the report shows what it really sends. */
export const loadPackage = (files: Files): Module => {
  if (files.size === 0) return {};
  const root = `file:///generated-package/${packages++}/`; // Virtual: never touches the disk.
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith(root)) return { url: specifier, shortCircuit: true };
      if (!context.parentURL?.startsWith(root)) return next(specifier, context);
      return {
        url: new URL(specifier.replace(/\.js$/, ".ts"), context.parentURL).href,
        shortCircuit: true,
      };
    },
    load(url, context, next) {
      const source = url.startsWith(root) ? files.get(url.slice(root.length)) : undefined;
      return source === undefined
        ? next(url, context)
        : { format: "module-typescript", source, shortCircuit: true };
    },
  });
  try {
    const load = createRequire(import.meta.url);
    return {
      ...(load(`${root}src/index.ts`) as Module),
      ...(load(`${root}src/runtime/api.ts`) as Module),
    };
  } finally {
    hooks.deregister();
  }
};
