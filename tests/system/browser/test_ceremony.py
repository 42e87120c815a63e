"""The ceremony: cues at the console, the wall from the last place to the first, nothing early."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.person import PATIENCE_MS, TABLET, Person
from tests.system.browser.test_console import key
from tests.system.browser.test_pages import TOO_WIDE
from tests.system.browser.test_screen import LONG, SIZES, WALL_FAULTS
from tests.system.browser.wall import Director, Heard, everything, paired, scene

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
# Two places below the third, then two cues for each of the first three.
CUES = 8


@pytest.fixture
def counted(final: DemoFinal) -> DemoFinal:
    """Five teams are through, the others left; the round is closed and counted."""
    director = Director(final)
    director.score_hero()
    director.seal()
    director.cue("take", scene="waiting")
    organizer, counting = final.api("organizer"), final.api("scorekeeper")

    async def end() -> None:
        for slot in final.slots[5:]:
            await organizer.post(f"slots/{slot['id']}/commands", {"verb": "withdraw"})
        await organizer.post(f"rounds/{final.round}/close")
        await counting.post(f"rounds/{final.round}/tally")

    final.play(end())
    return final


def ranked(final: DemoFinal) -> list[dict[str, Any]]:
    """The result's rows, best first."""
    got = final.play(final.api("scorekeeper").get(f"rounds/{final.round}/results"))
    rows = [row for row in got["rows"] if row["rank"] is not None]
    return sorted(rows, key=lambda row: int(row["rank"]))


def long_named(final: DemoFinal, number: str) -> None:
    from contest.models import Team

    with final.rows():
        team = Team.objects.get(entry__number=number)
        Team.objects.filter(pk=team.pk).update(name={**team.name, "zh": LONG})


def heard_only(page: Page, heard: Heard, rows: list[dict[str, Any]], opened: int) -> None:
    """No score of a place that is not opened is anywhere in the screen."""
    told = everything(page, heard)
    assert [row["final"] in told for row in rows] == [
        index >= len(rows) - opened for index in range(len(rows))
    ]


def looked_at(wall: Person, name: str, sizes: list[str]) -> None:
    faults = {}
    wall.page.evaluate("() => Promise.all(document.getAnimations().map((each) => each.finished))")
    for size in sizes:
        width, height = SIZES[size]
        wall.page.set_viewport_size({"width": width, "height": height})
        faults[size] = wall.page.evaluate(WALL_FAULTS)
        wall.shot(f"{size}-{name}", whole=False)
    assert {size: each for size, each in faults.items() if each} == {}, name


def black_and_back(desk: Person, page: Page, cue: int) -> None:
    """Dark, then the same cue, after a reload too."""
    key(desk, "b")
    scene(page, "black")
    key(desk, "b")
    scene(page, "ceremony", cue)
    page.reload()
    scene(page, "ceremony", cue)


def on_stage(emcee: Person, rows: list[dict[str, Any]]) -> None:
    """The emcee has the first place to read."""
    expect(emcee.page.locator("[data-say=winners]")).to_contain_text(rows[0]["final"])
    assert emcee.page.evaluate(TOO_WIDE) == 0
    emcee.shot("say")


@pytest.mark.parametrize(
    "sizes", [["1080", "xga"], pytest.param(list(SIZES), marks=pytest.mark.slow)]
)
def test_a_ceremony_from_the_last_place_to_the_first(counted: DemoFinal, sizes: list[str]):
    """Places below the third come by themselves, the first three by a press each; black, reload."""
    rows = ranked(counted)
    assert len(rows) == 5
    long_named(counted, rows[1]["number"])
    wall, desk = paired(counted), counted.organizer("/live")
    page, heard = wall.page, Heard()
    heard.listen(page)
    page.reload()
    scene(page, "waiting")
    emcee = counted.staff_page("emcee", "/screen/emcee", size=TABLET)
    said = Heard()
    said.listen(emcee.page)
    emcee.page.reload()
    emcee.see("say")
    desk.press("scene-ceremony")
    scene(page, "ceremony", 0)
    looked_at(wall, "begins", sizes)
    heard_only(page, heard, rows, 0)
    desk.shot("console-ceremony", whole=False)
    desk.see("ceremony-pace").select_option("3")
    desk.press("ceremony-auto")
    scene(page, "ceremony", 2)
    expect(desk.at("ceremony-auto")).to_have_count(0, timeout=PATIENCE_MS)
    looked_at(wall, "fourth", sizes)
    heard_only(page, heard, rows, 2)
    for cue in range(3, CUES + 1):
        key(desk, "r")
        scene(page, "ceremony", cue)
        opened = 2 + (cue - 2) // 2
        heard_only(page, heard, rows, opened)
        expect(emcee.at("emcee")).to_have_attribute("data-step", str(cue), timeout=PATIENCE_MS)
        heard_only(emcee.page, said, rows, opened)
        expect(page.get_by_test_id("now")).to_have_attribute(
            "data-open", "true" if cue % 2 == 0 else "false"
        )
        if cue in {3, 6, 7, CUES}:
            looked_at(wall, f"cue-{cue}", sizes)
        if cue == 4:
            black_and_back(desk, page, cue)
    names = page.get_by_test_id("place").locator(".s")
    expect(names).to_have_text([row["final"] for row in rows])
    desk.shot("console-over", whole=False)
    on_stage(emcee, rows)
    wall.open("/screen?lang=en")
    scene(page, "ceremony", CUES)
    wall.shot("over-en", whole=False)
