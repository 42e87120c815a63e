import { describe, expect, it } from "vitest";
import { clockIn, dateIn, offsetIn, spanTo } from "./time";

const at = "2026-11-30T16:00:05.123456Z";

describe("a moment", () => {
  it("is shown in the edition's zone, not the viewer's", () => {
    expect(dateIn("zh-Hans", "Asia/Shanghai", at)).toBe("2026-12-01");
    expect(dateIn("en", "Asia/Shanghai", at)).toBe("1 Dec 2026");
    expect(clockIn("Asia/Shanghai", at)).toBe("00:00");
    expect(clockIn("Asia/Shanghai", at, true)).toBe("00:00:05");
    expect(offsetIn("Asia/Shanghai", at)).toBe("GMT+8");
  });

  it("is so many days and hours away", () => {
    const now = Date.parse("2026-11-29T12:30:05.123Z");
    expect(spanTo(at, now)).toEqual({ past: false, days: 1, hours: 3, minutes: 30 });
    expect(spanTo(at, Date.parse("2026-11-30T16:02:06Z")).past).toBe(true);
  });
});
