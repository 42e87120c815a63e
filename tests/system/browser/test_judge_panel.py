"""The judge's panel in the hand: the pad, the rows, the stage. Marks and names are the demo's."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from demo.story import story
from judging.models import ScoreCell
from tests.leaks import figures_shown
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO
from tests.system.browser.person import PORTRAIT, TABLET, Person

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

SMALL = (1024, 768)


def row(judge: Person, name: str, value: str) -> None:
    """Wait until a criterion's row holds a mark."""
    expect(judge.at(f"crit-{name}")).to_have_attribute("data-value", value)


def resize(judge: Person, size: tuple[int, int]) -> None:
    """Turn the tablet."""
    judge.page.set_viewport_size({"width": size[0], "height": size[1]})
    judge.page.wait_for_timeout(150)


def keys(judge: Person, *names: str) -> None:
    """Press keys of the pad."""
    judge.press(*[f"pad-{name}" for name in names])


Sent = list[str]


def listening(judge: Person) -> Sent:
    """Every frame that this panel sends from now on."""
    sent: Sent = []
    judge.page.on(
        "websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame)))
    )
    judge.page.reload()
    judge.see("save-state")
    return sent


def clock_text(judge: Person, at: str) -> str:
    """A moment as the event's zone reads it."""
    return str(
        judge.page.evaluate(
            """(at) => new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai",
                hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit" })
                .format(new Date(at))""",
            at,
        )
    )


def marked(final: DemoFinal, judge: Person, sent: Sent) -> None:
    """1, 6 and a half on 团队能力: the total is the sum of the rows, the time the server's own."""
    judge.press("crit-team")
    keys(judge, "back", "back", "back")
    row(judge, "team", "")
    keys(judge, "1", "6", "half")
    row(judge, "team", "16.50")
    expect(judge.at("total")).to_have_text("70.5")
    judge.state("save-state", "committed")
    assert final.sheet(3).marks["team"] == "16.50"
    assert story().marks[HERO]["3"]["team"] == "16.5"
    with final.rows():
        cell = ScoreCell.objects.get(
            sheet__seat__number=3, sheet__slot__entry__number=HERO, criterion="team"
        )
    assert cell.changed_at is not None
    expect(judge.at("save-state")).to_contain_text(clock_text(judge, cell.changed_at.isoformat()))


def too_high(final: DemoFinal, judge: Person, sent: Sent) -> None:
    """2 and 5 on a row of 20: what stood there stays, the words say why, no 25 is sent."""
    judge.press("crit-market", "crit-team")
    frames = len(sent)
    keys(judge, "2", "5")
    row(judge, "team", "16.50")
    expect(judge.at("crit-team")).to_contain_text("这一项最高 20 分。")
    judge.state("save-state", "committed")
    assert final.sheet(3).marks["team"] == "16.50"
    assert not [frame for frame in sent[frames:] if '"25.00"' in frame]
    judge.shot("too-high", whole=False)
    # A digit too many after a moment costs that digit only.
    keys(judge, "1", "2")
    judge.page.wait_for_timeout(700)
    keys(judge, "5")
    row(judge, "team", "12.00")
    keys(judge, "back", "back", "1", "6", "half")
    row(judge, "team", "16.50")


def nothing_is_not_zero(final: DemoFinal, judge: Person, sent: Sent) -> None:
    """The first digit replaces, later ones append; nothing is 未评, 0 is a mark."""
    judge.press("crit-defense")
    keys(judge, "1", "4")
    row(judge, "defense", "14.00")
    judge.press("crit-team", "crit-defense")
    keys(judge, "9")
    row(judge, "defense", "9.00")
    keys(judge, "back")
    row(judge, "defense", "")
    expect(judge.at("crit-defense")).to_contain_text("未评")
    keys(judge, "0")
    row(judge, "defense", "0.00")
    judge.state("save-state", "committed")
    assert final.sheet(3).marks["defense"] == "0.00"
    keys(judge, "back")
    row(judge, "defense", "")
    judge.state("save-state", "committed")
    assert final.sheet(3).marks["defense"] is None


