"""No state of the console's matrix or of a mark is told by color alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.looks import FACE, alike, blank, face, same_painting
from tests.system.browser.person import PATIENCE_MS, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

# A seat of each state while the team is scored, as the demo stands and as the test makes it.
SEATS = {"signed": 1, "offline": 3, "open": 4, "missing": 6, "recused": 7}
_ROWS = f"""(seats) => {{
  const face = {FACE};
  const row = (seat) => document.querySelector(`[data-testid=judge-row-${{seat}}]`);
  const is = (state) => row(seats[state]).dataset.presence;
  if (is("offline") !== "offline" || is("open") !== "online") return false;
  return Object.fromEntries(Object.entries(seats).map(([state, seat]) =>
    [state, face(row(seat).querySelector("td:last-child"))]));
}}"""
# A row's state, and a twin of it in another color only.
_TWINS = f"""(seat) => {{
  const face = {FACE};
  const cell = document.querySelector(`[data-testid=judge-row-${{seat}}] td:last-child`);
  const twin = cell.cloneNode(true);
  twin.firstElementChild.style.color = "red";
  document.body.append(twin);
  const said = {{ one: face(cell), other: face(twin) }};
  twin.remove();
  return said;
}}"""


def comes_and_goes(final: DemoFinal, console: Person) -> None:
    """Judge 3 came and left, judge 4 is there."""
    gone, here = final.judge(SEATS["offline"]), final.judge(SEATS["open"])
    for person, seat in ((gone, "offline"), (here, "open")):
        person.see("save-state")
        row = console.at(f"judge-row-{SEATS[seat]}")
        expect(row).to_have_attribute("data-presence", "online", timeout=PATIENCE_MS)
    gone.page.goto("about:blank")


def rows_of(console: Person) -> dict[str, str]:
    """The face of each row's state, once each is in the state that the test made."""
    seen = console.page.wait_for_function(_ROWS, arg=SEATS, timeout=PATIENCE_MS)
    faces: dict[str, str] = seen.json_value()
    return faces


def painted_alike(console: Person, here: Locator, away: Locator) -> list[str]:
    """Their paintings while both stay what they are: on a busy machine a tablet may lose a beat."""
    for _ in range(5):
        rows_of(console)
        found = same_painting(here, away)
        if console.page.evaluate(_ROWS, SEATS):
            return found
    raise AssertionError("judge 4 never stayed online for two pictures")


@pytest.mark.parametrize("tempo", [0.2])
def test_the_matrix_is_read_without_color(final: DemoFinal) -> None:
    console = final.console_page()
    comes_and_goes(final, console)
    assert alike(rows_of(console)) == []
    saved, empty = (console.at(f"matrix-{SEATS['open']}-{name}") for name in ("market", "team"))
    assert alike({"saved": face(saved), "empty": face(empty)}) == []
    assert same_painting(saved, empty) == []
    assert not blank(empty.locator("span")), "an empty cell keeps its ring"
    here, away = (
        console.at(f"judge-row-{SEATS[state]}").locator(".av i") for state in ("open", "offline")
    )
    assert painted_alike(console, here, away) == []
    follow, first = console.at("scene-follow"), console.at("scene-first")
    assert (follow.is_checked(), first.is_checked()) == (True, False)
    assert same_painting(follow.locator(".."), first.locator("..")) == []
    # The harness: two states that differ by their color only, and one thing beside itself.
    twins = console.page.evaluate(_TWINS, SEATS["open"])
    assert alike(twins) == [("one", "other")]
    assert same_painting(saved, saved) == ["grey", "forced"]


def test_what_has_become_of_a_mark_is_read_without_color(final: DemoFinal) -> None:
    """Beside the row and in the sentence below: nothing yet, on this device, saved, signed."""
    judge, signed = final.judge(4), final.judge(1)
    rows = {"committed": face(judge.at("truth-market")), "none": face(judge.at("truth-team"))}
    below = {"committed": face(judge.at("save-state"))}
    signed.state("save-state", "signed")
    below["signed"] = face(signed.at("save-state"))
    final.proxy.cut()
    judge.page.keyboard.press("9")
    judge.state("truth-model", "local")
    judge.state("save-state", "local")
    rows["local"], below["local"] = face(judge.at("truth-model")), face(judge.at("save-state"))
    assert alike(rows) == []
    assert alike(below) == []
    assert not blank(judge.at("truth-model")), "the device's own mark stays to be seen"
    final.proxy.restore()
    judge.state("truth-model", "committed")
    judge.open(f"/judge/live?entry={final.entry(HERO)}")
    judge.see("save-state")
    assert face(judge.at("truth-model")) == rows["committed"], "one state has one face"
