"""An alternate waits at an empty list and takes a recused judge's place for the team on stage."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser.bench import judge_joins
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import PATIENCE_MS, Person
from tests.system.browser.test_corrections import quiet

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

ALTERNATE = 8
LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_alternate_takes_the_place_of_who_is_recused(final: DemoFinal, language: str) -> None:
    """Seat 7 is recused from the team on stage. The alternate sees it once she is seated."""
    office = final.organizer("/panel", language)
    office.press(f"seat-link-{ALTERNATE}")
    link = office.see(f"seat-url-{ALTERNATE}").input_value()
    waits = final.clean_judge("alternate", language=language)
    judge_joins(waits, f"/join/{link.rsplit('/', 1)[-1]}")
    waits.see("queue-waits")
    expect(waits.page.get_by_text(HERO)).to_have_count(0)
    quiet(waits)
    waits.shot("waits")

    from_the_console(office)
    seat_her(office)
    quiet(office)
    office.shot("seated")
    office.open(office.page.url.partition("/panel")[0] + "/ranking")
    expect(office.see("seating")).to_contain_text(HERO)
    office.shot("ranking")

    waits.press(f"conflict-none-{HERO}")
    waits.see(f"queue-entry-{HERO}")
    expect(waits.at("queue-waits")).to_have_count(0)
    waits.shot("entry")


def from_the_console(office: Person) -> None:
    """The console's row of the judge who is recused leads to her place on the judges' page."""
    office.open(office.page.url.partition("/panel")[0] + "/live")
    office.see("alternate-7")
    office.shot("console", whole=False)
    office.press("alternate-7")
    expect(office.see(f"place-{HERO}-7")).to_have_attribute("data-asked", "true")


def seat_her(office: Person) -> None:
    """The free place, its alternate, why; then who sits for whom stands below."""
    office.see(f"place-{HERO}-7")
    select = office.at(f"place-alternate-{HERO}")
    select.select_option(index=1)
    office.shot("place")
    office.press(f"place-seat-{HERO}")
    expect(office.at(f"place-{HERO}-7")).to_have_count(0, timeout=PATIENCE_MS)
    expect(office.see("seating")).to_contain_text(HERO)
