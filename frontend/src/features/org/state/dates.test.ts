import { describe, expect, it } from "vitest";
import { dayOf, endOfDay } from "./dates";

describe("the end of a day", () => {
  it("is the last minute where the edition is", () => {
    expect(endOfDay("2026-12-31", "Asia/Shanghai")).toBe("2026-12-31T15:59:00.000Z");
    expect(endOfDay("2026-12-31", "UTC")).toBe("2026-12-31T23:59:00.000Z");
    expect(endOfDay("2026-07-01", "America/New_York")).toBe("2026-07-02T03:59:00.000Z");
  });

  it("reads back as the same day", () => {
    for (const zone of ["Asia/Shanghai", "UTC", "America/New_York"]) {
      expect(dayOf(endOfDay("2027-02-28", zone), zone)).toBe("2027-02-28");
    }
  });
});
