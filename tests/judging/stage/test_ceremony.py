"""The ceremony, a pure function: each cue opens its own, and nothing tells of the next one."""

import json
from dataclasses import replace

from judging.stage.ceremony import Place, Standing, Winner, ceremony_cues
from judging.stage.public import public_body
from judging.stage.scenes import stage_body
from tests.judging.stage.test_scenes import hall, program, turn

FIRST = {"zh": "一等奖", "en": "First prize"}


def place(rank, *positions, award=FIRST, final="88.00"):
    winners = tuple(Winner(turn(each, "confirmed"), final) for each in positions)
    return Place(rank=rank, award=award, winners=winners)


# From the last up: 6th; two who share the 4th; 3rd; 2nd; 1st.
PLACES = (
    place(6, 6, award=None, final="61.00"),
    place(4, 4, 5, award=None, final="70.00"),
    place(3, 3, final="80.00"),
    place(2, 2, final="85.00"),
    place(1, 1, final="90.00"),
)
LAST = 8


def seen(cue, *, shown=LAST, places=PLACES, step=None):
    facts = replace(hall("confirmed"), ceremony=Standing(places=places, shown=shown))
    said = program("ceremony", step=cue if step is None else step, slot=None)
    return stage_body(said, facts)


def numbers(body):
    return [[team["entry"]["number"] for team in each["teams"]] for each in body["opened"]]


def test_from_the_last_place_up_and_the_first_three_are_held():
    assert ceremony_cues(PLACES) == [
        (0, "open"),
        (1, "open"),
        (2, "announce"),
        (2, "open"),
        (3, "announce"),
        (3, "open"),
        (4, "announce"),
        (4, "open"),
    ]


def test_each_cue_opens_its_own():
    assert (seen(0)["now"], seen(0)["opened"]) == (None, [])
    assert numbers(seen(1)) == [["QM-06"]]
    both = seen(2)["now"]
    assert (both["rank"], both["shares"], len(both["teams"])) == (4, True, 2)
    held = seen(3)["now"]
    assert held == {"rank": 3, "shares": False, "award": FIRST, "teams": None}
    assert numbers(seen(3)) == numbers(seen(2)) == [["QM-04", "QM-05"], ["QM-06"]]
    assert seen(4)["now"]["teams"][0]["final"] == "80.00"
    assert numbers(seen(LAST)) == [["QM-01"], ["QM-02"], ["QM-03"], ["QM-04", "QM-05"], ["QM-06"]]
    assert [seen(cue)["is_over"] for cue in (0, LAST - 1, LAST)] == [False, False, True]


def test_until_its_cue_a_place_could_be_anybodys():
    """Other teams and scores behind the cue make the same body."""
    for cue in range(LAST + 1):
        opened = {index for index, do in ceremony_cues(PLACES)[:cue] if do == "open"}
        other = tuple(
            each
            if index in opened
            else replace(each, winners=tuple(Winner(turn(9, "x"), "1.00") for _ in each.winners))
            for index, each in enumerate(PLACES)
        )
        assert seen(cue) == seen(cue, places=other), cue


def test_a_program_that_runs_ahead_shows_what_the_hall_has_seen():
    assert seen(1, step=LAST, shown=1)["opened"] == seen(1)["opened"]
    assert stage_body(program("ceremony", step=3, slot=None), hall("confirmed"))["opened"] == []


def test_where_scores_are_kept_places_are_told_without_them():
    bare = tuple(
        replace(each, winners=tuple(replace(one, final=None) for one in each.winners))
        for each in PLACES
    )
    assert "final" not in json.dumps(seen(LAST, places=bare)["opened"])


def test_outside_the_hall_only_who_agreed_is_named_and_only_where_marks_are_told():
    facts = replace(hall("confirmed"), ceremony=Standing(places=PLACES, shown=LAST))
    said = program("ceremony", step=LAST, slot=None)
    body = public_body(said, facts, told="marks", named={"QM-01"})
    assert body["opened"][0]["teams"][0]["entry"]["number"] == "QM-01"
    rest = json.dumps(body["opened"][1:], ensure_ascii=False)
    assert not any(word in rest for word in ("QM-", "团队", "项目"))
    assert body["opened"][1]["teams"][0]["position"] == 2
    kept = public_body(said, facts, told="names", named={"QM-01"})
    assert (kept["scene"], "opened" in kept, "now" in kept) == ("sealed", False, False)
