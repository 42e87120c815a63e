"""A deliberation on the organizer's screen and on the tablets: put, voted in secret, recorded.

One judge is recused from the entry: her tablet shows a cover. The organizer's page and the chair's
tablet are looked at in both languages.
"""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

from demo.players.console import Console
from demo.players.judge import Judge
from demo.story import story
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO, SEATS, SIGNED
from tests.system.browser.person import PATIENCE_MS, PORTRAIT, TABLET, Person
from tests.system.browser.test_pages import AXE, TOO_WIDE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


WHY = "两位评委看错了评分行"
SIZES = ((1440, 900), TABLET, PORTRAIT)
# Every target of the sheet, as large as a finger.
SMALL = """() => [...document.querySelectorAll('.jd-motions button, .jd-motionbar')]
  .filter((each) => { const { width, height } = each.getBoundingClientRect();
    return width < 48 || height < 48; }).map((each) => each.textContent)"""

SHOWN = "三个示范站有实测数据"


@pytest.fixture
def counted(final: DemoFinal, request: pytest.FixtureRequest) -> DemoFinal:
    """The round is closed and counted. Teams behind the fifth have left, unless all are wanted."""
    everybody = getattr(request, "param", False)
    organizer = Console(final.api("organizer"))
    counting, judges = final.api("scorekeeper"), [final.tablet(seat) for seat in SEATS]
    final.play(_to_the_end(final, organizer, judges, everybody), 120)
    final.play(counting.post(f"rounds/{final.round}/tally"))
    return final


async def _to_the_end(
    final: DemoFinal, organizer: Console, judges: list[Judge], everybody: bool
) -> None:
    room = await organizer.room(final.round)
    marks = story().marks
    for slot in final.slots[4:]:
        number = slot["entry"]["number"]
        if number != HERO:
            verbs = ("call", "start_pitch", "start_questions") if everybody else ("withdraw",)
            await organizer.command(slot["id"], *verbs)
            if not everybody:
                continue
        await organizer.command(slot["id"], "start_scoring")
        for judge in judges:
            done = number == HERO and judge.seat in SIGNED
            if judge.seat in marks[number] and not done:
                await judge.score(number, marks[number][judge.seat])
        await organizer.reveal(room, slot["id"])
    await organizer.client.post(f"rounds/{final.round}/close")


def looked_at(person: Person, name: str) -> None:
    """A picture, nothing wider than the window, nothing that axe names."""
    person.page.evaluate(axe_source())
    assert person.page.evaluate(AXE) == [], name
    assert person.page.evaluate(TOO_WIDE) == 0, name
    person.page.evaluate("scrollTo(0, 0)")
    person.shot(name, whole=False)


def at_the_table(final: DemoFinal, seat: int, language: str = "zh-Hans") -> Person:
    """A judge of the panel at her queue."""
    judge = final.clean_judge(seat, language=language)
    judge.open(final.link(seat))
    judge.press("join-start")
    judge.see("motions")
    judge.speak()
    return judge


def voted_elsewhere(final: DemoFinal, seat: str, choice: str) -> None:
    """A judge who has the tablet of before."""

    client, path = final.tablet(seat).client, f"rounds/{final.round}/deliberation"

    async def vote() -> None:
        *_earlier, motion = (await client.get(path))["motions"]
        await client.post(f"{path}/motions/{motion['id']}/vote", {"choice": choice})

    final.play(vote())


def organizer_opens(final: DemoFinal) -> Person:
    """The organizer opens a deliberation and puts a motion about the hero."""
    organizer = final.organizer("/deliberate/final")
    organizer.see("deliberation-open")
    looked_at(organizer, "before")
    organizer.press("deliberation-open")
    organizer.state("deliberation", "open")
    organizer.press(f"look-{HERO}")
    organizer.fill("motion-text", "复核过评分，维持原结果")
    looked_at(organizer, "form")
    organizer.press("motion-put")
    organizer.state("motion", "open")
    return organizer


def notes_are_shown(chair: Person, second: Person, organizer: Person) -> None:
    """The chair shows words that everybody at the motion reads; the other judge takes hers back."""
    chair.press("note-open")
    chair.fill("note-shown", SHOWN)
    assert chair.page.evaluate(SMALL) == []
    looked_at(chair, "note")
    chair.press("note-send")
    for person in (chair, second, organizer):
        expect(person.at("motion-notes")).to_contain_text(SHOWN, timeout=PATIENCE_MS)
    second.press("note-open")
    second.fill("note-shown", "财务预测偏乐观")
    second.press("note-send")
    expect(chair.at("motion-notes")).to_contain_text("财务预测偏乐观", timeout=PATIENCE_MS)
    looked_at(second, "notes")
    organizer.at("motion-notes").scroll_into_view_if_needed()
    looked_at(organizer, "notes")
    second.press("note-open", "note-back")
    for person in (second, chair, organizer):
        expect(person.at("motion-notes")).not_to_contain_text("偏乐观", timeout=PATIENCE_MS)


def signed_elsewhere(final: DemoFinal, seat: str) -> None:
    """A judge signs anew what she had marked before."""
    judge = final.tablet(seat)
    judge.chance = random.Random(f"again-{seat}")  # operations of its own
    final.play(judge.sign(HERO))


def sent_back(final: DemoFinal, organizer: Person) -> None:
    """The panel sends the hero back; who leads records it."""
    organizer.press(f"look-{HERO}")
    organizer.page.locator("label", has=organizer.at("kind-rescore")).click()
    organizer.fill("motion-text", WHY)
    looked_at(organizer, "form-again")
    organizer.press("motion-put")
    organizer.state("motion", "open")
    for seat in ("3", "4", "5", "6"):
        voted_elsewhere(final, seat, "for")
    expect(organizer.at("voted")).to_contain_text(re.compile(r"4\s*/\s*6"), timeout=PATIENCE_MS)
    organizer.sure("motion-count")
    organizer.see("counted")
    organizer.sure("motion-record")
    organizer.state("rescore", "open")


