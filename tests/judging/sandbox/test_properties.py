"""What holds for any scores: the same rules change nothing, order never matters, smallest is so."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.rulebook.v1.rulebook import Rulebook
from judging.sandbox.bounds import Question
from judging.sandbox.compare import podium, winners
from judging.sandbox.fragility import fragility
from judging.sandbox.replay import OWN, replay
from judging.sandbox.smallest import outcome_of
from judging.tally.edition.edition import RoundTally, edition_tally
from judging.tally.edition.given import Given
from judging.tally.edition.refusal import ScoresRefused
from tests.judging.sandbox.small import TRIMMED, rules, scores

TOP = 6
COMBINES: list[dict[str, Any]] = [
    {"method": "mean"},
    {"method": "median"},
    TRIMMED,
    {"method": "mean", "leave_out": [{"rule": "far_from_median", "points": 2}]},
    {"method": "mean", "leave_out": [{"rule": "far_from_mean", "points": 2}]},
    {"method": "mean", "leave_out": [{"rule": "flat"}]},
    {"method": "rank-sum"},
    {"method": "points", "points": [3, 1]},
]
PROMOTIONS: list[dict[str, Any]] = [
    {},
    {"promotion": [{"take": "number", "number": 1}]},
    {"promotion": [{"take": "ratio", "ratio": "1/2"}], "ties": [{"rule": "promote_none"}]},
    {"promotion": [{"take": "score_line", "line": {"at_least": 4}}]},
    {
        "promotion": [
            {"take": "number", "number": 1, "needs": [{"at_least": 3}]},
            {"take": "wildcard", "number": 1},
        ],
        "ties": [{"rule": "highest_sheet"}, {"rule": "share"}],
    },
    {
        "promotion": [{"take": "number", "number": 2}],
        "ties": [{"rule": "mean_of_all"}, {"rule": "chair"}],
    },
    {"awards": [{"id": "gold", "places": 2}, {"id": "silver", "places": 1, "minimum_score": 2}]},
    {"must_pass": {"all": [{"at_least": 3}], "otherwise": "excluded"}},
    {"total": {"decimals": 0}, "promotion": [{"take": "number", "number": 2}]},
]


@st.composite
def rounds(draw: st.DrawFn) -> tuple[Rulebook, Given]:
    """A rulebook with marks of 0 to 6 from three judges on two to four entries."""
    words = deepcopy(draw(st.sampled_from(PROMOTIONS)))
    # No line is drawn on a sum of places.
    lines = "at_least" in str(words) or "minimum_score" in str(words)
    combines = [each for each in COMBINES if not lines or each["method"] != "rank-sum"]
    combine = draw(st.sampled_from(combines))
    decimals = words.pop("total", None)
    rulebook = rules(combine=combine, total=TOP, seats=3, **words)
    if decimals:
        round_ = rulebook.rounds[0]
        round_ = replace(round_, total=replace(round_.total, decimals=0))
        rulebook = replace(rulebook, rounds=(round_,))
    marks = st.lists(st.integers(0, TOP), min_size=3, max_size=3)
    table = {name: draw(marks) for name in "ABCDE"[: draw(st.integers(2, 5))]}
    return rulebook, scores(table)


def turned(rows: Mapping[str, Any]) -> dict[str, Any]:
    """The other way round."""
    return dict(reversed(list(rows.items())))


def permuted(given_: Given) -> Given:
    """The same, with everything the other way round."""
    sheets = {
        round_id: {entry: turned(by_judge) for entry, by_judge in turned(rows).items()}
        for round_id, rows in given_.sheets.items()
    }
    return replace(
        given_, sheets=sheets, entries=turned(given_.entries), judges=turned(given_.judges)
    )


@settings(max_examples=40, deadline=None)
@given(rounds())
def test_the_same_rules_change_nothing(drawn: tuple[Rulebook, Given]) -> None:
    rulebook, given_ = drawn
    found = replay(rulebook, given_, documents={"same": rulebook})
    (held,) = found["under"][0]["rounds"]
    assert (held["changes"], held["places_changed"], held["winner"]["changes"]) == ([], 0, False)
    assert held["pairs"]["turned"] == held["pairs"]["tied_or_parted"] == 0
    assert all(each["best"] == each["worst"] == each["rank"] for each in found["ranges"])
    assert {name for each in found["ranges"] for name in each["best_in"]} <= {OWN, "same"}


@settings(max_examples=12, deadline=None)
@given(rounds())
def test_permuted_input_gives_the_same_bytes(drawn: tuple[Rulebook, Given]) -> None:
    rulebook, given_ = drawn
    names = ["mean", "median", "without-judge:2", "rounding:0"]
    found = [
        rfc8785.dumps(
            [
                replay(rulebook, each, variations=names),
                fragility(edition_tally(rulebook, each).rounds[0], budget=200),
            ]
        )
        for each in (given_, permuted(given_))
    ]
    assert found[0] == found[1]


def single_changes(given_: Given) -> Iterator[tuple[int, Given]]:
    """Every other table that differs in one mark, with the size of the difference in points."""
    for entry, by_judge in given_.sheets["final"].items():
        for judge, cells in by_judge.items():
            for mark in range(TOP + 1):
                size = abs(mark - int(cells["total"]))
                if size:
                    sheets = {
                        **given_.sheets["final"],
                        entry: {**by_judge, judge: {"total": str(mark)}},
                    }
                    yield size, replace(given_, sheets={"final": sheets})


def counted(rulebook: Rulebook, given_: Given) -> RoundTally | None:
    try:
        return edition_tally(rulebook, given_).rounds[0]
    except ScoresRefused:
        return None


def smallest_is_smallest(drawn: tuple[Rulebook, Given], question: Question) -> None:
    """Against every single change there is, each counted from the scores anew."""
    rulebook, given_ = drawn
    held = edition_tally(rulebook, given_).rounds[0]
    before = outcome_of(held, question)
    sizes = [
        size
        for size, other in single_changes(given_)
        if (now := counted(rulebook, other)) is not None and outcome_of(now, question) != before
    ]
    found = next(each for each in fragility(held)["smallest"] if each["question"] == question)
    assert found["found"] == bool(sizes)
    if not found["found"]:
        assert found["none_below"] is None
        return
    assert found["by"] == f"{min(sizes)}.00"
    assert outcome_of(held, question) == before
    changed = with_mark(given_, found, found["mark"]["after"])
    now = counted(rulebook, changed)
    assert now is not None
    assert outcome_of(now, question) == found["after"] != before
    step = -1 if int(float(found["mark"]["after"])) > int(float(found["mark"]["before"])) else 1
    less = with_mark(given_, found, str(int(float(found["mark"]["after"])) + step))
    shorter = counted(rulebook, less)
    assert shorter is None or outcome_of(shorter, question) == before


QUESTIONS = st.sampled_from(["winner", "cut"])


@settings(max_examples=25, deadline=None)
@given(rounds(), QUESTIONS)
def test_the_smallest_change_is_the_smallest(
    drawn: tuple[Rulebook, Given], question: Question
) -> None:
    smallest_is_smallest(drawn, question)


@pytest.mark.slow
@settings(max_examples=800, deadline=None)
@given(rounds(), QUESTIONS)
def test_the_smallest_change_is_the_smallest_in_many(
    drawn: tuple[Rulebook, Given], question: Question
) -> None:
    smallest_is_smallest(drawn, question)


def with_mark(given_: Given, found: dict[str, Any], mark: str) -> Given:
    by_judge = given_.sheets["final"][found["entry"]]
    changed = {**by_judge, found["judge"]: {"total": mark}}
    return replace(given_, sheets={"final": {**given_.sheets["final"], found["entry"]: changed}})


@settings(max_examples=40, deadline=None)
@given(rounds())
def test_removals_are_those_of_the_engine(drawn: tuple[Rulebook, Given]) -> None:
    """The short way round counts as the long one does."""
    rulebook, given_ = drawn
    held = edition_tally(rulebook, given_).rounds[0]
    found = fragility(held, budget=1)["without_judge"]
    for row in found["judges"]:
        sheets = {
            entry: {judge: cells for judge, cells in by_judge.items() if judge != row["judge"]}
            for entry, by_judge in given_.sheets["final"].items()
        }
        now = counted(rulebook, replace(given_, sheets={"final": sheets}))
        if now is None:
            assert "refused" in row
            continue
        top = [
            (line.entry, line.rank) for line in now.lines if line.rank is not None and line.rank < 4
        ]
        assert sorted(top) == sorted((each["entry"], each["rank"]) for each in row["podium"])


@settings(max_examples=40, deadline=None)
@given(rounds())
def test_single_sheets_are_counted_as_the_engine_would(drawn: tuple[Rulebook, Given]) -> None:
    rulebook, given_ = drawn
    held = edition_tally(rulebook, given_).rounds[0]
    found = fragility(held, budget=1)["without_sheet"]
    keep_podium = keep_winner = refused = 0
    for entry, by_judge in given_.sheets["final"].items():
        for judge in by_judge:
            kept = {each: cells for each, cells in by_judge.items() if each != judge}
            sheets = {**given_.sheets["final"], entry: kept}
            now = counted(rulebook, replace(given_, sheets={"final": sheets}))
            if now is None:
                refused += 1
                continue
            keep_podium += podium(now) == podium(held)
            keep_winner += winners(now) == winners(held)
    assert (found["keep_podium"], found["keep_winner"]) == (keep_podium, keep_winner)
    assert (found["refused"], found["sheets"]) == (refused, 3 * len(given_.entries))
