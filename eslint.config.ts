import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  {
    ignores: [
      "**/dist/",
      "**/node_modules/",
      "test/fixtures/*/want/",
      "test/install/programs/",
      "examples/another-api/call.ts",
      "docs/.vitepress/",
      "docs/{drift,normalization}/",
    ],
  },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    files: ["**/*.ts"],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // The builder of @hey-api/openapi-ts takes its own instances, which its types do not show.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // A hook may return nothing, which is what `void` says in a union too.
      "@typescript-eslint/no-invalid-void-type": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_", argsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/require-await": "off",
      // Enums do not compile here (erasableSyntaxOnly), and looking for them takes a fifth of the time.
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
  {
    // Tests print values of every kind on purpose.
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-base-to-string": "off" },
  },
  {
    // JavaScript, for run times that know no types, each with its own globals.
    files: ["scripts/lib/compile-cache.js", "test/consumers/**/*.{mjs,cjs}"],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { "no-undef": "off", "@typescript-eslint/no-require-imports": "off" },
  },
);
