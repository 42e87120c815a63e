"""The live console in the demo final: one clock, who is there, undo, keys, two people at once."""

from __future__ import annotations

import asyncio
import time
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from demo.players.judge import Judge
from demo.story import story
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import GIVEN, HERO, SIGNED
from tests.system.browser.person import Person
from tests.system.browser.test_pages import AXE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

PATIENCE_MS = 20_000
# When the clock ends by this page: its next figure and the moment at which it appeared.
ENDS_AT = """(testid) => new Promise((done) => {
  const place = document.querySelector(`[data-testid="${testid}"]`);
  new MutationObserver((_, observer) => {
    observer.disconnect();
    done(Date.now() + Number(place.dataset.remainingMs));
  }).observe(place, { attributes: true, attributeFilter: ['data-remaining-ms'] });
})"""
LONG_TASKS = """() => {
  window.__long = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.__long.push(Math.round(task.duration));
  }).observe({ type: 'longtask' });
}"""


def slot_of(final: DemoFinal, position: int) -> dict[str, Any]:
    slot: dict[str, Any] = final.room()["body"]["slots"][position - 1]
    return slot


def stage_is(console: Person, number: str, state: str) -> None:
    place = console.at(f"slot-{number}")
    expect(place).to_have_attribute("data-state", state, timeout=PATIENCE_MS)


def sign_the_rest(final: DemoFinal, *, silent: int | None = None) -> None:
    """The judges who have not signed yet do, but for one who is silent."""
    for seat, marks in story().marks[HERO].items():
        if seat not in SIGNED and seat != str(silent):
            tablet = final.tablet(seat)
            rest = dict(list(marks.items())[GIVEN.get(seat, 0) :])
            final.play(tablet.mark(HERO, rest))
            final.play(tablet.sign(HERO))


def key(console: Person, name: str) -> None:
    """A press once the last command is answered: one goes at a time."""
    console.page.locator("[data-testid=console]:not([data-busy])").wait_for()
    console.page.keyboard.press(name)


def test_space_stops_one_clock_for_everybody(final: DemoFinal) -> None:
    """Check 35: console, a judge and the screen end at the same moment, within 200 ms, also a
    judge whose line was cut meanwhile."""
    console, judge, screen = final.console_page(), final.judge(3), final.screen_page()
    screen.see("timer")
    final.proxy.cut()
    judge.page.wait_for_timeout(3000)
    final.proxy.restore()
    key(console, " ")
    console.see("console-resume")
    assert slot_of(final, 5)["clock"]["paused_at"] is not None
    still = console.at("timer").get_attribute("data-remaining-ms")
    console.page.wait_for_timeout(600)
    assert console.at("timer").get_attribute("data-remaining-ms") == still
    key(console, " ")
    console.see("console-pause")
    for person in (judge, screen):
        person.page.wait_for_timeout(500)
    ends = [person.page.evaluate(ENDS_AT, "timer") for person in (console, judge, screen)]
    assert max(ends) - min(ends) <= 200, ends


def test_a_judge_who_leaves_is_seen_to_be_gone_and_to_return(final: DemoFinal) -> None:
    """Check 36 at a tenth of the time: offline with running seconds, back after the reopening."""
    console, judge = final.console_page(), final.judge(4)
    row = console.at("judge-row-4")
    expect(row).to_have_attribute("data-presence", "online", timeout=PATIENCE_MS)
    judge.page.goto("about:blank")
    expect(row).to_have_attribute("data-presence", "offline", timeout=PATIENCE_MS)
    first = row.get_by_test_id("away-for").inner_text()
    expect(row.get_by_test_id("away-for")).not_to_have_text(first, timeout=PATIENCE_MS)
    expect(console.at("todo-offline")).to_be_visible(timeout=PATIENCE_MS)
    console.shot("console-away", whole=False)
    judge.open(f"/judge/live?entry={final.entry(HERO)}")
    expect(row).to_have_attribute("data-presence", "online", timeout=PATIENCE_MS)
    expect(console.at("todo-offline")).to_have_count(0)


def test_the_next_team_called_by_mistake_goes_back(final: DemoFinal) -> None:
    """Checks 17 and 39: N while cards are missing asks twice and holds the team; Z returns to it
    with its clock as if it had never stopped; nothing goes back once the hall has seen a result."""
    console = final.console_page()
    key(console, "s")
    stage_is(console, HERO, "scoring")
    clock = slot_of(final, 5)["clock"]
    key(console, "n")
    expect(console.at("console-note")).to_contain_text("N", timeout=PATIENCE_MS)
    assert slot_of(final, 5)["state"] == "scoring"
    key(console, "n")
    stage_is(console, HERO, "held")
    console.see("todo-held")
    key(console, "z")
    stage_is(console, HERO, "scoring")
    assert slot_of(final, 5)["clock"] == clock
    assert slot_of(final, 6)["state"] == "waiting"
    expect(console.at("reveal")).to_have_attribute("data-locked", "true")
    sign_the_rest(final)
    final.command("seal")
    expect(console.at("console-undo")).to_be_visible(timeout=PATIENCE_MS)
    expect(console.at("reveal")).to_have_attribute("data-do", "reveal", timeout=PATIENCE_MS)
    # A judge is recused, so a card is missing for good: R asks for a second R.
    key(console, "r")
    expect(console.at("console-note")).to_contain_text("R", timeout=PATIENCE_MS)
    assert slot_of(final, 5)["state"] == "sealed"
    key(console, "r")
    stage_is(console, HERO, "revealed")
    expect(console.at("console-undo")).to_have_count(0)
    for step in (1, 2, 3, 4):
        expect(console.at("program")).to_have_attribute("data-step", str(step - 1))
        key(console, "r")
        expect(console.at("program")).to_have_attribute("data-step", str(step), timeout=PATIENCE_MS)
    expect(console.at(f"slot-{HERO}")).to_contain_text("86.50", timeout=PATIENCE_MS)
    key(console, "b")
    expect(console.at("program")).to_have_attribute("data-scene", "black", timeout=PATIENCE_MS)
    key(console, "b")
    expect(console.at("program")).to_have_attribute("data-scene", "reveal", timeout=PATIENCE_MS)


