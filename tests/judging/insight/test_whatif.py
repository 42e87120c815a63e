"""Other rules on the same sheets: counted by the same engine, beside the announced result."""

from dataclasses import replace

import pytest

from contest.rulebook.live.form import live_rulebook
from contest.rulebook.v1.lift import rulebook_lift
from judging.insight.room import RoomScores
from judging.insight.standing import insight_of
from judging.insight.whatif import MODELS, WhatIf, rules_of, what_if
from judging.ranking.refusal import RankingRefused
from judging.tally.sheet import Sheet
from tests.factories.rulebooks import live_document
from tests.judging.insight.small import MEAN, NAME, TRIMMED, room, rulebook

# Seat 5 alone puts b over c; without the highest and the lowest c is ahead.
TABLE = {
    "a": (90, 88, 86, 91, 89),
    "b": (70, 71, 69, 72, 99),
    "c": (74, 73, 75, 72, 70),
    "d": (40, 44, 42, 41, 43),
}
LINES = [
    {"id": key, "name": NAME, "max": top, "step": "0.5", "required": True}
    for key, top in (("technology", "60"), ("market", "30"), ("team", "10"))
]


def _look(rule: str, cut: int | None = None, **changes: object) -> WhatIf:
    one = room(TABLE, **changes)
    return what_if(one, insight_of(one), rule, cut=cut)


def _ranks(found: WhatIf) -> dict[str, tuple[int | None, int | None]]:
    return {row.entry: (row.rank_now, row.rank_then) for row in found.rows}


def test_which_rules_there_are_hangs_on_the_announced_one() -> None:
    assert rules_of(rulebook()) == ("announced", "trimmed", "median", *MODELS)
    assert rules_of(rulebook(aggregation=TRIMMED)) == ("announced", "no_drop", "median", *MODELS)
    assert "equal_weights" in rules_of(rulebook(criteria=LINES))
    three = {"seats": 3, "kinds": {"technical": 3}, "minimum_sheets": 2}
    assert "trimmed" not in rules_of(rulebook(panel=three))


def test_a_trimmed_mean_instead_of_the_mean() -> None:
    found = _look("trimmed")
    assert _ranks(found) == {"a": (1, 1), "b": (2, 3), "c": (3, 2), "d": (4, 4)}
    assert [(row.entry, row.score_now, row.score_then) for row in found.rows][1] == (
        "b", "76.20", "71.00",
    )  # fmt: skip
    assert found.cut == 2
    assert found.crossing == 2


def test_without_dropping_instead_of_the_trimmed_mean() -> None:
    found = _look("no_drop", aggregation=TRIMMED)
    assert _ranks(found) == {"a": (1, 1), "c": (2, 3), "b": (3, 2), "d": (4, 4)}
    assert [row.score_then for row in found.rows if row.entry == "b"] == ["76.20"]


def test_the_median() -> None:
    found = _look("median")
    assert {row.entry: row.score_then for row in found.rows}["b"] == "71.00"


def test_another_line_under_the_announced_rule() -> None:
    found = _look("announced", cut=3)
    assert [(row.in_now, row.in_then) for row in found.rows] == [
        (True, True), (True, True), (False, True), (False, False),
    ]  # fmt: skip
    assert found.crossing == 1


def test_equal_weights_of_the_lines() -> None:
    """33.33, 33.33 and 33.34: full marks for the team are then worth a third."""
    rules = rulebook(criteria=LINES)
    sheets = {
        "a": [Sheet(str(seat), {"technology": 6000, "market": 0, "team": 0}) for seat in (1, 2, 3)],
        "b": [Sheet(str(seat), {"technology": 0, "market": 3000, "team": 1000}) for seat in (1, 2)],
    }
    one = RoomScores(rules, sheets)
    found = what_if(one, insight_of(one), "equal_weights", cut=None)
    assert {row.entry: (row.score_now, row.score_then) for row in found.rows} == {
        "a": ("60.00", "33.33"),
        "b": ("40.00", "66.67"),
    }


@pytest.mark.parametrize("rule", MODELS)
def test_models_rank_the_totals(rule: str) -> None:
    found = _look(rule)
    assert sorted(row.rank_then or 0 for row in found.rows) == [1, 2, 3, 4]
    assert _ranks(found)["a"] == (1, 1)
    assert _look(rule) == found


def test_a_model_that_refuses_says_so() -> None:
    one = room({"a": (90, 90), "b": (80, 90), "c": (70, 90)})
    with pytest.raises(RankingRefused, match="2 gave"):
        what_if(one, insight_of(one), "calibrated", cut=None)


def test_each_look_has_its_own_hash() -> None:
    hashes = {_look(rule, cut).hash for rule in rules_of(rulebook()) for cut in (None, 3)}
    assert len(hashes) == 2 * len(rules_of(rulebook()))


def test_a_rulebook_of_version_0_counts_the_same_in_the_words_of_version_1() -> None:
    for aggregation in (MEAN, TRIMMED):
        one = room(TABLE, aggregation=aggregation)
        lifted = rulebook_lift(one.rulebook)
        same = replace(one, rulebook=replace(one.rulebook, rules=lifted, round="round"))
        assert [(row.entry, row.rank, row.final) for row in same.counted().rows] == [
            (row.entry, row.rank, row.final) for row in one.counted().rows
        ]


def test_a_rulebook_of_version_1_is_varied_as_it_stands() -> None:
    rules = live_rulebook(live_document())
    assert rules_of(rules) == ("announced", "no_drop", "median", *MODELS)
    sheets = {
        entry: [
            Sheet(str(seat), {"novelty": novelty * 100, "transfer": 1000, "market": 2000}, "judge")
            for seat, novelty in enumerate(marks, start=1)
        ]
        for entry, marks in {"a": (30, 30, 30, 30, 30), "b": (29, 29, 29, 40, 29)}.items()
    }
    one = RoomScores(rules, sheets)
    insight = insight_of(one)
    found = what_if(one, insight, "no_drop", cut=1)
    assert _ranks(found) == {"a": (1, 2), "b": (2, 1)}
    assert {row.entry: row.score_then for row in found.rows} == {"a": "60.00", "b": "61.20"}
