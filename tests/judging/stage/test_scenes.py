"""The body of the hall's screen, a pure function: what each scene says, and what it never says."""

import json
from dataclasses import replace

import pytest

from contest.rulebook.live.form import live_rulebook
from contest.rulebook.parse import rulebook_parse
from judging.stage.facts import Facts, Panel, Turn
from judging.stage.scenes import stage_body
from judging.tally.sheet import Sheet
from tests.factories.judging import rulebook_document
from tests.factories.rulebooks import live_document

NAMES = {"contest": {"zh": "启明杯"}, "edition": {}, "round": {}, "room": {}, "time_zone": "UTC"}
CLOCK = {"started_at": "2026-11-25T01:00:00Z", "paused_ms": 0, "paused_at": None, "duration_s": 480}
# The story: the sixth is recused, highest and lowest leave.
MARKS = {1: (5050, 3500), 2: (5500, 3800), 3: (5000, 3500), 4: (5350, 3500), 5: (4450, 3000)}
TRIMMED = {
    "method": "trimmed",
    "version": 1,
    "drop_high": 1,
    "drop_low": 1,
    "minimum_for_trim": 5,
    "below_minimum": "mean",
    "decimals": 2,
    "rounding": "half_up",
    "tie_on": "rounded",
}
PANEL = {"seats": 6, "kinds": {"technical": 6}, "minimum_sheets": 2, "alternates": 1}


def sheets(marks):
    return [
        Sheet(seat=str(seat), marks={"technology": technology, "market": market})
        for seat, (technology, market) in marks.items()
    ]


def flat(total):
    """Three sheets of one total."""
    return sheets(dict.fromkeys((1, 2, 3), (total - 3000, 3000)))


def turn(position, state):
    return Turn(
        slot=f"slot-{position}",
        position=position,
        state=state,
        number=f"QM-{position:02d}",
        title=f"项目 {position}",
        team={"zh": f"团队 {position}", "en": f"Team {position}"},
        clock=CLOCK if state in {"pitching", "questions", "scoring"} else None,
    )


def hall(state, **facts):
    """Two teams are through, the third is on, the fourth waits, the fifth withdrew."""
    states = ("confirmed", "confirmed", state, "waiting", "withdrawn")
    return Facts(
        names=NAMES,
        turns=tuple(turn(n, each) for n, each in enumerate(states, 1)),
        rulebook=rulebook_parse(rulebook_document(aggregation=TRIMMED, panel=PANEL)),
        **{
            "panel": Panel(signed=5, due=5, recused=(6,)),
            "sheets": tuple(sheets(MARKS)),
            "shown": {"QM-01": flat(8850), "QM-02": flat(8550)},
            **facts,
        },
    )


def program(scene, *, step=0, slot="slot-3", text=""):
    return {"scene": scene, "step": step, "text": text, "slot": slot}


def revealed(step, **facts):
    shown = {"QM-01": flat(8850), "QM-02": flat(8550), "QM-03": sheets(MARKS)}
    return stage_body(program("reveal", step=step), hall("revealed", shown=shown, **facts))


def test_each_step_opens_its_own_and_nothing_of_the_next():
    keys = [set(revealed(step)) for step in range(5)]
    assert keys[0] == keys[1] == keys[2]
    assert keys[3] - keys[2] == {"final", "counted", "scale"}
    assert keys[4] - keys[3] == {"rank", "shares"}
    cards = [revealed(step)["cards"][1] for step in range(3)]
    assert cards == [
        {"seat": 2, "state": "down"},
        {"seat": 2, "state": "open", "total": "93.00"},
        {"seat": 2, "state": "open", "total": "93.00", "dropped": "high"},
    ]


def test_the_whole_reveal():
    body = revealed(4)
    assert [(each["seat"], each.get("dropped")) for each in body["cards"]] == [
        (1, None),
        (2, "high"),
        (3, None),
        (4, None),
        (5, "low"),
        (6, None),
    ]
    assert body["cards"][5] == {"seat": 6, "state": "recused"}
    assert (body["final"], body["counted"], body["scale"]) == ("86.33", 3, "100.00")
    assert (body["rank"], body["shares"], body["signed"], body["of"]) == (2, False, 5, 5)
    ranks = [(row["rank"], row["entry"]["number"], row["fresh"]) for row in body["board"]]
    assert ranks == [(1, "QM-01", False), (2, "QM-03", True), (3, "QM-02", False)]
    assert body["next"]["entry"]["number"] == "QM-04"


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_the_leaderboard_knows_nothing_of_the_team_before_its_place(step):
    assert [row["entry"]["number"] for row in revealed(step)["board"]] == ["QM-01", "QM-02"]


