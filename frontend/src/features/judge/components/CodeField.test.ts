import { expect, it } from "vitest";
import { digitsOf } from "./CodeField";

it.each([
  ["482 913", "482913"],
  ["４８２９１３", "482913"],
  ["482-9134", "482913"],
  ["席位码：482913", "482913"],
  ["48", "48"],
  ["abc", ""],
])("reads the digits of %s", (text, digits) => {
  expect(digitsOf(text)).toBe(digits);
});
