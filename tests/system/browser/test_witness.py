"""Story 5 in short: the witness sees, asks and is answered; no button of hers decides anything."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from demo.players.client import Refusal
from judging.models import ScoreSheet
from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, Person
from tests.system.browser.test_pages import AXE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

LANGUAGES = ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)]
SIZES = ((1180, 820), (820, 1180), (1440, 900))
PLACES = (
    "",
    "/entries",
    "/panel",
    "/draw",
    "/live",
    "/results",
    "/ranking",
    "/publish",
    "/witness",
)
DECIDES = re.compile(r"批准|解锁|公布|发布|^锁定|^同意|approve|unlock|publish|^lock", re.IGNORECASE)
FAVOR = "请关照蓝鲸储能"
QUESTION = "计时为什么暂停？"


def quiet(person: Person) -> None:
    """Nothing that axe calls a fault is on the page."""
    person.page.evaluate(axe_source())
    assert person.page.evaluate(AXE) == []


def pictured(person: Person, name: str) -> None:
    """The page at the three sizes of the house."""
    for width, height in SIZES:
        person.page.set_viewport_size({"width": width, "height": height})
        person.shot(f"{name}-{width}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_witness_asks_and_the_committee_answers(final: DemoFinal, language: str) -> None:
    final.command("start_scoring", "pause", code="network")
    with final.rows():
        sheet = ScoreSheet.objects.order_by("pk")[0].uid
    with pytest.raises(Refusal):
        final.play(final.api("organizer").get(f"sheets/{sheet}"))
    clerk_files(final, language)
    witness = final.staff_page("witness", f"/org/{final.slug}/witness", language=language)
    witness_asks(witness)
    witness_reads_on(witness)
    committee = final.staff_page("organizer", f"/org/{final.slug}/witness", language=language)
    committee.see("waiting-answers")
    expect(committee.at("tab-interference")).to_have_count(0)
    committee.fill("answer-text", "会场网络中断六分钟，见值班记录。")
    committee.press("answer-send")
    committee.until_gone("waiting-answers")
    committee.see("note-answer")
    quiet(committee)
    witness.press("tab-notes")
    expect(witness.see("note-answer")).to_contain_text("会场网络中断六分钟")
    witness.press("confirm-seal")
    expect(witness.page.locator("[data-kind=confirmation]")).to_have_count(1)
    quiet(witness)
    pictured(witness, "notes")


def clerk_files(final: DemoFinal, language: str) -> None:
    """A clerk was asked for a favor, and reads that it was taken, no word more."""
    clerk = final.staff_page("timekeeper", f"/org/{final.slug}/interference", language=language)
    clerk.fill("interference-who", "某副局长")
    clerk.fill("interference-said", FAVOR)
    clerk.press("interference-send")
    clerk.see("interference-taken")
    clerk.see("receipt")
    expect(clerk.page.get_by_text(FAVOR)).to_have_count(0)
    quiet(clerk)
    pictured(clerk, "filed")


def exception(person: Person, kind: str) -> Locator:
    """The newest exception of a kind."""
    return person.page.locator(f"[data-testid=exception][data-kind={kind}]").first


def is_now(found: Locator, state: str) -> None:
    expect(found).to_have_attribute("data-state", state, timeout=PATIENCE_MS)


def witness_asks(witness: Person) -> None:
    """About the paused clock; the refused reading she has only seen, by its key."""
    paused, reading = exception(witness, "clock"), exception(witness, "reading")
    is_now(paused, "unseen")
    quiet(witness)
    pictured(witness, "exceptions")
    paused.get_by_test_id("exception-ask").click()
    witness.fill("note-text", QUESTION)
    witness.press("note-send")
    is_now(paused, "question")
    reading.focus()
    witness.page.keyboard.press("s")
    is_now(reading, "seen")


def witness_reads_on(witness: Person) -> None:
    """What was filed, the phones, the rooms."""
    witness.press("tab-interference")
    expect(witness.see("interference")).to_contain_text(FAVOR)
    witness.press("tab-registers")
    witness.fill("phone-name", "周明远")
    witness.fill("phone-number", "07")
    witness.press("phone-add")
    witness.see("register-line")
    quiet(witness)
    pictured(witness, "registers")
    witness.press("tab-rooms")
    witness.see("witness-room")
    quiet(witness)
    pictured(witness, "rooms")


def test_no_page_offers_the_witness_a_button_that_decides(final_read: DemoFinal) -> None:
    witness = final_read.staff_page("witness", f"/org/{final_read.slug}")
    for place in PLACES:
        witness.open(f"/org/{final_read.slug}{place}")
        expect(witness.page.locator("main h1")).to_be_visible(timeout=PATIENCE_MS)
        expect(witness.at("waiting")).to_have_count(0, timeout=PATIENCE_MS)
        offered = witness.page.locator("main button:visible").all_inner_texts()
        assert [text for text in offered if DECIDES.search(text)] == [], place