def test_equal_finals_share_a_rank_and_the_next_is_used_up():
    shown = {"QM-01": flat(8000), "QM-02": flat(8000), "QM-03": flat(7000)}
    board = stage_body(program("leaderboard"), hall("confirmed", shown=shown))["board"]
    assert [(row["rank"], row["shares"]) for row in board] == [(1, True), (1, True), (3, False)]


SCENES = ["waiting", "order", "countdown", "judging", "leaderboard", "break", "message", "black"]


@pytest.mark.parametrize("scene", [*SCENES, "reveal"])
@pytest.mark.parametrize("state", ["called", "pitching", "questions", "scoring", "held", "sealed"])
def test_nothing_that_was_scored_is_said_before_the_reveal(scene, state):
    """Whatever a program says: other marks make the same body."""
    plain, other = hall(state), tuple(sheets(dict.fromkeys(MARKS, (1000, 1000))))
    for step in range(5):
        said = program(scene, step=step)
        bodies = [stage_body(said, facts) for facts in (plain, replace(plain, sheets=other))]
        assert bodies[0] == bodies[1]
        assert "cards" not in bodies[0]
        assert "final" not in bodies[0]


def test_face_down_cards_are_the_same_for_any_marks():
    other = tuple(sheets(dict.fromkeys(MARKS, (1000, 1000))))
    assert revealed(0) == revealed(0, sheets=other)
    assert revealed(1) != revealed(1, sheets=other)


def test_black_says_nothing():
    assert stage_body(program("black", slot=None), hall("scoring")) == {
        "scene": "black",
        "step": 0,
        "text": "",
    }


def test_judging_says_how_many_and_not_who():
    body = stage_body(program("judging"), hall("scoring", panel=Panel(signed=4, due=6)))
    assert (body["signed"], body["of"]) == (4, 6)
    assert "seat" not in json.dumps(body)


def test_the_countdown_carries_the_servers_clock():
    body = stage_body(program("countdown"), hall("questions"))
    assert (body["phase"], body["clock"]) == ("questions", CLOCK)
    assert stage_body(program("countdown"), hall("called"))["clock"] is None


def test_the_order_says_coarse_states():
    body = stage_body(program("order", slot=None), hall("scoring"))
    assert [row["state"] for row in body["order"]] == ["done", "done", "now", "next", "absent"]


def test_the_order_tells_breaks_and_none_that_is_skipped():
    words = {"zh": "致辞", "en": "Address"}
    breaks = [
        {"id": "1", "after": 2, "minutes": 15, "words": words, "skipped": False},
        {"id": "2", "after": 4, "minutes": 10, "words": words, "skipped": True},
    ]
    body = stage_body(program("order", slot=None), hall("scoring", breaks=tuple(breaks)))
    assert body["breaks"] == [{"after": 2, "minutes": 15, "words": words}]


@pytest.mark.parametrize("scene", ["countdown", "judging", "reveal"])
def test_a_scene_whose_team_has_left_waits(scene):
    body = stage_body(program(scene, slot="slot-5"), hall("scoring"))
    assert (body["scene"], body["slot"]) == ("waiting", None)
    assert body["next"]["position"] == 4


def test_a_message_has_its_text():
    assert (
        stage_body(program("message", text="茶歇 10 分钟"), hall("called"))["text"]
        == "茶歇 10 分钟"
    )


@pytest.mark.parametrize(
    ("combine", "made"),
    [
        ({"method": "mean"}, {"final": "60.00", "scale": "100.00"}),
        ({"method": "median"}, {"final": "50.00", "scale": "100.00", "by": "median"}),
        ({"method": "sum"}, {"final": "180.00", "by": "sum"}),
        # Places are known at the end only; the hall sees the cards and no figure.
        ({"method": "rank-sum"}, {"final": None, "scale": "100.00"}),
    ],
)
def test_the_hall_is_told_how_version_1_makes_a_final(combine, made):
    document = live_document()
    document["rounds"][0]["components"][0]["combine"] = combine
    own = [
        Sheet(seat=str(seat), marks={"novelty": total - 4000, "transfer": 0, "market": 4000})
        for seat, total in enumerate((5000, 5000, 8000), 1)
    ]
    facts = hall("revealed", sheets=tuple(own), shown={"QM-03": own})
    body = stage_body(program("reveal", step=4), replace(facts, rulebook=live_rulebook(document)))
    assert {key: body[key] for key in ("final", "scale", "by") if key in body} == made
    assert [row["final"] for row in body["board"]] == ([made["final"]] if made["final"] else [])
    assert body["rank"] == (1 if made["final"] else None)
