"""A host's people in the browser: invited, accepted, ended, and a contractor's last day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.system.browser import office
from tests.system.browser.conftest import Enter
from tests.system.browser.hall import Hall
from tests.system.browser.person import OFFICE, PATIENCE_MS, TABLET, Person
from tests.system.browser.test_pages import AXE, TOO_WIDE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PORTRAIT = (820, 1180)
GUEST = {"zh-Hans": "远山会展公司", "en": "Farhill Events"}
NAME = {"zh-Hans": "何一帆", "en": "Evan Hall"}
WHY = {"zh-Hans": "合同到期", "en": "The contract is over"}


def until_seen(person: Person, testid: str) -> None:
    """Wait until it is there, showing the second factor if that is asked for first."""
    there, asked = person.at(testid).first, person.at("step-up")
    expect(there.or_(asked).first).to_be_visible(timeout=PATIENCE_MS)
    if asked.is_visible():
        person.show_factor()
    expect(there).to_be_visible(timeout=PATIENCE_MS)


def sound(person: Person, name: str) -> None:
    """A picture at each size; nothing too wide, nothing that axe names."""
    for size in (OFFICE, TABLET, PORTRAIT):
        person.page.set_viewport_size({"width": size[0], "height": size[1]})
        person.shot(f"{name}-{size[0]}")
        assert person.page.evaluate(TOO_WIDE) == 0, (name, size)
    person.page.set_viewport_size({"width": OFFICE[0], "height": OFFICE[1]})
    person.page.evaluate(axe_source())
    assert person.page.evaluate(AXE) == []


@pytest.mark.parametrize("language", ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)])
def test_a_contractor_comes_and_goes(enter: Enter, hall: Hall, language: str) -> None:
    organizer = enter("organizer", OFFICE)
    office.office_enter(organizer, "organizer", "/people")
    organizer.see("people-table")
    sound(organizer, "people")
    link = offered(organizer, language)
    crew = enter("crew", TABLET)
    taken_up(crew, link, hall, language)
    sent_off(organizer, language)
    crew.page.reload()
    crew.see("login-email")
    crew.shot("signed-out")


def offered(organizer: Person, language: str) -> str:
    """A guest is offered a role with an end; the link is told once."""
    organizer.press("give-open")
    organizer.fill("give-email", "crew@contractor.test")
    organizer.at("give-role").select_option("event_desk")
    organizer.at("give-guest").select_option("new")
    organizer.fill("give-guest-name", GUEST[language])
    organizer.press("give-send")
    until_seen(organizer, "give-form")
    organizer.page.locator("[role=alert]").wait_for()  # a guest needs an end
    sound(organizer, "give-refused")
    day = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    organizer.fill("give-until", day)
    organizer.press("give-send")
    until_seen(organizer, "give-url")
    link = organizer.at("give-url").input_value()
    sound(organizer, "offered")
    organizer.press("give-close")
    organizer.see("offer")
    sound(organizer, "offer-waits")
    return link


def taken_up(crew: Person, link: str, hall: Hall, language: str) -> None:
    """The guest signs in behind the link and takes the role."""
    crew.open(link)
    crew.see("join-login")
    crew.shot("office-link")
    crew.press("join-login")
    crew.sign_in("crew@contractor.test", NAME[language])
    crew.press("join-start")
    crew.see("org-home")
    crew.see(f"edition-{hall.slug}")
    crew.shot("taken-up")


def sent_off(organizer: Person, language: str) -> None:
    """Their last day, in one press, with its report."""
    organizer.page.reload()
    expect(organizer.at("held-event_desk").filter(has_text=NAME[language])).to_have_count(1)
    expect(organizer.at("offer")).to_have_count(0)
    organizer.fill("people-search", NAME[language])
    expect(organizer.page.locator("[data-testid^=held-]")).to_have_count(1, timeout=PATIENCE_MS)
    organizer.press("leave-open")
    organizer.see("org-leave")
    sound(organizer, "leave")
    organizer.at("leave-who").select_option(label=GUEST[language])
    organizer.fill("leave-reason", WHY[language])
    organizer.sure("leave-press")
    until_seen(organizer, "leave-report")
    expect(organizer.see("left")).to_contain_text(NAME[language])
    sound(organizer, "report")
    organizer.page.emulate_media(media="print")
    organizer.shot("report-print")