def test_single_keys_rest_while_somebody_types_and_when_they_are_off(final: DemoFinal) -> None:
    """Check 43."""
    console = final.console_page()
    console.page.evaluate(
        "() => document.body.append(Object.assign(document.createElement('input'), {id: 'typed'}))"
    )
    console.page.focus("#typed")
    for name in (" ", "s", "b", "2"):
        key(console, name)
    assert console.page.input_value("#typed") == " sb2"
    console.page.evaluate("() => document.querySelector('#typed').remove()")
    key(console, "?")
    console.see("keys-on").uncheck()
    key(console, "Escape")
    console.until_gone("keys-on")
    for name in (" ", "s", "b"):
        key(console, name)
    console.page.wait_for_timeout(500)
    room = final.room()["body"]
    assert room["slots"][4]["state"] == "questions"
    assert room["slots"][4]["clock"]["paused_at"] is None
    assert room["screen"]["program"]["scene"] == "countdown"
    console.press("keys-open")
    console.see("keys-on").check()
    key(console, "Escape")
    console.until_gone("keys-on")
    key(console, "s")
    stage_is(console, HERO, "scoring")


def test_two_people_press_next_and_one_step_is_made(final: DemoFinal) -> None:
    """Check 44: the slower one's step is not carried out; a note says who moved to what."""
    final.command("start_scoring", "hold")
    one, other = (
        final.staff_page(role, f"/org/{final.slug}/live") for role in ("organizer", "timekeeper")
    )
    other.see("next-team")
    one.see("next-team")
    waiting: list[Route] = []

    def held_back(route: Route) -> None:
        waiting.append(route)

    other.page.route("**/commands", held_back)
    key(other, "n")
    other.page.wait_for_timeout(300)
    key(one, "n")
    stage_is(one, next_number(final), "called")
    assert len(waiting) == 1
    waiting[0].continue_()
    expect(other.at("console-note")).to_contain_text("06", timeout=PATIENCE_MS)
    other.shot("console-slower", whole=False)
    states = [slot["state"] for slot in final.room()["body"]["slots"]]
    assert states[4:7] == ["held", "called", "waiting"]


def next_number(final: DemoFinal) -> str:
    return str(slot_of(final, 6)["entry"]["number"])


@pytest.mark.alone
@pytest.mark.parametrize("seconds", [5, pytest.param(60, marks=pytest.mark.slow)])
def test_marks_rain_and_the_console_keeps_up(final: DemoFinal, seconds: int) -> None:
    """Check 37: seven judges, five criteria, two marks a second each: every cell in the end, once,
    and no task of the page that keeps it from answering for more than 100 ms."""
    final.command("start_scoring")
    sixth = next_number(final)
    final.command("call", "start_pitch", number=sixth)
    console = final.console_page()
    expect(console.at("judge-row-7")).to_be_visible()
    console.page.wait_for_timeout(1000)
    console.page.evaluate(LONG_TASKS)
    final.play(rain([final.tablet(seat) for seat in range(1, 8)], sixth, seconds), seconds + 60)
    for seat in range(1, 8):
        row = console.at(f"judge-row-{seat}")
        expect(row.locator("[data-state=saved]")).to_have_count(5, timeout=PATIENCE_MS)
    cells = console.page.locator("td[data-testid^=matrix-]")
    names = cells.evaluate_all("(all) => all.map((each) => each.dataset.testid)")
    assert len(names) == len(set(names)) == 35
    long = console.page.evaluate("() => window.__long")
    assert [task for task in long if task > 100] == []


async def rain(judges: list[Judge], number: str, seconds: int) -> None:
    """Every judge types two marks a second for so long, each criterion in turn."""
    until = time.monotonic() + seconds
    await asyncio.gather(*(drops(judge, number, until) for judge in judges))


async def drops(judge: Judge, number: str, until: float) -> None:
    sheet = await judge.sheet_of(number)
    criteria = list(sheet["cells"])
    for count, criterion in enumerate(cycle(criteria)):
        if count >= len(criteria) and time.monotonic() > until:
            return
        await judge.mark(number, {criterion: "10" if count % 2 else "9.5"})
        await asyncio.sleep(0.5)


@pytest.mark.parametrize("language", ["zh-Hans", pytest.param("en", marks=pytest.mark.slow)])
def test_axe_finds_nothing_and_the_page_is_whole(final_read: DemoFinal, language: str) -> None:
    """Check 59 here: no finding by axe with the keys' list open and shut, at three sizes."""
    console = final_read.console_page(language)
    console.shot(f"console-{language}", whole=False)
    console.page.evaluate(axe_source())
    assert console.page.evaluate(AXE) == []
    for width, height in ((1180, 820), (820, 1180)):
        console.page.set_viewport_size({"width": width, "height": height})
        wide = console.page.evaluate("() => document.documentElement.scrollWidth")
        assert wide <= width
    console.press("keys-open")
    console.see("keys-on")
    console.page.wait_for_timeout(500)  # the list has faded in
    assert console.page.evaluate(AXE) == []
