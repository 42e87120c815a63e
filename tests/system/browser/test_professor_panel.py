"""Story 2 at his panel: text of 125 %, a total below the recommended band, two phrase chips."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from judging.models import JudgeNote
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import OFFICE, PATIENCE_MS, PORTRAIT, TABLET, Person
from tests.system.browser.sessions import HERS, PHRASES, session_begin
from tests.system.browser.test_judge_sizes import resize
from tests.system.browser.test_session import FULL, give, quiet
from tests.system.browser.watching import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]
# Phrases below what a finger hits.
_SMALL = """() => [...document.querySelectorAll("[data-testid=phrase]")]
  .filter((each) => Math.min(each.offsetWidth, each.offsetHeight) < 48)
  .map((each) => each.textContent)"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_125_percent_and_one_quiet_line_that_blocks_nothing(
    final: DemoFinal, language: str
) -> None:
    session_begin(final)
    final.command("start_scoring")
    judge = final.judge(HERS, language=language)
    judge.press("panel-menu", "text-125", "menu-done")
    _at_the_card(judge, final)
    _two_phrases(judge, final)
    judge.press("to-session")
    # 80, within 75 to 95, then 74.5.
    give(judge, HERO, FULL)
    _at_the_card(judge, final)
    expect(judge.at("band")).to_have_count(0)
    judge.press("to-session")
    give(judge, HERO, {"defense": "6.5"})
    judge.state("session-state", "committed")
    quiet(judge)
    judge.shot("teams-125", whole=False)
    _at_the_card(judge, final)
    expect(judge.at("total")).to_have_text("74.5", timeout=PATIENCE_MS)
    expect(judge.at("band")).to_contain_text("75–95", timeout=PATIENCE_MS)
    quiet(judge)
    judge.shot("band-125", whole=False)
    assert final.sheet(HERS).marks["defense"] == "6.50"
    # Nothing is in the way of his signature but the teams that are still to come.
    judge.press("to-session")
    expect(judge.at("session-submit")).to_have_attribute("data-why", "ahead", timeout=PATIENCE_MS)


def _two_phrases(judge: Person, final: DemoFinal) -> None:
    """Two taps write two lines, by finger or by key; a third tap takes one out again."""
    words = [phrase["en" if judge.language == "en" else "zh"] for phrase in PHRASES]
    chips = judge.at("phrase")
    expect(chips).to_have_text(words, timeout=PATIENCE_MS)
    expect(chips.first).to_be_enabled(timeout=PATIENCE_MS)
    for size in (TABLET, PORTRAIT, OFFICE):
        resize(judge, size)
        chips.first.focus()
        expect(chips.first).to_be_in_viewport(ratio=1)
        expect(judge.at("note")).to_be_in_viewport(ratio=1)
        assert judge.page.evaluate(_SMALL) == [], size
        judge.shot(f"phrases-{size[0]}x{size[1]}", whole=False)
        # What is out of sight comes into it by the keyboard.
        chips.last.focus()
        expect(chips.last).to_be_in_viewport(ratio=1)
    resize(judge, TABLET)
    chips.nth(0).click()
    expect(chips.nth(0)).to_have_attribute("aria-pressed", "true")
    for place in (1, 2):
        chips.nth(place).focus()
        judge.page.keyboard.press("Enter")
        expect(chips.nth(place)).to_have_attribute("aria-pressed", "true")
    expect(judge.at("note")).to_have_value("\n".join(words[:3]))
    judge.shot("phrases-tapped", whole=False)
    chips.nth(2).click()
    expect(judge.at("note")).to_have_value("\n".join(words[:2]))
    quiet(judge)
    wait_for(lambda: _noted(final) == ["\n".join(words[:2])], "his note reached the server")
    judge.page.reload()
    expect(chips.nth(1)).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
    expect(chips.nth(2)).to_have_attribute("aria-pressed", "false")


def _noted(final: DemoFinal) -> list[str]:
    """What the server keeps of his notes."""
    with final.rows():
        return list(JudgeNote.objects.exclude(text="").values_list("text", flat=True))


def _at_the_card(judge: Person, final: DemoFinal) -> None:
    """The card of the team on stage, large as he set it."""
    judge.open(f"/judge/live?entry={final.entry(HERO)}")
    expect(judge.see("total")).to_be_visible()
    expect(judge.page.locator("[data-text='125']").first).to_be_attached()
