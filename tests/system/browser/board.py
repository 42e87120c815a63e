"""The zone's board some days after the demo final: its eight projects, their ranks and finals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Self

from django.db import transaction
from playwright.sync_api import Locator, expect

from contest.models import ConsentText, Entry, Round
from core import clock
from pipeline.services.opening import projects_open_step
from tests.factories.pipeline import Zone, publication_make, row_make
from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, Person

WHALE: Final = "QM-05"
MANAGER: Final = "investment_manager"
# What the demo's final comes to, for the teams that agreed to the zone.
RESULTS: Final = (
    ("QM-02", 1, "88.20"),
    ("QM-05", 2, "86.50"),
    ("QM-09", 3, "85.90"),
    ("QM-10", 4, "84.30"),
    ("QM-11", 5, "83.40"),
    ("QM-01", 6, "82.60"),
    ("QM-08", 7, "82.60"),
    ("QM-12", 10, "80.20"),
)
CHECKS: Final = ("industry_fit", "market", "technology_route", "environment", "energy", "benefit")
DONE: Final = 4
FOLLOW_UP: Final = {"zh-Hans": "继续跟进", "en": "Follow up"}
MATERIALS: Final = "商业计划书、审计报告"


def board_fill(final: DemoFinal) -> None:
    """Open the projects as the proposed list does; the manager moves five of them."""
    with final.rows(), transaction.atomic():
        _projects_open()
    _move(final, "QM-10", 2)
    _move(final, "QM-02", 6, "follow_up")
    _move(final, "QM-08", 6, "follow_up")
    _move(final, "QM-09", 6, "follow_up", "materials")
    _move(final, WHALE, DONE)


def zone_of() -> Zone:
    """The demo's only round with its host, as the factories take it."""
    round_ = Round.objects.get()
    edition = round_.edition
    return Zone(
        edition.contest.host,
        edition,
        edition.tracks.all()[0],
        round_,
        ConsentText.objects.get(edition=edition, kind="zone"),
    )


def _projects_open() -> None:
    zone = zone_of()
    entries = {entry.number: entry for entry in Entry.objects.select_related("team")}
    rows = [row_make(entries[number], rank, final) for number, rank, final in RESULTS]
    projects_open_step(publication=publication_make(zone), rows=rows, at=clock.now())


def project_of(final: DemoFinal, number: str) -> dict[str, Any]:
    """A project's page as the manager reads it over REST."""
    client = final.api(MANAGER)
    cards = final.play(client.get("projects"))["results"]
    card = next(row for row in cards if row["entry"]["number"] == number)
    page: dict[str, Any] = final.play(client.get(f"projects/{card['id']}"))
    return page


def _move(final: DemoFinal, number: str, checks: int, *proof: str) -> None:
    """Into screening with so many checks done, then on with a proof for each further step."""
    client = final.api(MANAGER)
    address = f"projects/{project_of(final, number)['id']}"
    final.play(client.post(f"{address}/moves", {"to": "screening"}))
    for code in CHECKS[:checks]:
        final.play(client.post(f"{address}/checks/{code}", {"done": True, "note": ""}))
    words = {"follow_up": FOLLOW_UP["zh-Hans"], "materials": MATERIALS}
    for to, kind in zip(("negotiation", "review"), proof, strict=False):
        body = {"to": to, "proof": [{"kind": kind, "text": words[kind]}]}
        final.play(client.post(f"{address}/moves", body))


def whale_back(final: DemoFinal) -> None:
    """蓝鲸储能 lies in screening with four of its six checks done, whatever a test did before."""
    client = final.api(MANAGER)
    page = project_of(final, WHALE)
    address = f"projects/{page['id']}"
    if page["stage"] != "screening":
        body = {"to": "screening", "reason": "again"}
        final.play(client.post(f"{address}/moves", body))
    for position, code in enumerate(CHECKS):
        answer = {"done": position < DONE, "note": ""}
        final.play(client.post(f"{address}/checks/{code}", answer))


@dataclass(frozen=True)
class Head:
    """What a lane's head says: how many cards, and the exact yuan of their planned investment."""

    count: int
    yuan: int

    def __sub__(self, other: Head) -> Head:
        return Head(self.count - other.count, self.yuan - other.yuan)


class Board:
    """The board on somebody's screen."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page = person.page

    @classmethod
    def open(cls, final: DemoFinal, path: str = "/zone/board", **options: Any) -> Self:
        """The manager at the board."""
        person = final.staff_page(MANAGER, path, **options)
        person.speak()
        board = cls(person)
        expect(board.page.locator("[data-card]").first).to_be_visible(timeout=PATIENCE_MS)
        return board

    def lane(self, lane: str) -> Locator:
        """A lane."""
        return self.person.at(f"lane-{lane}")

    def card(self, lane: str, number: str = WHALE) -> Locator:
        """A card, where it lies in this lane."""
        return self.lane(lane).get_by_test_id(f"card-{number}")

    def link(self, lane: str, number: str = WHALE) -> Locator:
        """What has the focus when a card has it."""
        return self.card(lane, number).get_by_role("link")

    def head(self, lane: str) -> Head:
        """What the lane's head says at present."""
        count = self.lane(lane).get_by_test_id("lane-count").inner_text()
        money = self.lane(lane).get_by_test_id("lane-sums").locator(".ys-money")
        exact = money.first.get_attribute("title") if money.count() else "0"
        return Head(int(count), int(re.sub(r"\D", "", (exact or "").split(".")[0])))

    def says(self, text: str) -> None:
        """The live region says this sentence."""
        expect(self.person.at("board-said")).to_have_text(text, timeout=PATIENCE_MS)

    def refused(self, *codes: str) -> None:
        """The panel names exactly these conditions, and the focus stands at the first."""
        panel = self.person.see("gate-missing")
        missing = panel.locator("li[data-testid^='missing-']")
        expect(missing).to_have_count(len(codes))
        for item, code in zip(missing.all(), codes, strict=True):
            assert item.get_attribute("data-testid") == f"missing-check.{code}"
        expect(self.person.at(f"do-check.{codes[0]}")).to_be_focused()

    def carry(self, lane: str, to: str, number: str = WHALE) -> None:
        """Take a card by the mouse and hold it over another lane."""
        start, end = self.card(lane, number).bounding_box(), self.lane(to).bounding_box()
        assert start is not None
        assert end is not None
        mouse = self.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + 40)
        mouse.down()
        mouse.move(start["x"] + start["width"] / 2 + 20, start["y"] + 50, steps=3)
        mouse.move(end["x"] + end["width"] / 2, end["y"] + 120, steps=6)
