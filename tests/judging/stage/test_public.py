"""What leaves the hall: the scene on air, names of who agreed, marks where the rules tell them."""

import json

import pytest

from judging.stage.public import public_body
from judging.stage.scenes import stage_body
from tests.judging.stage.test_scenes import MARKS, SCENES, hall, program, sheets

ALL = {f"QM-0{number}" for number in range(1, 6)}
STATES = ["called", "pitching", "questions", "scoring", "held", "sealed", "revealed", "confirmed"]


@pytest.mark.parametrize("scene", [*SCENES, "reveal"])
@pytest.mark.parametrize("state", STATES)
def test_with_marks_it_is_what_the_hall_sees(scene, state):
    for step in range(5):
        said = program(scene, step=step, text="茶歇")
        seen = stage_body(said, hall(state))
        seen.pop("total", None)
        assert public_body(said, hall(state), told="marks", named=ALL) == seen


@pytest.mark.parametrize("scene", [*SCENES, "reveal"])
@pytest.mark.parametrize("state", STATES)
def test_without_marks_no_scene_hangs_on_a_sheet(scene, state):
    other = sheets(dict.fromkeys(MARKS, (1000, 1000)))
    shown = {"QM-01": other}
    for step in range(5):
        said = program(scene, step=step)
        bodies = [
            public_body(said, facts, told="names", named=ALL)
            for facts in (hall(state), hall(state, sheets=tuple(other), shown=shown))
        ]
        assert bodies[0] == bodies[1]
        assert not {"cards", "board", "final", "rank", "signed", "of"} & set(bodies[0])
        assert bodies[0]["step"] == 0


def test_what_is_about_marks_says_that_they_are_kept():
    body = public_body(program("reveal", step=4), hall("revealed"), told="names", named=ALL)
    assert (body["scene"], body["slot"]["entry"]["number"]) == ("sealed", "QM-03")
    assert body["next"]["entry"]["number"] == "QM-04"
    board = program("leaderboard", slot=None)
    assert public_body(board, hall("scoring"), told="names", named=ALL)["scene"] == "sealed"


@pytest.mark.parametrize("scene", [*SCENES, "reveal"])
@pytest.mark.parametrize("told", ["marks", "names"])
def test_who_did_not_agree_is_a_turn_and_no_name(scene, told):
    shown = {"QM-01": sheets(MARKS), "QM-03": sheets(MARKS)}
    said = program(scene, step=4)
    body = public_body(said, hall("revealed", shown=shown), told=told, named={"QM-01"})
    text = json.dumps(body, ensure_ascii=False)
    for number in (2, 3, 4, 5):
        assert not any(
            word in text for word in (f"QM-0{number}", f"团队 {number}", f"项目 {number}")
        )
    if body.get("slot"):
        assert body["slot"] == {"position": 3, "entry": None}
    if scene in {"order", "reveal"} and told == "marks":
        assert "QM-01" in text


def test_how_many_teams_there_are_is_told_by_the_order_alone():
    for scene in SCENES:
        body = public_body(program(scene), hall("scoring"), told="marks", named=ALL)
        assert "total" not in body
        assert ("order" in body) == (scene == "order")