def missing(final: DemoFinal, judge: Person, sent: Sent) -> None:
    """Signing with an empty row sends nothing and goes there."""
    judge.press("crit-market")
    frames = len(sent)
    judge.press("submit")
    expect(judge.at("save-state")).to_contain_text("还差 1 项：现场答辩。")
    expect(judge.at("sign-sheet")).to_have_count(0)
    assert judge.at("crit-defense").get_attribute("data-active") is not None
    assert judge.page.evaluate(
        "document.querySelector('[data-testid=crit-defense]').contains(document.activeElement)"
    )
    assert not [frame for frame in sent[frames:] if '"sign"' in frame]


def test_marks_by_the_pad(final):
    """Checks 8, 9, 10 and 12: what is typed, what is refused, what is empty, what is missing."""
    judge = final.judge(3)
    sent = listening(judge)
    for check in (marked, too_high, nothing_is_not_zero, missing):
        check(final, judge, sent)


def test_slider_steps_and_keyboard_are_equals(final):
    """Checks 11 and 16: arrows, ± and pad give the same mark; no text field is on the way."""
    judge = final.judge(3)
    judge.press("crit-defense")
    keys(judge, "1", "4")
    slider = judge.at("slider")
    slider.focus()
    judge.page.keyboard.press("ArrowRight")
    row(judge, "defense", "14.50")
    judge.page.keyboard.press("PageDown")
    row(judge, "defense", "13.50")
    judge.page.keyboard.press("PageUp")
    row(judge, "defense", "14.50")
    judge.press("pad-less")
    row(judge, "defense", "14.00")
    judge.press("pad-more")
    row(judge, "defense", "14.50")
    # A touch on the scale, no drag: its end is the most there is.
    box = slider.bounding_box()
    judge.page.mouse.click(box["x"] + box["width"] - 1, box["y"] + 20)
    row(judge, "defense", "15.00")
    # Held, ± goes on by itself.
    less = judge.at("pad-less").bounding_box()
    judge.page.mouse.move(less["x"] + 20, less["y"] + 20)
    judge.page.mouse.down()
    expect(judge.at("crit-defense")).to_have_attribute("data-value", re.compile(r"^1[0-3]\."))
    judge.page.mouse.up()
    # A keyboard is a pad too.
    judge.page.evaluate("document.activeElement.blur()")
    for name in ("ArrowUp", "1", "7", "Enter", "1", "4", ".", "5"):
        judge.page.keyboard.press(name)
    row(judge, "team", "17.00")
    judge.state("save-state", "committed")
    fields = judge.page.evaluate(
        """() => [...document.querySelectorAll("input, textarea, [contenteditable]")]
            .filter((each) => each.inputMode !== "none").map((each) => each.dataset.testid)"""
    )
    assert fields == ["note"]


@pytest.mark.parametrize("tempo", [0.5])
def test_a_signature_can_be_taken_back_until_the_reveal(final):
    """Check 13: a signed card is closed; taken back it is open with its marks, for a while."""
    judge = final.judge(3)
    judge.press("crit-defense")
    keys(judge, "1", "4", "half")
    row(judge, "defense", "14.50")
    judge.press("submit")
    judge.see("sign-sheet")
    judge.shot("sign-sheet", whole=False)
    judge.press("sign-back", "submit")
    # Held for a second it is signed; a tap on the other button does the same.
    hold = judge.see("sign-hold").bounding_box()
    judge.page.mouse.move(hold["x"] + 40, hold["y"] + 20)
    judge.page.mouse.down()
    judge.see("signed")
    judge.page.mouse.up()
    assert final.sheet(3).state == "signed"
    expect(judge.at("pad-7")).to_have_count(0)
    judge.shot("signed", whole=False)
    judge.press("unsign")
    judge.see("pad-7")
    row(judge, "defense", "14.50")
    expect(judge.at("total")).to_have_text("85.0")
    judge.press("crit-team")
    keys(judge, "1", "7")
    judge.state("save-state", "committed")
    keys(judge, "back", "back", "1", "6", "half")
    judge.press("submit", "sign-confirm")
    judge.see("signed")
    assert final.sheet(3).state == "signed"
    # Nothing is left to take back once the moment is over; a correction can be asked for.
    expect(judge.at("unsign")).to_have_count(0, timeout=15_000)
    # The request waits, with the value that the judge alone sees, until it is withdrawn.
    judge.press("correct", "correct-defense", "pad-1", "pad-3", "pad-half")
    judge.press("reason-wrong_row", "correct-send")
    expect(judge.see("correction")).to_contain_text("现场答辩")
    waits = final.room()["body"]["todos"]
    assert [each["kind"] for each in waits if each["kind"] == "correction"] == ["correction"]
    assert figures_shown(final.room(), "13.5", "1350") == []
    judge.press("correct-withdraw")
    expect(judge.at("correction")).to_have_count(0)


