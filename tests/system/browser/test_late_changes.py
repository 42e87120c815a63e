"""Scoring was closed while a judge's tablet was off the net: two people decide on what it sends."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser import bench
from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, Person
from tests.system.browser.test_console import sign_the_rest
from tests.system.browser.test_corrections import CHAIR, quiet

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LATE = 3
TYPED = (("team", "11.5"), ("defense", "10.5"))
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]


def sealed_without_the_tablet(final: DemoFinal, language: str = "zh-Hans") -> Person:
    """Two marks are typed on a dead line; she signs on a spare tablet, and the team is sealed."""
    judge = final.judge(LATE, language=language)
    judge.see("crit-team")
    final.proxy.cut()
    for name, mark in TYPED:
        bench.judge_types(judge, name, mark)
    judge.state("conn-pill", "offline")
    sign_the_rest(final)
    final.command("start_scoring", "seal")
    return judge


def chair_accepts(final: DemoFinal, language: str) -> None:
    """For the panel, on the chair's own tablet."""
    chair = final.clean_judge(CHAIR, language=language)
    chair.open(final.link(CHAIR))
    chair.press("join-start")
    chair.speak()
    chair.see("chair-late-change")
    quiet(chair)
    chair.shot("chair")
    chair.press("chair-approve")
    expect(chair.at("chair-late")).to_have_count(0, timeout=PATIENCE_MS)


def taken_down(console: Person, verifier: Person) -> None:
    """What happened is taken down at the console, signed by two and closed with words."""
    console.press("incident-new")
    console.fill("incident-text", "平板断网，封存后才送到")
    console.press("incident-send")
    console.state("incident", "open")
    console.press("incident-sign-staff")
    console.see("signed-staff")
    quiet(console)
    console.shot("incident")
    verifier.press("incident-sign-verifier")
    verifier.see("signed-verifier")
    console.page.reload()
    console.press("incident-close")
    console.fill("incident-words", "两人已采纳迟到的分数")
    console.press("incident-close")
    console.state("incident", "closed")


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_late_marks_are_not_accepted_and_two_people_decide(
    final: DemoFinal, language: str
) -> None:
    """Check 27: both values on the tablet and on the console; nothing is applied in silence."""
    console = final.console_page()
    judge = sealed_without_the_tablet(final, language)
    before = final.sheet(LATE)
    final.proxy.restore()
    judge.state("late-change", "open")
    said = judge.see("late")
    for name, mark in TYPED:
        expect(said).to_contain_text(mark)
        expect(said).to_contain_text(str(before.marks[name]).removesuffix("0").removesuffix(".0"))
    if language == "zh-Hans":
        expect(said).to_contain_text("未被接受")
        expect(console.see("todo-late")).to_contain_text("2 项迟到改动")
    expect(judge.at("crit-team")).to_have_attribute("data-value", before.marks["team"])
    judge.shot("late", whole=False)
    judge.page.set_viewport_size({"width": 820, "height": 1180})
    judge.shot("late-portrait", whole=False)
    assert final.sheet(LATE).marks == before.marks
    chair_accepts(final, language)
    assert final.sheet(LATE).marks == before.marks, "one is not enough"
    verifier = final.staff_page("verifier", f"/org/{final.slug}/live", language=language)
    verifier.press("late-open")
    expect(verifier.see("voice-panel")).to_have_attribute("data-said", "approves")
    quiet(verifier)
    verifier.shot("verifier", whole=False)
    verifier.press("late-approve")
    verifier.until_gone("late-approve")
    after = final.sheet(LATE)
    assert {name: mark for name, mark in after.marks.items() if mark != before.marks[name]} == {
        name: bench.wire(mark) for name, mark in TYPED
    }
    judge.state("late-change", "accepted")
    expect(judge.at("crit-team")).to_have_attribute("data-value", "11.50", timeout=PATIENCE_MS)
    expect(console.at("todo-late")).to_have_count(0, timeout=PATIENCE_MS)
    verifier.open(f"/org/{final.slug}/results")
    verifier.state("late-change", "accepted")
    verifier.shot("results")
    taken_down(console, verifier)


def test_a_no_reaches_the_judge_with_both_values(final: DemoFinal) -> None:
    judge = sealed_without_the_tablet(final)
    before = final.sheet(LATE)
    final.proxy.restore()
    judge.state("late-change", "open")
    verifier = final.staff_page("verifier", f"/org/{final.slug}/live")
    verifier.press("late-open", "late-refuse", "late-refuse-send")
    verifier.fill("late-words", "封存时已签署")
    verifier.press("late-refuse-send")
    verifier.until_gone("late-refuse-send")
    judge.state("late-change", "refused")
    expect(judge.see("late")).to_contain_text("封存时已签署")
    expect(judge.see("late")).to_contain_text("11.5")
    assert final.sheet(LATE).marks == before.marks
