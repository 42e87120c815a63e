import { describe, expect, it } from "vitest";
import type { Money } from "@/api/types";
import type { Card } from "../api/types";
import { dayIn, urgency } from "./clock";
import { filterOf, matches, NOTHING, searchOf } from "./filter";
import { sumsByKind } from "./sums";

const money = (kind: string, minor: number): Money => ({ kind, currency: "CNY", minor });

describe("sums", () => {
  it("never mix kinds of money", () => {
    const sums = sumsByKind([
      money("planned_investment", 100),
      money("agreed", 5),
      null,
      money("planned_investment", 23),
    ]);
    expect(sums).toEqual([money("planned_investment", 123), money("agreed", 5)]);
  });

  it("never mix currencies, and are exact", () => {
    const dollars = { kind: "agreed", currency: "USD", minor: 7 } as unknown as Money;
    expect(sumsByKind([money("agreed", 1), dollars])).toEqual([money("agreed", 1), dollars]);
    const big = sumsByKind([money("agreed", 4_503_599_627_370_495), money("agreed", 1)]);
    expect(big[0]?.minor).toBe(4_503_599_627_370_496);
    expect(sumsByKind([null])).toEqual([]);
  });
});

describe("the filter", () => {
  const now = Date.parse("2026-11-25T08:00:00Z");
  const card = {
    code: "P-1",
    name: { zh: "蓝鲸储能", en: "Blue Whale" },
    owner: { id: "me", name: { zh: "王", en: "Wang" } },
    due_at: "2026-11-24T08:00:00Z",
    entry: { number: "QM-05", title: "钠离子", team: { zh: "蓝鲸储能", en: "Blue Whale" } },
  } as unknown as Card;
  const keeps = (search: Record<string, unknown>, me: string | null = "me") =>
    matches(card, filterOf(search), me, now);

  it("finds by every typed word, in any language", () => {
    expect(keeps({ q: "蓝鲸" })).toBe(true);
    expect(keeps({ q: "whale qm-05" })).toBe(true);
    expect(keeps({ q: "whale 极目" })).toBe(false);
  });

  it("finds by pinyin initials, and by who is in charge", () => {
    expect(keeps({ q: "ljcn" })).toBe(true);
    expect(keeps({ q: "LJ wang" })).toBe(true);
    expect(keeps({ q: "jmsj" })).toBe(false);
  });

  it("keeps one track and one edition", () => {
    const track = { zh: "新能源", en: "New energy" };
    const of = { ...card, entry: { ...card.entry, track, edition: "e-1" } } as Card;
    expect(matches(of, filterOf({ track: "新能源" }), null, now)).toBe(true);
    expect(matches(of, filterOf({ track: "新材料" }), null, now)).toBe(false);
    expect(matches(of, filterOf({ edition: "e-1" }), null, now)).toBe(true);
    expect(matches(of, filterOf({ edition: "e-2" }), null, now)).toBe(false);
    expect(keeps({ track: "新能源" })).toBe(false);
  });

  it("keeps mine and what is overdue", () => {
    expect(keeps({ mine: 1 })).toBe(true);
    expect(keeps({ mine: 1 }, "other")).toBe(false);
    expect(keeps({ late: 1 })).toBe(true);
    expect(matches({ ...card, due_at: null }, filterOf({ late: 1 }), "me", now)).toBe(false);
  });

  it("survives the address", () => {
    const kept = { edition: "e-1", track: "新能源", open: ["production", "aside"] };
    const filter = { q: "5", mine: true, late: false, ...kept };
    expect(filterOf(searchOf(filter))).toEqual(filter);
    expect(filterOf({})).toEqual({ ...NOTHING, open: [] });
    expect(filterOf({ q: 5 }).q).toBe("5");
  });
});

describe("the running clock", () => {
  it("turns amber in the last fifth and red after the end", () => {
    const at = (day: string) => Date.parse(`2026-11-${day}T00:00:00Z`);
    const since = "2026-11-01T00:00:00Z";
    const due = "2026-11-11T00:00:00Z";
    expect(urgency(since, due, at("05"))).toBe("fine");
    expect(urgency(since, due, at("10"))).toBe("soon");
    expect(urgency(since, due, at("12"))).toBe("late");
    expect(urgency(since, null, at("12"))).toBe("none");
  });

  it("names a day without its year", () => {
    expect(dayIn("zh-Hans", "2026-11-27T07:00:00Z")).toBe("11-27");
    expect(dayIn("en", "2026-11-27T07:00:00Z")).toBe("27 Nov");
  });
});
