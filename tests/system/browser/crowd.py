"""The demo final in a hall full of browsers: who sits where, and how a team is played."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import expect

from demo.story import story
from tests.system.browser import bench
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import recused, story_seat
from tests.system.browser.person import PATIENCE_MS, TABLET, Person

_STEPS = 4


@dataclass
class Crowd:
    """The judges' browsers by seat, one console, the screens."""

    final: DemoFinal
    console: Person
    judges: dict[str, Person]
    screens: list[Person]


def crowd_enter(final: DemoFinal, *, seats: tuple[str, ...], screens: int) -> Crowd:
    """Everybody takes their place; the judges are at their queues."""
    console = final.staff_page("organizer", f"/org/{final.slug}/live")
    console.see("console")
    judges = {seat: _seated(final, seat) for seat in seats}
    crowd = Crowd(final, console, judges, [final.screen_page() for _ in range(screens)])
    for screen in crowd.screens:
        screen.see("scene")
    return crowd


def _seated(final: DemoFinal, seat: str) -> Person:
    tablet = final.clean_judge(seat, size=TABLET)
    tablet.open(final.link(seat))
    tablet.press("join-start")
    tablet.page.locator("[data-testid^=queue-entry-]").first.wait_for()
    return tablet


def team_plays(crowd: Crowd, slot: dict[str, Any]) -> None:
    """One team from the call to the confirmed result, every button pressed at the console."""
    console, number = crowd.console, slot["entry"]["number"]
    _key(console, "n")
    stage_is(console, number, "called")
    for verb, state in (("start_pitch", "pitching"), ("start_questions", "questions")):
        console.page.locator(f"[data-testid=console-next][data-verb={verb}]").click()
        stage_is(console, number, state)
    _key(console, "s")
    stage_is(console, number, "scoring")
    panel_scores(crowd, number)
    for verb, state in (("seal", "sealed"), ("reveal", "revealed")):
        console.page.locator(f"[data-testid=console-{verb}]:not([data-blocked])").click()
        stage_is(console, number, state)
    for step in range(1, _STEPS + 1):
        _key(console, "r")
        expect(console.at("program")).to_have_attribute("data-step", str(step), timeout=PATIENCE_MS)
    _rested(console)
    console.page.locator("[data-testid=console-next][data-verb=confirm]").click()
    stage_is(console, number, "confirmed")


def panel_scores(crowd: Crowd, number: str) -> None:
    """Every judge of this team gives the story's marks, criterion by criterion, and signs.

    Nobody opens the panel: it has followed the stage by itself.
    """
    story_marks = story().marks[number]
    marks = {
        seat: story_marks[story_seat(seat)] for seat in crowd.judges if number not in recused(seat)
    }
    for seat in marks:
        crowd.judges[seat].state("phase", "scoring")
    for criterion in next(iter(story_marks.values())):
        for seat, own in marks.items():
            bench.judge_types(crowd.judges[seat], criterion, own[criterion])
    for seat, own in marks.items():
        bench.judge_sees_saved(crowd.judges[seat], *own)
        crowd.judges[seat].press("submit", "sign-confirm")
    for seat in marks:
        crowd.judges[seat].see("signed")


def stage_is(console: Person, number: str, state: str) -> None:
    """Wait until the console shows a team in a state, and has nothing under way."""
    console.state(f"slot-{number}", state)
    _rested(console)


def _rested(console: Person) -> None:
    """One command goes at a time: a press while another one is under way does nothing."""
    console.page.locator("[data-testid=console]:not([data-busy])").wait_for()


def _key(console: Person, name: str) -> None:
    _rested(console)
    console.page.keyboard.press(name)
