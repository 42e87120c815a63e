"""A board of five hundred cards, and what the page does while one of them is carried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Self

from django.db import transaction
from playwright.sync_api import Locator, expect

from core import clock
from pipeline.models import Project
from pipeline.services.opening import projects_open_step
from tests.factories.pipeline import entry_make, publication_make, row_make
from tests.system.browser.board import MANAGER, Board, zone_of
from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS

# Stage by stage; five hundred in all, most of them early on the way.
CROWD: Final[Mapping[str, int]] = {
    "lead": 300,
    "screening": 120,
    "negotiation": 50,
    "review": 20,
    "signed": 10,
}
# Long tasks of the page from its beginning on, in whole milliseconds.
WATCH: Final = """
  window.__long = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.__long.push(Math.round(task.duration));
  }).observe({ type: 'longtask' });
"""
# Those since the page was last asked.
TAKE: Final = """() => new Promise((done) => setTimeout(() => {
  done(window.__long.splice(0));
}, 200))"""
# The page believes that it is printed, and paper has every card: windowing is off.
PAPER: Final = """
  const asked = window.matchMedia.bind(window);
  window.matchMedia = (media) => media === 'print' ? asked('all') : asked(media);
"""


def crowd_fill(final: DemoFinal, crowd: Mapping[str, int] = CROWD) -> None:
    """Open so many projects and lay them where they belong; each came a minute before the last."""
    with final.rows(), transaction.atomic():
        zone = zone_of()
        rows = [
            row_make(entry_make(zone, name=f"储能{number:03}"), number)
            for number in range(1, sum(crowd.values()) + 1)
        ]
        now = clock.now()
        projects_open_step(publication=publication_make(zone), rows=rows, at=now)
        projects = list(Project.objects.order_by("contest_rank"))
        places = [stage for stage, count in crowd.items() for _ in range(count)]
        for number, (project, stage) in enumerate(zip(projects, places, strict=True)):
            project.stage = stage
            project.stage_since = now - timedelta(minutes=number)
        Project.objects.bulk_update(projects, ["stage", "stage_since"])


@dataclass(frozen=True)
class Carrying:
    """What a carry over lanes cost: cards that the page had, long tasks in milliseconds."""

    drawn: int
    long_tasks: list[int]

    @property
    def blocked(self) -> int:
        """The time in which the page answered nobody."""
        return sum(self.long_tasks)


class Crowd(Board):
    """The board with more cards than fit."""

    @classmethod
    def watched(cls, final: DemoFinal, *, windowed: bool = True) -> Self:
        """The manager at the board, whose long tasks are counted; all cards drawn if so asked."""
        person = final.staff_page(MANAGER, "/zone/prospects")
        for script in (WATCH, "" if windowed else PAPER):
            person.page.add_init_script(script)
        person.open("/zone/board")
        person.speak()
        board = cls(person)
        expect(board.cards("lead").first).to_be_visible(timeout=PATIENCE_MS)
        return board

    def cards(self, lane: str) -> Locator:
        """The cards of a lane that are drawn."""
        return self.lane(lane).locator("[data-card]")

    def nth(self, lane: str, place: int) -> Locator:
        """The card at a place of a lane, the topmost being 1."""
        return self.lane(lane).locator(f"[aria-posinset='{place}']")

    def drawn(self) -> int:
        """How many cards the page has."""
        return self.page.locator(".zn-board [data-card]").count()

    def scroll(self, lane: str, *, end: bool) -> None:
        """Scroll a lane to its last card or its first, and wait until that is seen."""
        place = self.nth(lane, CROWD[lane] if end else 1)
        height = "lane.scrollHeight" if end else "0"
        for _step in range(PATIENCE_MS // 50):
            self.lane(lane).locator(".cards").evaluate(f"(lane) => lane.scrollTo(0, {height})")
            self.page.wait_for_timeout(50)
            if place.count():
                break
        expect(place).to_be_in_viewport(timeout=PATIENCE_MS)

    def scrolled(self, lane: str) -> int:
        """How far a lane is scrolled, in whole pixels."""
        return round(self.lane(lane).locator(".cards").evaluate("(lane) => lane.scrollTop"))

    def lift(self, card: Locator) -> None:
        """Take a card by the mouse."""
        start = card.bounding_box()
        assert start is not None
        mouse = self.page.mouse
        x, y = start["x"] + start["width"] / 2, start["y"] + 40
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 20, y - 10, steps=3)
        expect(self.person.at("card-lifted")).to_be_visible(timeout=PATIENCE_MS)

    def hold_over(self, lane: str) -> None:
        """Hold what was lifted over a lane."""
        box = self.lane(lane).bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 320, steps=12)

    def let_be(self) -> None:
        """Give up a carry."""
        self.page.keyboard.press("Escape")
        self.page.mouse.up()
        expect(self.person.at("card-lifted")).to_have_count(0)

    def carried_about(self, lane: str, *over: str) -> Carrying:
        """Lift the last card of a lane, hold it over others, give up."""
        self.page.evaluate(TAKE)
        self.lift(self.nth(lane, CROWD[lane]))
        for other in over:
            self.hold_over(other)
        drawn = self.drawn()
        self.let_be()
        return Carrying(drawn, self.page.evaluate(TAKE))
