"""Lines that take a few answers only: grades to tap, yes and no, at four sizes."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.system.browser.final_build import HERO
from tests.system.browser.person import PHONE, PORTRAIT, TABLET
from tests.system.browser.test_judge_sizes import _SCROLL, _TOUCH, SMALL, resize

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

WORDS = (
    ("优秀", "Excellent"),
    ("良好", "Good"),
    ("中等", "Fair"),
    ("一般", "Plain"),
    ("差", "Poor"),
)


# The judge's own queue, with answers on two lines: marks that the server takes as well.
_GRADED = """(words) => {
  const asked = window.fetch;
  window.fetch = async (...what) => {
    const answer = await asked(...what);
    if (!String(what[0]?.url ?? what[0]).includes("judge/queue") || !answer.ok) return answer;
    const queue = await answer.json();
    const [first, second] = queue.rulebook.document.criteria;
    first.choices = words.map(([zh, en], at) => (
      { mark: (Number(first.max) - at).toFixed(2), name: { zh, en } }));
    second.choices = [{ mark: second.max }, { mark: "0.00" }];
    return new Response(JSON.stringify(queue), { status: answer.status, headers: answer.headers });
  };
}"""


@pytest.mark.parametrize(
    "language", [pytest.param("zh-Hans", id="zh"), pytest.param("en", marks=pytest.mark.slow)]
)
def test_answers_are_large_in_sight_and_kept_like_marks(final, language):
    judge = final.clean_judge(4, language=language)
    judge.page.add_init_script(f"({_GRADED})({json.dumps(WORDS)})")
    judge.open(final.link(4))
    judge.press("join-start")
    judge.see(f"queue-entry-{HERO}")
    judge.open(f"/judge/live?entry={final.entry(HERO)}")
    rows = judge.page.locator(".jd-rows [data-testid^=crit-]")
    rows.first.click()
    pad = judge.page.locator(".jd-choices")
    expect(pad.get_by_role("radio")).to_have_count(len(WORDS))
    for size in (TABLET, PORTRAIT, SMALL, PHONE):
        resize(judge, size)
        touch = judge.page.evaluate(_TOUCH)
        assert (touch["small"], touch["off"], touch["covered"]) == ([], [], []), size
        scroll = judge.page.evaluate(_SCROLL)
        assert (scroll["down"], scroll["right"]) == (0, 0), size
        judge.shot(f"grades-{size[0]}x{size[1]}", whole=False)
    resize(judge, TABLET)
    second = pad.get_by_role("radio").nth(1)
    second.click()
    expect(second).to_have_attribute("aria-checked", "true")
    row = rows.first
    expect(row).to_have_attribute("data-state", "committed")
    # A keyboard's digits are no answer here.
    kept = row.get_attribute("data-value")
    judge.page.keyboard.press("1")
    judge.at("pad-next").click()
    expect(row).to_have_attribute("data-value", kept or "")
    expect(pad.get_by_role("radio")).to_have_count(2)
    judge.shot("yes-no", whole=False)
    pad.get_by_role("radio").nth(1).click()
    expect(rows.nth(1)).to_have_attribute("data-state", "committed")
    judge.at("choice-clear").click()
    expect(rows.nth(1)).to_have_attribute("data-value", "")
