import { readdirSync } from "node:fs";
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import texts from "./lint/texts.js";

const features = readdirSync(new URL("src/features", import.meta.url));
const shared = ["ui", "lib", "api", "offline"];

/** A zone: files of `folder` may not import what the patterns match. */
const zone = (folder, group, message) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: { "no-restricted-imports": ["error", { patterns: [{ group, message }] }] },
});

export default tseslint.config(
  { ignores: ["dist", "node_modules", "public", "src/api/schema.d.ts", "src/api/live.d.ts"] },
  js.configs.recommended,
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { "react-hooks": hooks, yisai: texts },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "yisai/no-plain-text": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/only-throw-error": "off",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
    },
  },
  {
    files: ["src/**/*.test.{ts,tsx}", "src/test/**"],
    rules: {
      "yisai/no-plain-text": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["*.{js,cjs,ts}", "{lint,worker}/**/*.js"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      parser: tseslint.parser,
      globals: { module: "writable", process: "readonly", URL: "readonly" },
    },
  },
  ...features.map((name) =>
    zone(
      `features/${name}`,
      features.filter((other) => other !== name).map((other) => `@/features/${other}/**`),
      "A feature never imports another: move what is shared to ui, api, offline or lib.",
    ),
  ),
  ...shared.map((name) =>
    zone(name, ["@/features/**", "@/entries/**"], "Shared code knows no feature and no entry."),
  ),
);
