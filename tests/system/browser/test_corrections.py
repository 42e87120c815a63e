"""A signed mark is corrected: the judge asks, chair and verifier agree, nobody types for her."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from demo.story import story
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import PATIENCE_MS, Person
from tests.system.browser.test_console import sign_the_rest
from tests.system.browser.test_pages import AXE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CHAIR, ASKS = 1, 2
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]


def quiet(person: Person) -> None:
    """Nothing that axe calls a fault is on the page."""
    person.page.evaluate(axe_source())
    assert person.page.evaluate(AXE) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_people_let_a_judge_correct_a_signed_mark(final: DemoFinal, language: str) -> None:
    """Check 40: old and new mark, reason and both people can be read; the sheet is another one."""
    sign_the_rest(final)
    before = final.sheet(ASKS)
    judge = final.judge(ASKS, language=language)
    line = list(story().marks[HERO][str(ASKS)])[-1]
    judge.press("correct", f"correct-{line}", "pad-1", "reason-misheard", "correct-send")
    judge.state("correction", "open")
    chair = final.clean_judge(CHAIR, language=language)
    chair.open(final.link(CHAIR))
    chair.press("join-start")
    chair.speak()
    chair.see("chair-decision")
    expect(chair.at("chair-approve")).to_have_count(0)
    chair.shot("before-the-seal")
    final.command("start_scoring", "seal")
    chair.see("chair-approve")
    quiet(chair)
    chair.shot("chair")
    chair.press("chair-approve")
    expect(chair.at("chair-decisions")).to_have_count(0, timeout=PATIENCE_MS)
    assert final.sheet(ASKS).state == "signed"
    verifier = final.staff_page("verifier", f"/org/{final.slug}/live", language=language)
    verifier.press("correction-open")
    expect(verifier.see("voice-panel")).to_have_attribute("data-said", "approves")
    quiet(verifier)
    verifier.shot("verifier", whole=False)
    verifier.press("correction-approve")
    verifier.until_gone("correction-approve")
    expect(verifier.see("voice-verifier")).to_have_attribute("data-said", "approves")
    after = final.sheet(ASKS)
    assert {name: mark for name, mark in after.marks.items() if mark != before.marks[name]} == {
        line: "1.00"
    }
    judge.state("correction", "approved")
    expect(judge.at(f"crit-{line}")).to_have_attribute("data-value", "1.00", timeout=PATIENCE_MS)
    judge.shot("corrected", whole=False)
    verifier.open(f"/org/{final.slug}/results")
    verifier.state("correction", "approved")
    verifier.shot("results")


def test_a_no_reaches_the_judge_with_its_reason(final: DemoFinal) -> None:
    sign_the_rest(final)
    judge = final.judge(ASKS)
    line = list(story().marks[HERO][str(ASKS)])[-1]
    judge.press("correct", f"correct-{line}", "pad-1", "reason-misheard", "correct-send")
    final.command("start_scoring", "seal")
    verifier = final.staff_page("verifier", f"/org/{final.slug}/live")
    verifier.press("correction-open", "correction-refuse", "correction-refuse-send")
    verifier.fill("correction-words", "与录像不符")
    verifier.press("correction-refuse-send")
    verifier.until_gone("correction-refuse-send")
    expect(judge.see("correction")).to_contain_text("与录像不符", timeout=PATIENCE_MS)
    assert final.sheet(ASKS).state == "signed"
