import { RuleTester } from "eslint";
import tseslint from "typescript-eslint";
import { describe, it } from "vitest";
import texts from "./texts.js";

RuleTester.describe = describe;
RuleTester.it = it;
const tester = new RuleTester({
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { ecmaFeatures: { jsx: true } },
  },
});
const errors = [{ messageId: "plain" }];

tester.run("no-plain-text", texts.rules["no-plain-text"], {
  valid: [
    "<p>{t('home.title')}</p>",
    "<p> · </p>",
    "<input data-testid='entry-title' type='email' />",
    "const key = 'home.title';",
  ],
  invalid: [
    { code: "<p>Save now</p>", errors },
    { code: "<p>保存</p>", errors },
    { code: "<input placeholder='Your name' />", errors },
    { code: "const words = '保存';", errors },
    { code: "const words = `第 ${n}`;", errors },
  ],
});
