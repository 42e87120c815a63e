"""Story 2 at his panel: text of 125 %, and a total below the recommended band."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import PATIENCE_MS, Person
from tests.system.browser.sessions import HERS, session_begin
from tests.system.browser.test_session import FULL, give, quiet

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_125_percent_and_one_quiet_line_that_blocks_nothing(
    final: DemoFinal, language: str
) -> None:
    session_begin(final)
    final.command("start_scoring")
    judge = final.judge(HERS, language=language)
    judge.press("panel-menu", "text-125", "menu-done")
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


def _at_the_card(judge: Person, final: DemoFinal) -> None:
    """The card of the team on stage, large as he set it."""
    judge.open(f"/judge/live?entry={final.entry(HERO)}")
    expect(judge.see("total")).to_be_visible()
    expect(judge.page.locator("[data-text='125']").first).to_be_attached()
