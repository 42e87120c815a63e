"""The world of the demo final stands as the mock-ups show it, and its line really breaks."""

from __future__ import annotations

import pytest

from demo.story import story
from judging.models import SheetState
from tests.system.browser.final_build import GIVEN, HERO, SIGNED

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


def test_the_final_stands_where_the_mock_ups_are(final_read):
    room = final_read.room()["body"]
    assert [slot["entry"]["number"] for slot in room["slots"]][:5] == [
        "QM-09",
        "QM-04",
        "QM-02",
        "QM-11",
        HERO,
    ]
    assert [slot["state"] for slot in room["slots"]] == [
        *["confirmed"] * 4,
        "questions",
        *["waiting"] * 7,
    ]
    given = story().marks[HERO]
    for seat in given:
        sheet = final_read.sheet(seat)
        signed = seat in SIGNED
        assert sheet.state == (SheetState.SIGNED if signed else SheetState.OPEN)
        count = 5 if signed else GIVEN[seat]
        marks = {name: mark for name, mark in sheet.marks.items() if mark is not None}
        assert len(marks) == count


def test_people_are_where_they_belong(final_read):
    judge = final_read.judge(3)
    judge.shot("panel", whole=False)
    console = final_read.console_page()
    console.shot("console", whole=False)
    screen = final_read.screen_page()
    screen.page.locator("main.sc").wait_for()
    screen.shot("screen", whole=False)
    assert judge.page.evaluate("isSecureContext")


def test_a_copy_changes_alone(final, final_read):
    final.command("start_scoring")
    assert final.room()["body"]["slots"][4]["state"] == "scoring"
    assert final_read.room()["body"]["slots"][4]["state"] == "questions"