def marked_again(judge: Person, *keys: str) -> None:
    """From the bar to the card; a mark or none is changed, and it is signed."""
    looked_at(judge, "again-list")
    judge.press("again-bar")
    judge.see("again")
    expect(judge.at("submit")).to_have_attribute("data-missing", "0", timeout=PATIENCE_MS)
    if keys:
        judge.press("crit-team", *[f"pad-{key}" for key in keys])
        judge.state("save-state", "committed")
    assert judge.page.evaluate(TOO_WIDE) == 0
    looked_at(judge, "again-card")
    judge.press("submit", "sign-confirm")
    judge.see("signed")
    expect(judge.at("again")).to_have_attribute("data-done", "true", timeout=PATIENCE_MS)
    looked_at(judge, "again-signed")


def marked_again_by_all(final: DemoFinal, organizer: Person, chair: Person, second: Person) -> None:
    """Nothing new is seen before the last one of them has signed anew."""
    before = organizer.at("side").locator(".figure b").inner_text()
    marked_again(second, "back", "back", "back", "5")
    marked_again(chair)
    signed = organizer.at("again-signed")
    expect(signed).to_contain_text(re.compile(r"2\s*/\s*6"), timeout=PATIENCE_MS)
    looked_at(organizer, "again")
    assert organizer.at("side").locator(".figure b").inner_text() == before
    for seat in ("3", "4", "5", "6"):
        signed_elsewhere(final, seat)
    totals = organizer.see("again-totals")
    expect(totals.locator("[data-changed]")).to_have_count(1)
    expect(organizer.at("side").locator(".figure b")).not_to_have_text(before, timeout=PATIENCE_MS)
    expect(second.at("again")).to_have_count(0, timeout=PATIENCE_MS)
    looked_at(organizer, "again-done")
    looked_at(second, "again-done")


def test_a_motion_from_the_screen_to_the_tablets_and_back(counted: DemoFinal) -> None:
    organizer = organizer_opens(counted)
    chair = at_the_table(counted, 1, "en")
    second = at_the_table(counted, 2)
    recused = at_the_table(counted, 7)
    recused.see("motion-cover")
    expect(recused.at("motion")).to_have_count(0)
    assert "维持原结果" not in recused.page.content()
    looked_at(recused, "cover")
    for judge, choice in ((chair, "for"), (second, "against")):
        judge.press(f"vote-{choice}")
        expect(judge.at(f"vote-{choice}")).to_have_attribute(
            "aria-pressed", "true", timeout=PATIENCE_MS
        )
        assert judge.page.evaluate(SMALL) == []
        looked_at(judge, "voted")
    notes_are_shown(chair, second, organizer)
    assert SHOWN not in recused.page.content()
    second.press("motion-aside")
    second.see("motion-bar")
    second.shot("aside", whole=False)
    for seat in ("3", "4"):
        voted_elsewhere(counted, seat, "for")
    expect(organizer.at("voted")).to_contain_text(re.compile(r"4\s*/\s*6"), timeout=PATIENCE_MS)
    expect(organizer.at("counted")).to_have_count(0)
    looked_at(organizer, "voting")
    organizer.sure("motion-count")
    organizer.see("counted")
    looked_at(organizer, "counted")
    figures = organizer.at("counted").locator("dd b").all_inner_texts()
    assert figures == ["3", "1", "0"]
    expect(chair.at("motion-result")).to_contain_text("Carried", timeout=PATIENCE_MS)
    looked_at(chair, "result")
    # The chair records it; the screen hears of it and the tablets are free again.
    chair.press("motion-record", "motion-record-sure")
    expect(chair.at("motions")).to_have_count(0, timeout=PATIENCE_MS)
    expect(recused.at("motions")).to_have_count(0, timeout=PATIENCE_MS)
    organizer.see("past-motion")
    sent_back(counted, organizer)
    marked_again_by_all(counted, organizer, chair, second)
    organizer.press("strips-table")
    organizer.press("language-en")
    expect(organizer.page.locator("h1")).to_contain_text("Deliberation", timeout=PATIENCE_MS)
    looked_at(organizer, "recorded-en")
    organizer.sure("deliberation-close")
    organizer.state("deliberation", "closed")


@pytest.mark.slow
@pytest.mark.parametrize("counted", [True], indirect=True)
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_the_whole_final_at_three_sizes(counted: DemoFinal, language: str) -> None:
    """Twelve teams, seven judges, the cut; nothing is too wide and axe finds nothing."""
    organizer = organizer_opens(counted)
    organizer.press(f"language-{language}")
    for seat, choice in (("1", "for"), ("3", "against"), ("4", "abstain"), ("5", "for")):
        voted_elsewhere(counted, seat, choice)
    expect(organizer.at("voted")).to_contain_text(re.compile(r"4\s*/\s*6"), timeout=PATIENCE_MS)
    for size in SIZES:
        organizer.page.set_viewport_size({"width": size[0], "height": size[1]})
        organizer.see("cut-line")
        looked_at(organizer, f"whole-{language}-{size[0]}")
    organizer.page.set_viewport_size({"width": 1440, "height": 900})
    organizer.sure("motion-count")
    organizer.see("counted")
    looked_at(organizer, f"whole-{language}-counted")
    organizer.press("strips-table")
    looked_at(organizer, f"whole-{language}-table")
