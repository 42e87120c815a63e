import { describe, expect, it } from "vitest";
import { initialsOf } from "./initials";

describe("initials", () => {
  it.each([
    ["蓝鲸储能", "ljcn"],
    ["极目视觉", "jmsj"],
    ["流光半导体", "lgbdt"],
    ["知微检测", "zwjc"],
    ["云帆低空", "yfdk"],
    ["磐石机器人", "psjqr"],
    ["一苇量子", "ywlz"],
    ["AI+机器人", "AI+jqr"],
    ["Blue Whale", "Blue Whale"],
    ["", ""],
  ])("of %s are %s", (text, initials) => {
    expect(initialsOf(text)).toBe(initials);
  });
});
