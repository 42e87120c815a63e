"""The desk at the door: a team comes, is called, is ready; who was given up comes back by two."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from demo.story import story
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import PATIENCE_MS, Person
from tests.system.browser.test_console import sign_the_rest
from tests.system.browser.test_corrections import LANGUAGES, quiet

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]


def waiting(final: DemoFinal) -> list[str]:
    """The numbers of the teams that wait, in their order."""
    slots = final.room("organizer")["body"]["slots"]
    return [slot["entry"]["number"] for slot in slots if slot["state"] == "waiting"]


def team(desk: Person, number: str) -> Locator:
    return desk.see(f"door-{number}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_at_the_door_is_seen_at_the_console(final: DemoFinal, language: str) -> None:
    assert story().marks[HERO]
    first, second = waiting(final)[:2]
    console = final.console_page(language)
    desk = final.staff_page("event_desk", f"/org/{final.slug}/door", language=language)
    desk.page.set_viewport_size({"width": 820, "height": 1180})
    row = team(desk, first)
    desk.shot("door")
    row.get_by_test_id("door-arrive").click()
    desk.press("speaker-other", "arrive-save")
    desk.see("speaker-rule")
    desk.shot("not-of-the-team", whole=False)
    desk.press("speaker-member")
    quiet(desk)
    desk.press("arrive-save")
    for count in (1, 2):
        expect(row.get_by_test_id("door-call")).to_be_enabled(timeout=PATIENCE_MS)
        row.get_by_test_id("door-call").click()
        expect(row.get_by_test_id("door-facts")).to_contain_text(str(count), timeout=PATIENCE_MS)
    row.get_by_test_id("door-ready").click()
    expect(row.get_by_test_id("door-ready")).to_have_count(0, timeout=PATIENCE_MS)
    quiet(desk)
    desk.shot("ready")
    at_door = console.see(f"slot-{first}").get_by_test_id("at-door")
    expect(at_door).to_contain_text("2", timeout=PATIENCE_MS)
    console.shot("console")
    row.get_by_test_id("door-undo").click()
    expect(row.get_by_test_id("door-ready")).to_be_visible(timeout=PATIENCE_MS)
    team(desk, second)


def test_given_up_early_with_a_reason_and_back_by_two_people(final: DemoFinal) -> None:
    late = waiting(final)[0]
    sign_the_rest(final)
    final.command("start_scoring", "seal")
    final.command("call", number=late)
    office = final.staff_page("organizer", f"/org/{final.slug}/live")
    office.press("console-no_show")
    office.shot("early", whole=False)
    office.press("console-no_show-confirm")
    expect(office.see(f"slot-{late}")).to_have_attribute(
        "data-state", "no_show", timeout=PATIENCE_MS
    )
    office.open(f"/org/{final.slug}/door")
    office.press("late-ask")
    office.fill("late-reason", "路上遇到交通事故")
    office.shot("late", whole=False)
    office.press("late-propose")
    office.see("late-waits")
    verifier = final.staff_page("verifier", f"/org/{final.slug}/live")
    verifier.press("override-open", "override-approve")
    verifier.until_gone("override-approve")
    expect(verifier.see(f"slot-{late}")).to_have_attribute(
        "data-state", "deferred", timeout=PATIENCE_MS
    )
    verifier.shot("back", whole=False)
