"""Every touch of the judge's panel is large and in sight, at four sizes, also with large text."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser.final_build import HERO
from tests.system.browser.person import LOCALES, PHONE, PORTRAIT, TABLET, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SMALL = (1024, 768)
SIZES = (TABLET, PORTRAIT, SMALL, PHONE)
# What can be touched, with what of it is too small, off the screen or under another one.
_TOUCH = """() => {
  const seen = [...document.querySelectorAll("button, a, textarea, input, [role=slider]")]
    .map((node) => ({ node, box: node.getBoundingClientRect() }))
    .filter(({ node, box }) => box.width && getComputedStyle(node).visibility === "visible");
  const name = ({ node }) => node.dataset.testid || node.className;
  const inside = (a, b) => a.node.contains(b.node) || b.node.contains(a.node);
  // What scrolls out of its own box is under nothing.
  const cut = ({ node, box }) => {
    const rows = node.closest(".jd-rows")?.getBoundingClientRect();
    return rows ? { ...box.toJSON(), bottom: Math.min(box.bottom, rows.bottom) } : box;
  };
  const over = (a, b) => Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1
    && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 1;
  return {
    small: seen.filter(({ box }) => box.width < 47.5 || box.height < 47.5).map(name),
    off: seen.filter(({ box }) => box.left < -1 || box.top < -1
      || box.right > innerWidth + 1 || box.bottom > innerHeight + 1).map(name),
    covered: seen.flatMap((a, at) => seen.slice(at + 1)
      .filter((b) => !inside(a, b) && over({ box: cut(a) }, { box: cut(b) }))
      .map((b) => `${name(a)} / ${name(b)}`)),
    count: seen.length,
  };
}"""
_SCROLL = """() => {
  const rows = document.querySelector(".jd-rows");
  const page = document.documentElement;
  return {
    down: page.scrollHeight - innerHeight,
    right: page.scrollWidth - innerWidth,
    rows: rows.scrollHeight - rows.clientHeight,
  };
}"""
# Text below a size, wherever letters are painted.
_TINY = """(least) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement: box, textContent: text } = walker.currentNode;
    if (!text.trim() || box.closest(".vh, script, style, noscript") || !box.offsetParent) continue;
    const size = parseFloat(getComputedStyle(box).fontSize);
    if (size < least) found.push(`${text.trim()} ${size}`);
  }
  return found;
}"""
_SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((each) =>
    // Less than this is one figure that grows by a hair: CLS stays 0.000.
    each.hadRecentInput || each.value < 0.0001 || window.shifts.push(
      `${each.value} ${each.sources.map(({ node }) =>
        [node?.nodeName, node?.textContent, node?.parentElement?.className])}`))).observe({
      type: "layout-shift", buffered: true });
}"""


def resize(judge: Person, size: tuple[int, int]) -> None:
    """Turn the tablet."""
    judge.page.set_viewport_size({"width": size[0], "height": size[1]})
    judge.page.wait_for_timeout(150)


@pytest.mark.parametrize(
    ("language", "seat"),
    [
        pytest.param("zh-Hans", 4, id="zh"),
        pytest.param("en", 6, id="en", marks=pytest.mark.slow),
    ],
)
def test_every_touch_is_large_and_in_sight(final_read, language, seat):
    """Checks 14 and 15, and text at 125%: sizes, no scroll, nothing over another; no shift."""
    judge = final_read.clean_judge(seat, language=language)
    judge.page.add_init_script(f"({_SHIFTS})()")
    judge.open(final_read.link(seat))
    judge.press("join-start")
    judge.see(f"queue-entry-{HERO}")
    judge.speak()
    judge.open(f"/judge/live?entry={final_read.entry(HERO)}")
    judge.at("deck").and_(judge.page.locator("[data-state=ready]")).wait_for()
    assert judge.page.evaluate("shifts") == []
    for text, least in ((100, 13), (125, 16)):
        if text != 100:
            judge.press("panel-menu", f"text-{text}", "menu-done")
        for size in SIZES:
            resize(judge, size)
            touch = judge.page.evaluate(_TOUCH)
            assert touch["count"] >= 20
            assert (touch["small"], touch["off"], touch["covered"]) == ([], [], []), (size, text)
            scroll = judge.page.evaluate(_SCROLL)
            # A phone's rows may scroll by themselves; no page does, and no tablet's rows do.
            rows = scroll["rows"] if size != PHONE else 0
            assert (scroll["down"], scroll["right"], rows) == (0, 0, 0), (size, text)
            assert judge.page.evaluate(_TINY, least) == [], (size, text)
            judge.shot(f"{text}-{size[0]}x{size[1]}", whole=False)
    # Planted: a small button is found.
    judge.page.evaluate("document.querySelector('[data-testid=pad-7]').style.width = '40px'")
    assert judge.page.evaluate(_TOUCH)["small"] == ["pad-7"]
    judge.page.reload()
    # 15: the browser's own zoom of 200%: by scrolling everything can be reached, never sideways.
    resize(judge, (TABLET[0] // 2, TABLET[1] // 2))
    assert judge.page.evaluate(_SCROLL)["right"] == 0
    for name in ("pad-0", "submit", "deck-full", "call-staff"):
        if judge.at(name).is_hidden():
            judge.press("material-toggle")
        judge.at(name).scroll_into_view_if_needed()
        expect(judge.at(name)).to_be_in_viewport()
    assert LOCALES[language]
