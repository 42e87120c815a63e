"""Story 2 in short: a judge holds back, sets a first mark right, signs once, and nobody saw it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from judging.models import ScoreOperation
from tests.leaks import figures_shown
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import PATIENCE_MS, PORTRAIT, Person
from tests.system.browser.sessions import HERS, session_begin, session_seal, team_heard
from tests.system.browser.test_pages import AXE, axe_source
from tests.system.browser.watching import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]
FULL = {"innovation": "20", "market": "16", "model": "16", "team": "16", "defense": "12"}


def quiet(person: Person) -> None:
    """Nothing that axe calls a fault is on the page."""
    person.page.evaluate(axe_source())
    assert person.page.evaluate(AXE) == []


def give(judge: Person, number: str, marks: dict[str, str]) -> None:
    """Choose each cell and type its mark."""
    for line, mark in marks.items():
        judge.press(f"mark-{number}-{line}")
        expect(judge.at(f"mark-{number}-{line}")).to_have_attribute("aria-pressed", "true")
        judge.page.keyboard.type(mark)
        wire = f"{float(mark):.2f}"
        expect(judge.at(f"mark-{number}-{line}")).to_have_attribute(
            "data-value", wire, timeout=PATIENCE_MS
        )


# What the console says of a team that left the stage: nobody is asked to catch up.
LATER = {"zh-Hans": "待统一签名", "en": "Signed at the end"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_page_one_signature(final: DemoFinal, language: str) -> None:
    numbers = session_begin(final)
    final.command("start_scoring")
    judge = final.judge(HERS, language=language)
    judge.see("to-session")
    judge.press("to-session")
    give(judge, HERO, FULL)
    judge.state("session-state", "committed")
    team_heard(final, numbers[1])
    team_heard(final, numbers[2])
    expect(judge.at("session-submit")).to_have_attribute("data-why", "missing")
    give(judge, numbers[1], FULL)
    expect(judge.see(f"equal-{HERO}")).to_be_visible()
    # Half an hour later, by the tempo of tests: the first team deserved more.
    judge.page.wait_for_timeout(1200)
    give(judge, HERO, {"market": "18.5"})
    expect(judge.at(f"equal-{HERO}")).to_have_count(0)
    expect(judge.see("changes")).to_contain_text("18.5")
    judge.press("sort-total")
    first = judge.page.locator("[data-testid^=team-]").first
    quiet(judge)
    judge.shot("teams", whole=False)
    assert first.get_attribute("data-testid") != f"team-{numbers[2]}"
    console = final.console_page(language)
    row = console.see(f"session-seat-{HERS}")
    expect(console.at(f"slot-{HERO}")).to_contain_text(LATER[language])
    # The four teams before were signed one by one.
    expect(row).to_have_attribute("data-signed", "4")
    expect(row).to_contain_text("05")
    expect(console.at("console-seal")).to_have_attribute("aria-disabled", "true")
    quiet(console)
    console.shot("before", whole=False)
    # The line goes, and she goes on: the last team, and the signature of all three.
    final.proxy.cut()
    give(judge, numbers[2], FULL)
    judge.press("session-submit")
    judge.see("session-sheet")
    judge.shot("sign", whole=False)
    judge.press("session-confirm")
    judge.state("session-state", "local")
    judge.page.set_viewport_size({"width": PORTRAIT[0], "height": PORTRAIT[1]})
    judge.shot("signed-portrait", whole=False)
    final.proxy.restore()
    judge.state("session-state", "signed")
    assert {final.sheet(HERS, number).state for number in numbers} == {"signed"}
    with final.rows():
        mine = ScoreOperation.objects.filter(judge__expertise__seats__number=HERS, kind="sign")
        hers = [op for op in mine if op.sheet_uid and len(op.answer) and op.outcome == "applied"]
        assert len({op.op_id for op in hers}) == len(hers)
    judge.shot("signed", whole=False)


def test_no_value_before_the_seal_and_the_witness_sees_that_it_was_changed(
    final: DemoFinal,
) -> None:
    numbers = session_begin(final)
    final.command("start_scoring")
    tablet = final.tablet(HERS)
    for number in numbers:
        final.play(tablet.mark(number, FULL | {"market": "17.5"}))
    final.play(tablet.client.get("judge/changes"))
    for number in numbers[1:]:
        team_heard(final, number)
    wait_for(lambda: final.room()["body"]["session"]["ahead"] == 0, "all were heard")
    judge = final.judge(HERS)
    judge.open("/judge/session")
    judge.page.wait_for_timeout(1200)
    give(judge, HERO, {"market": "19.5"})
    judge.state("session-state", "committed")
    path = f"rounds/{final.round}/mark-changes"
    witness = final.api("witness")
    hidden = [
        row
        for row in final.play(witness.get(path))["changes"]
        if row["entry"] == HERO and str(row["seat"]) == HERS and row["criterion"] == "market"
    ]
    assert hidden
    assert not any(row["told"] or row["before"] or row["after"] for row in hidden)
    assert not figures_shown(final.room("witness"), "17.5", "19.5")
    judge.press("session-submit", "session-confirm")
    judge.state("session-state", "signed")
    screen = final.screen_page()
    session_seal(final)
    told = [
        (row["before"], row["after"])
        for row in final.play(witness.get(path))["changes"]
        if row["entry"] == HERO and str(row["seat"]) == HERS and row["criterion"] == "market"
    ]
    assert told[-1] == ("17.50", "19.50")
    assert not figures_shown(screen.page.inner_text("body"), "19.5", "83.5")
    console = final.organizer("/live")
    console.press("console-reveal")
    expect(console.at("reveal")).to_have_attribute("data-do", "step", timeout=PATIENCE_MS)
    console.shot("reveal", whole=False)
