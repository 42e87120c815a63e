"""Morning and afternoon are signed and sealed apart: two signatures, and the hall does not wait."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import PATIENCE_MS, PORTRAIT
from tests.system.browser.sessions import HERS, lunch_begin, session_begin, team_heard
from tests.system.browser.test_session import FULL, give, quiet

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]


SIGNED = {"zh-Hans": "本场已有评委签名", "en": "A session is signed already"}


def place(final: DemoFinal, number: str) -> str:
    """Where the team stands in the order."""
    return str(next(s["position"] for s in final.slots if s["entry"]["number"] == number))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_signature_before_lunch_and_one_after(final: DemoFinal, language: str) -> None:
    numbers = session_begin(final)
    lunch_begin(final, numbers[1])
    final.command("start_scoring")
    judge = final.judge(HERS, language=language)
    judge.press("to-session")
    expect(judge.see("part-1")).to_have_attribute("data-why", "ahead")
    give(judge, HERO, FULL)
    team_heard(final, numbers[1])
    give(judge, numbers[1], FULL)
    expect(judge.at("part-1")).to_have_attribute("data-why", "ready", timeout=PATIENCE_MS)
    expect(judge.at("part-2")).to_have_attribute("data-why", "ahead")
    quiet(judge)
    judge.shot("ready", whole=False)
    # Lunch is over: the hall does not wait for a signature, and the console says whose is missing.
    final.command("call", number=numbers[2])
    console = final.organizer("/live", language=language)
    expect(console.see("todo-session")).to_be_visible()
    expect(console.at("session-part-1")).to_be_visible()
    quiet(console)
    console.shot("unsigned", whole=False)
    console.at("session-counts").scroll_into_view_if_needed()
    console.shot("counts", whole=False)
    judge.press("session-submit", "session-confirm")
    expect(judge.at("part-1")).to_have_attribute("data-why", "signed", timeout=PATIENCE_MS)
    judge.shot("signed", whole=False)
    expect(console.at("todo-session")).to_have_count(0, timeout=PATIENCE_MS)
    expect(console.see("console-seal")).not_to_have_attribute("aria-disabled", "true")
    console.shot("signed", whole=False)
    console.press("console-seal")
    expect(judge.at("part-1")).to_have_attribute("data-why", "sealed", timeout=PATIENCE_MS)
    final.command("start_pitch", "start_questions", "start_scoring", number=numbers[2])
    give(judge, numbers[2], FULL)
    expect(judge.at("part-2")).to_have_attribute("data-why", "ready", timeout=PATIENCE_MS)
    judge.page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})
    judge.shot("afternoon-portrait", whole=False)
    judge.press("session-submit", "session-confirm")
    judge.state("session-state", "signed")
    assert {final.sheet(HERS, number).state for number in numbers} == {"signed"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_break_begins_a_new_session_and_parts_nothing_that_was_signed(
    final: DemoFinal, language: str
) -> None:
    numbers = session_begin(final)
    console = final.organizer("/live", language=language)
    console.press("break-add")
    console.fill("break-zh", "午休")
    console.at("break-ends").check()
    last = place(final, numbers[2])
    console.at("break-place").select_option(last)
    quiet(console)
    console.shot("dialog", whole=False)
    console.press("break-save")
    console.until_gone("break-save")
    row = console.page.locator(f"[data-testid=break-row][data-after='{last}']")
    expect(row).to_be_visible(timeout=PATIENCE_MS)
    console.shot("added", whole=False)
    # The others have signed the three teams already: they stay one session.
    row.get_by_test_id("break-open").click()
    console.see("break-zh")
    console.at("break-place").select_option(place(final, numbers[1]))
    console.press("break-save")
    refused = console.page.get_by_role("alert")
    expect(refused).to_contain_text(SIGNED[language], timeout=PATIENCE_MS)
    console.shot("refused", whole=False)