def test_help_is_called_and_the_hall_darkens(final):
    """A call reaches the console's list; the hall's light, turned once, darkens every tablet."""
    judge = final.judge(3)
    judge.press("call-staff", "call-technical")
    judge.see("call-sent")
    waits = final.room()["body"]["todos"]
    assert [each["kind"] for each in waits if each["kind"] == "call"] == ["call"]
    room = final.room()["body"]["room"]["id"]
    final.play(final.api("organizer").post(f"rooms/{room}/lights", {"lights": "off"}))
    expect(judge.page.locator("html[data-hall]")).to_have_count(1)
    final.play(final.api("organizer").post(f"rooms/{room}/lights", {"lights": "on"}))
    expect(judge.page.locator("html[data-hall]")).to_have_count(0)


def test_turning_the_tablet_changes_nothing(final):
    """Check 18: value, row, page of the deck and caret stay; a reload keeps all but the caret."""
    judge = final.judge(3)
    judge.at("deck").and_(judge.page.locator("[data-state=ready]")).wait_for()
    judge.press("deck-next", "deck-next", "crit-model")
    keys(judge, "1", "5")
    judge.fill("note", "三个示范站有实测数据，可信度高。")
    judge.page.evaluate("document.querySelector('[data-testid=note]').setSelectionRange(3, 3)")
    for size in (PORTRAIT, SMALL, TABLET):
        resize(judge, size)
        row(judge, "model", "15.00")
        assert judge.at("crit-model").get_attribute("data-active") is not None
        expect(judge.at("deck-page")).to_have_text("3 / 6")
        caret = "document.querySelector('[data-testid=note]').selectionStart"
        assert judge.page.evaluate(caret) == 3
    judge.state("save-state", "committed")
    judge.page.reload()
    row(judge, "model", "15.00")
    assert judge.at("crit-model").get_attribute("data-active") is not None
    expect(judge.at("note")).to_have_value("三个示范站有实测数据，可信度高。")
    expect(judge.at("deck-page")).to_have_text("3 / 6")


def test_the_stage_goes_on_and_nobody_is_moved(final):
    """Check 17: a judge in the middle of a card stays and is told; who waits goes along."""
    busy, idle = final.judge(3), final.judge(6)
    idle.page.get_by_test_id("back").click()
    idle.see(f"queue-entry-{HERO}")
    address = busy.page.url
    busy.open("/judge/live")
    busy.see("save-state")
    address = busy.page.url
    final.command("start_scoring", "hold")
    final.command("call", number=final.slots[5]["entry"]["number"])
    expect(busy.at("next-offer")).to_contain_text("06")
    expect(busy.at("next-offer")).to_contain_text("已上台")
    assert busy.page.url == address
    expect(busy.page.locator(".jd-order")).to_have_text("05")
    idle.page.wait_for_url("**/judge/live", timeout=2000)
    expect(idle.page.locator(".jd-order")).to_have_text("06")
    busy.shot("next-called", whole=False)
