"""From the card on the table to the first mark that the server has."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser.final_build import HERO
from tests.system.browser.person import TABLET, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

# Nothing of the team on stage is marked by this seat but two; the third is what she begins with.
SEAT = 6
MOST_TAPS = 4
# Counts in the page what a finger does, over every page of the way.
COUNT = """addEventListener("pointerdown", () => {
    sessionStorage.setItem("taps", Number(sessionStorage.getItem("taps") ?? "0") + 1);
}, true)"""


def taps(person: Person) -> int:
    """How often the screen was touched so far."""
    return int(person.page.evaluate("Number(sessionStorage.getItem('taps') ?? '0')"))


def scanned(final, language: str) -> Person:
    """A phone's browser that knows nothing, at the address of the card's code."""
    judge: Person = final.clean_judge(SEAT, size=TABLET, language=language)
    assert judge.context.cookies() == []
    judge.context.add_init_script(COUNT)
    judge.open(final.link(SEAT))
    judge.see("join-start")
    judge.shot("scanned", whole=False)
    return judge


def first_mark(judge: Person, *keys: str) -> None:
    """The one button, the team on stage, the digits."""
    judge.press("join-start", f"open-{HERO}")
    for key in keys:
        judge.press(key)


@pytest.mark.parametrize(
    "language", ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)], ids=str
)
def test_four_taps_lead_to_a_saved_mark(final, language):
    """Check 4: scan, at most four taps with both digits among them, and the server has a mark."""
    judge = scanned(final, language)
    first_mark(judge, "pad-1", "pad-6")
    judge.state("crit-model", "committed")
    expect(judge.at("crit-model")).to_have_attribute("data-value", "16.00")
    assert taps(judge) <= MOST_TAPS
    assert final.sheet(SEAT).marks["model"] == "16.00"
    judge.shot("first-mark", whole=False)


@pytest.mark.slow
def test_a_mark_that_the_server_does_not_have_is_not_called_saved(final):
    """Check 4, planted: on a dead line the same taps lead to no saved mark."""
    judge = scanned(final, "zh-Hans")
    judge.press("join-start")
    judge.see(f"open-{HERO}")
    judge.state("conn-pill", "online")
    judge.press(f"open-{HERO}")
    judge.see("crit-model")
    final.proxy.cut()
    judge.press("pad-1", "pad-6")
    judge.state("conn-pill", "offline")
    judge.state("crit-model", "local")
    assert final.sheet(SEAT).marks["model"] is None
