"""What the browsers of a crowd show, held against the server: every difference in a sentence."""

from __future__ import annotations

import time
from typing import Any

from django.db.models import Sum

from judging.models import ScoreCell, ScoreSheet, SheetState
from tests.system.browser.crowd import Crowd
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import recused
from tests.system.browser.person import PATIENCE_MS, Person

Shown = dict[str, Any]

_CONSOLE = """() => {
    const all = (name) => [...document.querySelectorAll(`[data-testid^="${name}"]`)];
    const program = document.querySelector("[data-testid=program]").dataset;
    return {
        slots: Object.fromEntries(all("slot-").map((row) => [row.dataset.testid.slice(5),
            [row.dataset.state, row.querySelector("b.s")?.textContent ?? null]])),
        seats: Object.fromEntries(all("judge-row-").map((row) => [row.dataset.testid.slice(10),
            [row.dataset.state, row.querySelectorAll("td[data-state=saved]").length]])),
        program: [program.scene, Number(program.step)],
    };
}"""
_QUEUE = """() => Object.fromEntries(
    [...document.querySelectorAll("[data-testid^=queue-entry-]")].map((line) => [
        line.dataset.testid.slice("queue-entry-".length),
        line.dataset.state === "signed"
            ? line.querySelector(".jd-ok")?.textContent.match(/\\d+\\.\\d+/)?.[0] ?? "?" : null,
    ]))"""
_WALL = """() => {
    const scene = document.querySelector("[data-testid=scene]").dataset;
    return {
        scene: [scene.name, Number(scene.step)],
        board: [...document.querySelectorAll("[data-testid=place]")].map((row) => [
            row.dataset.number, Number(row.dataset.rank), row.querySelector(".s").textContent]),
    };
}"""


def everybody_agrees(crowd: Crowd) -> None:
    """Wait until no browser shows anything else than the server has."""
    for tablet in crowd.judges.values():
        to_queue(tablet)
    until = time.monotonic() + PATIENCE_MS / 1000
    while (found := differences(crowd)) and time.monotonic() < until:
        crowd.console.page.wait_for_timeout(100)
    assert found == []


def to_queue(tablet: Person) -> None:
    """Back to the queue within the page that is open: what it shows there is what it knows."""
    back = tablet.page.locator("a[href='/judge']").first
    if not tablet.page.locator("[data-testid^=queue-entry-]").count():
        back.click()
    tablet.page.locator("[data-testid^=queue-entry-]").first.wait_for()


def differences(crowd: Crowd) -> list[str]:
    """A sentence for each thing that a browser shows otherwise; the tablets are at their queues."""
    found = _differ("console", crowd.console.page.evaluate(_CONSOLE), console_truth(crowd.final))
    cards = cards_truth(crowd.final, list(crowd.judges))
    for seat, tablet in crowd.judges.items():
        found += _differ(f"judge {seat}", tablet.page.evaluate(_QUEUE), cards[seat])
    wall = wall_truth(crowd.final)
    for count, screen in enumerate(crowd.screens):
        found += _differ(f"screen {count}", screen.page.evaluate(_WALL), wall)
    return found


def _differ(who: str, shown: Shown, truth: Shown) -> list[str]:
    names = sorted(set(shown) | set(truth))
    return [
        f"{who}, {name}: shows {shown.get(name, 'nothing')!r}, is {truth.get(name, 'nothing')!r}"
        for name in names
        if shown.get(name, "nothing") != truth.get(name, "nothing")
    ]


def console_truth(final: DemoFinal) -> Shown:
    """Teams with state and final, the judges' progress with the team on stage, the program."""
    body = final.room()["body"]
    slots = {slot["entry"]["number"]: [slot["state"], slot["final"]] for slot in body["slots"]}
    now = next((slot for slot in body["slots"] if slot["id"] == body["current"]), None)
    seats = {
        str(sheet["seat"]): [sheet["state"], len(sheet["cells"])]
        for sheet in (now["sheets"] if now else [])
    }
    program = body["screen"]["program"]
    return {"slots": slots, "seats": seats, "program": [program["scene"], program["step"]]}


def cards_truth(final: DemoFinal, seats: list[str]) -> dict[str, Shown]:
    """By seat: its teams, each with the card's sum once signed. Recused ones are not there."""
    numbers = [slot["entry"]["number"] for slot in final.slots]
    cards: dict[str, Shown] = {
        seat: {number: None for number in numbers if number not in recused(seat)} for seat in seats
    }
    with final.rows():
        signed = ScoreSheet.objects.filter(state__in=[SheetState.SIGNED, SheetState.COUNTED])
        sums = (
            ScoreCell.objects.filter(sheet__in=signed, sheet__seat__number__in=seats)
            .values_list("sheet__seat__number", "sheet__slot__entry__number")
            .annotate(sum=Sum("value"))
        )
        for seat, number, hundredths in sums:
            cards[str(seat)][number] = f"{hundredths // 100}.{hundredths % 100 // 10}"
    return cards


def wall_truth(final: DemoFinal) -> Shown:
    """The scene, its step, and the leaderboard where it is shown."""
    body = final.room("emcee")["body"]
    rows = body.get("board") or [] if body["scene"] == "leaderboard" else []
    board = [[row["entry"]["number"], row["rank"], row["final"]] for row in rows]
    return {"scene": [body["scene"], body["step"]], "board": board}
