import { expect, it } from "vitest";
import { placeText } from "./place";

it.each([
  [1, "1st"],
  [2, "2nd"],
  [3, "3rd"],
  [4, "4th"],
  [11, "11th"],
  [22, "22nd"],
])("place %d reads %s in English", (place, text) => {
  expect(placeText(place, "en")).toBe(text);
  expect(placeText(place, "zh-Hans")).toBe(String(place));
});
