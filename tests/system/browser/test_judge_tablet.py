"""On the tablets: the chair proposes to seal without a judge, and a judge signs an incident."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, Person
from tests.system.browser.test_console import sign_the_rest
from tests.system.browser.test_corrections import LANGUAGES, quiet

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

CHAIR, SIGNS, SILENT = 1, 2, 3


def seated(final: DemoFinal, seat: int, language: str) -> Person:
    """A judge who joined on this tablet and looks at her list of teams."""
    judge = final.clean_judge(seat, language=language)
    judge.open(final.link(seat))
    judge.press("join-start")
    judge.speak()
    return judge


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_judge_signs_an_incident_and_the_chair_proposes_to_seal(
    final: DemoFinal, language: str
) -> None:
    """The account is read before it is signed; the chair's word alone seals nothing."""
    sign_the_rest(final, silent=SILENT)
    final.command("start_scoring")
    room = final.room()["body"]["room"]["id"]
    taken = {"code": "device", "text": "评委 3 的平板没电，换了一台", "slot": None}
    final.play(final.api("organizer").post(f"rooms/{room}/incidents", taken))
    judge = seated(final, SIGNS, language)
    judge.see("incident-read")
    judge.shot("incident-waits")
    judge.press("incident-read")
    judge.fill("incident-add", "我在场")
    quiet(judge)
    judge.shot("incident-read", whole=False)
    judge.press("incident-sign")
    judge.state("incident", "signed")
    chair = seated(final, CHAIR, language)
    chair.press("seal-open", "seal-propose")
    expect(chair.page.get_by_role("alert")).to_be_visible()
    chair.fill("seal-reason", "评委突发疾病离场")
    quiet(chair)
    chair.shot("seal", whole=False)
    chair.press("seal-propose")
    chair.see("seal-proposed")
    chair.shot("seal-waits")
    verifier = final.staff_page("verifier", f"/org/{final.slug}/live", language=language)
    verifier.press("override-open")
    expect(verifier.see("override-approve")).not_to_have_attribute(
        "data-blocked", "true", timeout=PATIENCE_MS
    )
    verifier.press("override-approve")
    verifier.until_gone("override-approve")
    expect(chair.at("chair-seal")).to_have_count(0, timeout=PATIENCE_MS)
    [row] = final.play(final.api("organizer").get(f"rounds/{final.round}/incidents"))["incidents"]
    assert [(each["office"], each["words"]) for each in row["signatures"]] == [("judge", "我在场")]


# The browser of the tests has no battery to ask.
BATTERY = """
Object.defineProperty(Navigator.prototype, "getBattery", {
    value: async () => Object.assign(new EventTarget(), {level: 0.15, charging: false}),
});
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_console_says_what_to_see_to_at_a_tablet(final: DemoFinal, language: str) -> None:
    """A battery that runs low is told with what to do, at the console and on the tablet itself."""
    judge = final.clean_judge(SIGNS, language=language)
    judge.context.add_init_script(BATTERY)
    final.sit_down(judge, SIGNS)
    console = final.console_page(language)
    expect(console.see(f"tablet-{SIGNS}")).to_contain_text("15%", timeout=PATIENCE_MS)
    expect(console.at(f"tablet-{SILENT}")).to_have_count(0)
    quiet(console)
    console.shot("tablet-needs", whole=False)
    judge.open("/judge/device")
    judge.state("check-battery", "bad")
    judge.shot("device-check")
